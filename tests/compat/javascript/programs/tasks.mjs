// Predictions that are started now and collected later.
import { FlyMyAI } from "flymyai-js-client";
import { caught, connect, HI, MODEL, nowhere } from "./user.mjs";

const starting = async (user) => user.print(await connect(user).asyncPredict(HI, MODEL));
const polling = async (user) => user.print(await connect(user).checkAsyncResult(MODEL, "p1"));
const waiting = async (user) =>
  user.print(await connect(user).predictAsync(HI, MODEL, { interval: 1 }));

/** Runs a program with a timer that takes no time, and prints its pauses. */
const withTimer = (options) => async (user) => {
  const own = globalThis.setTimeout;
  globalThis.setTimeout = (work, delay, ...rest) => {
    user.print(delay);
    return own(work, 0, ...rest);
  };
  const { status } = await connect(user).predictAsync(HI, MODEL, options);
  user.print(status);
};

export const programs = {
  "a start": starting,
  "an id that is a number": starting,
  "a start whose response is 200": starting,
  "a start without an id": starting,
  "a start with an empty id": starting,
  "a start that is refused": starting,
  "a start whose response is no JSON": starting,
  "a start whose connection is dropped": starting,

  "a poll": polling,
  "a poll that finds nothing yet": polling,
  "a poll that finds null": polling,
  "a poll with any 2xx": polling,
  "a poll that is refused": polling,
  "a poll whose response is no JSON": polling,
  "a poll whose response breaks off": polling,

  "ids in polls": async (user) => {
    const client = connect(user);
    for (const id of ["a b", "x/y?z=1&é", undefined, 5]) await client.checkAsyncResult(MODEL, id);
  },

  "a poll without a signal, and with something else": async (user) => {
    const client = connect(user);
    user.print(await client.checkAsyncResult(MODEL, "p1", null));
    user.print(await client.checkAsyncResult(MODEL, "p1", undefined));
    const error = await caught(() => client.checkAsyncResult(MODEL, "p1", { aborted: false }));
    user.print(error.constructor.name);
  },

  "a server that is not there": async (user) => {
    const client = connect(user);
    client.baseUrl = await nowhere();
    user.print(await caught(() => client.asyncPredict(HI, MODEL)));
    user.print(await caught(() => client.checkAsyncResult(MODEL, "p1")));
    user.print(await caught(() => client.predictAsync(HI, MODEL)));
  },

  "a wait": waiting,
  "a wait whose status is pending": waiting,
  "a wait that fails": waiting,
  "a wait that fails without a word": waiting,
  "a wait that fails with an error of the service": waiting,
  "a wait that fails with a list of complaints": waiting,
  "a status that is text": waiting,
  "only the first response counts": waiting,
  "a poll that fails ends the wait": waiting,
  "a wait whose start is refused": waiting,

  "five seconds between polls": withTimer({}),
  "five seconds when told undefined": withTimer({ interval: undefined }),
  "milliseconds between polls": withTimer({ interval: 3000 }),
  "no time between polls": async (user) => {
    const { status } = await connect(user).predictAsync(HI, MODEL, { interval: null });
    user.print(status);
  },

  "options that are null": async (user) => {
    user.print((await caught(() => connect(user).predictAsync(HI, MODEL, null))).constructor.name);
  },

  "nine at once": async (user) => {
    const client = connect(user);
    const jobs = Array.from({ length: 9 }, () =>
      client.predictAsync({ prompt: "hi" }, MODEL, { interval: 1 }),
    );
    const results = await Promise.all(jobs);
    user.print(results.map((result) => result.inference_responses[0].response.sample[0]).join());
  },

  "a subclass that polls by itself": async (user) => {
    class Patient extends FlyMyAI {
      polls = 0;
      async asyncPredict(payload, model) {
        user.print(payload, model);
        return "own";
      }
      async checkAsyncResult(model, id, signal) {
        user.print(model, id, signal);
        this.polls += 1;
        return this.polls < 3
          ? { status: "pending" }
          : { inference_responses: [{ infer_details: { status: 200 } }], polls: this.polls };
      }
    }
    user.print((await connect(user, Patient).predictAsync(HI, MODEL, { interval: 0 })).polls);
  },
};
