// Limits of responses: hostile and slow ones end in an error, with bounded memory.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { AgentClient, FlyMyAI } from "flymyai-js-client";

const MEGABYTE = 1 << 20;
const EVENTS = "Content-Type: text/event-stream\r\n";
const FOUR_TIMES = "Content-Encoding: gzip, gzip, gzip, gzip\r\n";
const KINDS = ["get", "get by fetch", "predict", "stream"];

// Makes one call in a child process, and prints the error and the memory.
const PROGRAM = `
import { AgentClient, FlyMyAI } from "flymyai-js-client";
const [url, kind, given] = process.argv.slice(1);
const limits = JSON.parse(given);
const agents = (more) =>
  new AgentClient({ apiKey: "k", baseUrl: url, maxRetries: 0, ...limits, ...more });
const models = (more) =>
  Object.assign(new FlyMyAI({ apiKey: "k", ...limits, ...more }), { baseUrl: url });
const own = globalThis.fetch;
const calls = {
  "get": () => agents().runs.get(7),
  "get by fetch": () => agents({ fetch: (...all) => own(...all) }).runs.get(7),
  "predict": () => models().predict({ p: "x" }, "a/b"),
  "stream by fetch": async () => {
    const client = models({ fetch: (...all) => own(...all) });
    for await (const _ of client.stream({ p: "x" }, "a/b"));
  },
  "predict by fetch": () => models({ fetch: (...all) => own(...all) }).predict({ p: "x" }, "a/b"),
  "stream": async () => { for await (const _ of models().stream({ p: "x" }, "a/b")); },
};
const before = process.resourceUsage().maxRSS;
let text = "result";
try {
  await calls[kind]();
} catch (error) {
  text = "";
  for (let next = error; next; next = next.cause) text += next.message + "; ";
}
const memory = (process.resourceUsage().maxRSS - before) * 1024;
console.log(JSON.stringify({ text, memory }));
process.exit();
`;

/** A server that calls the test with each connection. */
async function serve(t, answer) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

const head = (headers) => `HTTP/1.1 200 OK\r\n${headers}Connection: close\r\n\r\n`;

const says =
  (body, headers = "") =>
  (socket) => {
    socket.write(head(headers));
    socket.end(body);
  };

// A connection that ends while the body is read makes the `fetch` of Node 22 end the process.
const staysOpen =
  (body, headers = "") =>
  (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`);
  };

/** Resolves when more can be written, or the connection is closed. */
const room = (socket) =>
  new Promise((resolve) => {
    for (const event of ["drain", "close", "error"]) socket.once(event, resolve);
  });

const repeats = (start, piece, pause) => async (socket) => {
  socket.write(head(EVENTS) + start);
  while (!socket.destroyed) {
    const isFull = !socket.write(piece);
    if (pause !== undefined) await sleep(pause);
    else if (isFull) await room(socket);
  }
};

/** Makes one call with these variables and options; resolves with its error and memory. */
async function call(url, kind, variables = {}, limits = {}) {
  const env = { ...process.env, ...variables };
  const options = { env, cwd: import.meta.dirname ?? process.cwd(), timeout: 60_000 };
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    ["--input-type=module", "-e", PROGRAM, url, kind, JSON.stringify(limits)],
    options,
  );
  return JSON.parse(stdout);
}

const SMALL = { FLYMYAI_MAX_RESPONSE_BYTES: String(4 * MEGABYTE) };

for (const kind of KINDS) {
  test(`an endless response ends at the size limit: ${kind}`, async (t) => {
    const url = await serve(t, repeats("data: ", "x".repeat(65536)));
    const { text, memory } = await call(url, kind, SMALL);
    assert.match(text, /more than 4194304 bytes|exceeds the size limit|too large/);
    assert.match(text, /the option maxResponseBytes or .* FLYMYAI_MAX_RESPONSE_BYTES/);
    assert.ok(memory < 96 * MEGABYTE, `${memory}`);
  });

  test(`a slow endless response ends at its time limit: ${kind}`, async (t) => {
    const url = await serve(t, repeats("data: ", " ", 50));
    const { text } = await call(url, kind, { FLYMYAI_RESPONSE_TIMEOUT: "0.5" });
    assert.match(text, /was not complete after 0.5 s; the option responseTimeout or/);
  });
}

for (const kind of KINDS) {
  test(`a client has limits of its own: ${kind}`, async (t) => {
    const endless = await serve(t, repeats("data: ", "x".repeat(65536)));
    const bytes = { FLYMYAI_MAX_RESPONSE_BYTES: String(2 ** 40) };
    const large = await call(endless, kind, bytes, { maxResponseBytes: 4 * MEGABYTE });
    assert.match(large.text, /more than 4194304 bytes|exceeds the size limit|too large/);
    const slow = await serve(t, repeats("data: ", " ", 50));
    const seconds = { FLYMYAI_RESPONSE_TIMEOUT: "600" };
    const { text } = await call(slow, kind, seconds, { responseTimeout: 0.5 });
    assert.match(text, /was not complete after 0.5 s/);
  });
}

test("an event that a program's own fetch brings has the client's limit", async (t) => {
  const url = await serve(t, repeats("data: ", "x".repeat(65536)));
  const { text } = await call(url, "stream by fetch", {}, { maxResponseBytes: 4 * MEGABYTE });
  assert.match(text, /exceeds the size limit; the option maxResponseBytes or/);
});

test("a prediction that a program's own fetch brings has the client's limit", async (t) => {
  const url = await serve(t, repeats("data: ", "x".repeat(65536)));
  const limits = { maxResponseBytes: 4 * MEGABYTE };
  const { text, memory } = await call(url, "predict by fetch", {}, limits);
  assert.match(text, /the response has more than 4194304 bytes; the option maxResponseBytes or/);
  assert.ok(memory < 96 * MEGABYTE, `${memory}`);
});

// Reads a body whose chunks are always ready until a timer ends it, and prints that it has ended.
const ALWAYS_READY = `
import { FlyMyAI } from "flymyai-js-client";
let isOver = false;
setTimeout(() => { isOver = true; }, 100);
const client = new FlyMyAI({ apiKey: "k", fetch: async () => new Response(new ReadableStream({
  pull(controller) {
    if (isOver) controller.error(new Error("over"));
    else controller.enqueue(new Uint8Array(0));
  },
})) });
const calls = {
  predict: () => client.predict({ p: "x" }, "a/b"),
  stream: () => client.stream({ p: "x" }, "a/b").next(),
};
await calls[process.argv[1]]().catch((error) => console.log(error.message));
`;

for (const kind of ["predict", "stream"]) {
  test(`a body whose chunks are always ready does not stop timers: ${kind}`, async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "-e", ALWAYS_READY, kind],
      { cwd: import.meta.dirname ?? process.cwd(), timeout: 60_000 },
    );
    assert.match(stdout, /over/);
  });
}

test("a limit that is none is refused by name", () => {
  for (const Client of [AgentClient, FlyMyAI]) {
    for (const name of ["maxResponseBytes", "responseTimeout"]) {
      for (const value of [0, -1, Number.NaN, Number.NEGATIVE_INFINITY]) {
        const refusal = { name: "RangeError", message: new RegExp(`^${name} must be a`) };
        assert.throws(() => new Client({ apiKey: "k", [name]: value }), refusal);
      }
      for (const value of ["5", 5n, [], {}]) {
        const refusal = { name: "TypeError", message: new RegExp(`^${name} must be a number`) };
        assert.throws(() => new Client({ apiKey: "k", [name]: value }), refusal);
      }
      for (const value of [undefined, null, 1, 2, Number.POSITIVE_INFINITY]) {
        new Client({ apiKey: "k", [name]: value });
      }
    }
    const half = { name: "RangeError", message: /^maxResponseBytes must be a whole number/ };
    assert.throws(() => new Client({ apiKey: "k", maxResponseBytes: 1.5 }), half);
  }
});

const compressed = (name) =>
  readFileSync(new URL(`../../vectors/compressed/${name}`, import.meta.url));
const GIGABYTES = compressed("gigabytes.gz4");
const NOTHING = compressed("nothing.gz4");

for (const kind of KINDS.filter((kind) => kind !== "get by fetch")) {
  test(`a response that decompresses to gigabytes ends: ${kind}`, async (t) => {
    const url = await serve(t, says(GIGABYTES, FOUR_TIMES + EVENTS));
    const { text, memory } = await call(url, kind, SMALL);
    assert.match(text, /more than 4194304 bytes/);
    assert.ok(memory < 96 * MEGABYTE, `${memory}`);
  });

  test(`a response that decompresses to nothing ends: ${kind}`, async (t) => {
    const url = await serve(t, says(NOTHING, FOUR_TIMES + EVENTS));
    const { text, memory } = await call(url, kind);
    assert.match(text, /2048 times its size/);
    assert.ok(memory < 96 * MEGABYTE, `${memory}`);
  });
}

test("endless comments end at the size limit", async (t) => {
  const url = await serve(t, repeats("", ": nothing\n\n".repeat(5000)));
  for (const kind of ["predict", "stream"]) {
    const { text, memory } = await call(url, kind, SMALL);
    assert.match(text, /more than 4194304 bytes/);
    assert.ok(memory < 96 * MEGABYTE, `${memory}`);
  }
});

test("deep JSON ends in an error or a result", async (t) => {
  const depth = 500_000;
  const deep = `{"id":7,"status":"running","more":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  const url = await serve(t, staysOpen(`data: ${deep}\n\n`, EVENTS));
  const agents = await serve(t, staysOpen(deep));
  for (const kind of KINDS) {
    const { text } = await call(kind.startsWith("get") ? agents : url, kind);
    assert.equal(typeof text, "string");
  }
});
