// The underscore methods, which programs call because their types are public.
import { caught, connect, HI, limitOf, MODEL, received, until } from "./user.mjs";

/** The chunks of a stream, as texts; at most so many. */
async function chunks(stream, most) {
  const reader = stream.getReader();
  const texts = [];
  while (texts.length < most) {
    const { done, value } = await reader.read();
    if (done) return [...texts, "end"];
    texts.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : "no bytes");
  }
  await reader.cancel();
  return texts;
}

export const programs = {
  "a connection": async (user) => {
    const response = await connect(user)._createConnection(HI, MODEL);
    user.print(response instanceof Response, response.status, response.ok, response.statusText);
    user.print(response.headers.get("x-note"), response.bodyUsed);
    user.print(await response.text(), response.bodyUsed);
  },

  "a connection of a stream": async (user) => {
    const response = await connect(user)._createConnection(HI, MODEL, true);
    user.print((await response.text()).length > 0, response.url.endsWith("/predict/stream/"));
  },

  "what a response can do": async (user) => {
    const client = connect(user);
    user.print(await (await client._createConnection(HI, MODEL)).json());
    const copy = (await client._createConnection(HI, MODEL)).clone();
    user.print(await copy.json());
    user.print((await (await client._createConnection(HI, MODEL)).arrayBuffer()).byteLength);
  },

  "a refused connection": async (user) => {
    user.print(await caught(() => connect(user)._createConnection(HI, MODEL)));
  },

  "a second attempt": async (user) => {
    const response = await connect(user)._createConnectionWithRetries(HI, MODEL);
    user.print(response.status);
  },

  "attempts in vain": async (user) => {
    const client = connect(user);
    user.print(await caught(() => client._createConnectionWithRetries(HI, MODEL, true, 2)));
  },

  "no attempts": async (user) => {
    const client = connect(user);
    user.print(await caught(() => client._createConnectionWithRetries(HI, MODEL, false, 0)));
  },

  "an attempt that takes too long": async (user) => {
    const client = connect(user);
    const limit = limitOf(12_345);
    const error = caught(() => client._createConnectionWithRetries(HI, MODEL, false, 1, 12_345));
    await until(async () => (await received(user)) === 1);
    limit.end();
    user.print(await error);
  },

  "events of a response that is made by hand": async (user) => {
    const client = connect(user);
    const response = new Response('data: {"a": 1}\n\ndata: x\ndata: y\n\n');
    user.print(await chunks(await client._createStream(response), 2));
  },

  "the end of a response that is made by hand": async (user) => {
    const client = connect(user);
    user.print(await chunks(await client._createStream(new Response("data: 1\n\n")), 5));
  },

  "events of a response that is no success": async (user) => {
    const response = new Response("data: 1\n\n", { status: 500 });
    user.print(await chunks(await connect(user)._createStream(response), 5));
  },

  "events that are read by hand": async (user) => {
    const client = connect(user);
    const response = await client._createConnection(HI, MODEL, true);
    user.print(await chunks(await client._createStream(response), 2));
  },
};
