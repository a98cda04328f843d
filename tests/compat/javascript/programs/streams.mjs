// An answer in pieces.
import { FlyMyAI } from "flymyai-js-client";
import { caught, collect, connect, HI, limitOf, MODEL, nowhere, received, until } from "./user.mjs";

/** Prints the items of `stream` until it ends. */
const streaming = async (user) => user.print(await collect(connect(user).stream(HI, MODEL)));

/** Prints the items of a loop that ends at a control event of the service. */
const untilDone = async (user) => {
  for await (const piece of connect(user).stream(HI, MODEL)) {
    user.print(piece);
    if (piece.done) break;
  }
};

/** Prints the error of the loop, if it fails. */
const failing = async (user) => {
  const pieces = [];
  const error = await caught(async () => {
    for await (const piece of connect(user).stream(HI, MODEL)) pieces.push(piece);
  });
  user.print(pieces, error);
};

export const programs = {
  "pieces, up to a word of the service": untilDone,
  "pieces, up to the end of the response": streaming,
  "everything that events may have around their data": untilDone,
  "data over several lines": untilDone,
  "an event that is not finished": streaming,
  "letters that are not English": untilDone,
  "a letter that the network cuts in two": untilDone,
  "a large piece": async (user) => {
    for await (const piece of connect(user).stream(HI, MODEL)) {
      user.print(piece.length);
      break;
    }
  },
  "a failure inside an event": untilDone,
  "an event that is no JSON": failing,
  "a response that breaks off": failing,
  "a refusal": failing,
  "a server error that lasts": failing,
  "a server error that passes": untilDone,
  "too many requests, for a moment": untilDone,
  "a request that took too long": untilDone,
  "a conflict that passes": untilDone,
  "a model that is not ready yet": untilDone,
  "a byte order mark": untilDone,
  "connections that are dropped": failing,
  "a model without a name": async (user) => {
    user.print(await caught(() => connect(user).stream(HI, "bert").next()));
  },
  "a success that is not 200": streaming,
  "a response without a body": streaming,

  "a server that is not there": async (user) => {
    const client = connect(user);
    client.baseUrl = await nowhere();
    user.print(await caught(() => client.stream(HI, MODEL).next()));
  },

  "nothing is sent before the first next": async (user) => {
    const client = connect(user);
    const unread = client.stream(HI, MODEL);
    client.stream();
    user.print(typeof unread.next, typeof unread.return, typeof unread.throw);
    user.print(unread[Symbol.asyncIterator]() === unread);
    user.print(Object.prototype.toString.call(unread));
  },

  "pieces come as they arrive": async (user) => {
    const stream = connect(user).stream(HI, MODEL);
    user.print(await stream.next());
    await fetch(`${user.url}/_emulator/release`, {
      method: "POST",
      headers: { "x-api-key": user.key },
      body: JSON.stringify({ name: "second" }),
    });
    user.print(await stream.next());
    await stream.return();
  },

  "the consumer's own error": async (user) => {
    const own = new RangeError("mine");
    const error = await caught(async () => {
      for await (const _ of connect(user).stream(HI, MODEL)) throw own;
    });
    user.print(error === own);
  },

  "an error thrown into it": async (user) => {
    const stream = connect(user).stream(HI, MODEL);
    await stream.next();
    user.print(await caught(() => stream.throw(new RangeError("mine"))));
  },

  "after a break there is no more": async (user) => {
    const stream = connect(user).stream(HI, MODEL);
    for await (const piece of stream) {
      user.print(piece);
      break;
    }
    user.print(await stream.next());
  },

  "a stream that is left": async (user) => {
    const stream = connect(user).stream(HI, MODEL);
    await stream.next();
    await stream.return("done");
    user.print("left");
  },

  "two at a time": async (user) => {
    const client = connect(user);
    const [one, two] = await Promise.all([1, 2].map(() => client.stream(HI, MODEL).next()));
    user.print(one.value, two.value);
  },

  "a subclass that connects by itself": async (user) => {
    class Cached extends FlyMyAI {
      async _createConnection(payload, model, stream) {
        user.print(payload, model, stream);
        return new Response('data: {"cached": true, "done": true}\n\n');
      }
    }
    for await (const piece of connect(user, Cached).stream(HI, MODEL)) {
      user.print(piece);
      break;
    }
  },

  "a response that takes longer than its attempts may": async (user) => {
    const client = connect(user);
    const limit = limitOf(12_345);
    const error = caught(() => client._createConnectionWithRetries(HI, MODEL, true, 2, 12_345));
    for (const attempt of [1, 2]) {
      await until(async () => (await received(user)) === attempt);
      limit.end();
    }
    user.print(await error);
  },
};
