// Common helpers of the user programs.
import { once } from "node:events";
import { createServer } from "node:http";
import { AgentClient, FlyMyAI } from "flymyai-js-client";

export const MODEL = "flymyai/bert";

/** The payload of programs that are about something else. */
export const HI = Object.freeze({ prompt: "hi" });

/** A client of the models, pointed at the program's server. */
export function connect({ key, models }, Class = FlyMyAI) {
  const client = new Class({ apiKey: key });
  client.baseUrl = models;
  return client;
}

/** A client of the agents, pointed at the program's server. */
export function agents({ key, url }, options) {
  return new AgentClient({ apiKey: key, baseUrl: url, maxRetries: 0, ...options });
}

/** The error that a call throws or rejects with. */
export async function caught(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return "nothing was thrown";
}

/** The items of an iterable. */
export async function collect(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** A server of the program's own, for as long as `work` takes. */
export async function serving(answer, work) {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
    server.closeAllConnections?.();
  }
}

/** An address without a server. */
export function nowhere() {
  return serving(
    () => {},
    async (origin) => origin,
  );
}

/** Resolves once a condition holds. */
export async function until(holds) {
  const limit = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error("it has not come about");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** The requests that the server has received so far, by the emulator's word. */
export async function received({ url, key }) {
  const response = await fetch(`${url}/_emulator/requests`, { headers: { "x-api-key": key } });
  return (await response.json()).length;
}

/** A time limit, in milliseconds, that is over whenever `end` of this is called. */
export function limitOf(limit) {
  const { setTimeout: own } = globalThis;
  const ends = [];
  globalThis.setTimeout = (work, delay, ...rest) => {
    if (delay !== limit) return own(work, delay, ...rest);
    ends.push(work);
    return own(() => {}, 0);
  };
  return { end: () => ends.pop()() };
}
