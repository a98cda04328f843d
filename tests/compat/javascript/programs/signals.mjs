// Programs that lose interest.
import { caught, connect, HI, MODEL, received, until } from "./user.mjs";

export const programs = {
  "a signal that is aborted already": async (user) => {
    const signal = AbortSignal.abort();
    user.print(await caught(() => connect(user).predictAsync(HI, MODEL, { signal })));
  },

  "an abort during the start": async (user) => {
    const controller = new AbortController();
    const call = connect(user).predictAsync(HI, MODEL, { signal: controller.signal });
    const error = caught(() => call);
    await until(async () => (await received(user)) === 1);
    controller.abort();
    user.print(await error);
  },

  "an abort between polls": async (user) => {
    const controller = new AbortController();
    const { signal } = controller;
    // The wait's own timer shows its pauses.
    const { setTimeout: own } = globalThis;
    globalThis.setTimeout = (work, delay, ...rest) => {
      if (delay === 600_000) own(() => controller.abort());
      return own(work, delay, ...rest);
    };
    const call = connect(user).predictAsync(HI, MODEL, { signal, interval: 600_000 });
    user.print(await caught(() => call));
  },

  "an abort during a poll": async (user) => {
    const controller = new AbortController();
    const call = connect(user).checkAsyncResult(MODEL, "p1", controller.signal);
    const error = caught(() => call);
    await until(async () => (await received(user)) === 1);
    controller.abort();
    user.print(await error);
  },

  "an abort during a poll of a wait, with a reason": async (user) => {
    const controller = new AbortController();
    const { signal } = controller;
    const call = connect(user).predictAsync(HI, MODEL, { signal, interval: 1 });
    const error = caught(() => call);
    await until(async () => (await received(user)) === 2);
    const reason = { why: "changed my mind" };
    controller.abort(reason);
    user.print((await error) === reason);
  },

  "a reason that is text": async (user) => {
    const controller = new AbortController();
    const call = connect(user).checkAsyncResult(MODEL, "p1", controller.signal);
    const error = caught(() => call);
    await until(async () => (await received(user)) === 1);
    controller.abort("enough");
    user.print(await error);
  },

  "a poll under an aborted signal": async (user) => {
    const signal = AbortSignal.abort();
    user.print(await caught(() => connect(user).checkAsyncResult(MODEL, "p1", signal)));
  },

  "a time limit": async (user) => {
    const signal = AbortSignal.timeout(1000);
    const error = await caught(() => connect(user).checkAsyncResult(MODEL, "p1", signal));
    user.print(error.name, error.message === signal.reason.message, error === signal.reason);
  },

  "a signal that is never aborted": async (user) => {
    const { signal } = new AbortController();
    const result = await connect(user).predictAsync(HI, MODEL, { signal, interval: 1 });
    user.print(result.n);
  },

  "one signal for many": async (user) => {
    const controller = new AbortController();
    const client = connect(user);
    const polls = [1, 2, 3].map((n) =>
      caught(() => client.checkAsyncResult(MODEL, `p${n}`, controller.signal)),
    );
    await until(async () => (await received(user)) === 3);
    controller.abort();
    user.print((await Promise.all(polls)).map(({ name }) => name).join());
  },
};
