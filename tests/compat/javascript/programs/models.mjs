// How models are named.
import { caught, collect, connect, HI } from "./user.mjs";

const asking =
  (...models) =>
  async (user) => {
    for (const model of models) user.print(await caught(() => connect(user).predict(HI, model)));
  };

export const programs = {
  "without a slash": async (user) => {
    const client = connect(user);
    for (const call of [
      () => client.predict(HI, "bert"),
      () => client.predict(HI, ""),
      () => client.asyncPredict(HI, "bert"),
      () => client.checkAsyncResult("bert", "p1"),
      () => client.predictAsync(HI, "bert"),
      () => client._createConnection(HI, "bert"),
    ]) {
      user.print(await caught(call));
    }
  },

  "with a third part": asking("a/b/c"),
  "with empty parts": asking("/b", "a/", "/"),
  "with blanks and other letters": asking("my user/mo del", "użytkownik/модель"),
  "percent-encoded already": asking("a%20b/c"),
  "with a query or a fragment": asking("a/b?x=1", "a/b#c"),
  "with dots as parts": asking("../admin"),

  "that is none": async (user) => {
    const client = connect(user);
    for (const model of [undefined, null, 5]) {
      user.print(await caught(() => client.predict(HI, model)));
      user.print(await caught(() => client.asyncPredict(HI, model)));
    }
    user.print(await caught(() => collect(client.stream(HI, undefined))));
  },
};
