// Unusual responses of a `fetch` option do not harm the process.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { AgentClient, FlyMyAI, FlyMyAIAgentError, FlyMyAIError } from "flymyai-js-client";
import { RUN } from "../support/emulator.mjs";
import { events } from "../support/service.mjs";

const agents = (fetch) => new AgentClient({ apiKey: "fly-test", maxRetries: 0, fetch });
const models = (fetch) => new FlyMyAI({ apiKey: "fly-test", fetch });
const MANY = Array.from({ length: 40_000 }, (_, n) => [`x-${n}`, "v"]);
const bare = Object.create(null);

test("40,000 headers do not end the process", async () => {
  // A child process, because an abort would end this one without a message.
  const code = `
    const { AgentClient } = require("flymyai-js-client");
    const headers = Array.from({ length: 40_000 }, (_, n) => ["x-" + n, "v"]);
    const fetch = async () => ({ status: 200, headers, body: ${JSON.stringify(JSON.stringify(RUN))} });
    new AgentClient({ apiKey: "fly-test", fetch }).runs.get(1).then(({ id }) => console.log(id));`;
  const child = spawn(process.execPath, ["-e", code], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  assert.deepEqual(await once(child, "close"), [0, null]);
  assert.equal(output, "1\n");
});

for (const [what, headers] of Object.entries({
  "more headers than a map of them holds": MANY,
  "one header 40,000 times": MANY.map(() => ["x", "v"]),
  // Node 18 sorts all headers for each one that it returns.
  "2,000 in Headers": new Headers(MANY.slice(0, 2000)),
  "a value of many megabytes": { x: "v".repeat(20_000_000) },
  "a name of many kilobytes": { ["x".repeat(100_000)]: "v" },
  "lone surrogates": { "x-\ud800": "v", x: "\udfff", "retry-after": "\ud83d" },
  "line ends and zeros": { "x\r\ny": "v", x: "a\r\nb: c", y: "\0" },
  "values that are no text": { a: 5, b: undefined, c: Symbol("s"), d: [1], e: null },
  "pairs that lack a part": [["a"], [], ["b", "c", "d"]],
  "an empty name": { "": "" },
})) {
  test(`ignores unusable headers: ${what}`, async () => {
    const answer = { status: 200, headers };
    const agent = agents(async () => ({ ...answer, body: JSON.stringify(RUN) }));
    assert.equal((await agent.runs.get(1)).id, 1);
    const model = models(async () => ({ ok: true, ...answer, body: new Response(events(1)).body }));
    const pieces = [];
    for await (const piece of model.stream({}, "a/b")) pieces.push(piece);
    assert.deepEqual(pieces, [1]);
  });
}

test("headers that throw fail the call", async () => {
  const boom = new Error("boom");
  const raising = {
    toString() {
      throw boom;
    },
  };
  for (const headers of [{ x: bare }, { x: raising }, [[raising, "v"]], [null], [5]]) {
    await assert.rejects(
      agents(async () => ({ status: 200, headers, body: "{}" })).runs.get(1),
      (error) => {
        assert.equal(error.constructor, FlyMyAIAgentError);
        assert.ok(error.cause === boom || error.cause instanceof TypeError, error.cause);
        return true;
      },
    );
  }
});

test("rejects an invalid status, and names it", async () => {
  for (const status of [
    1000,
    99,
    0,
    -1,
    -200,
    200.5,
    NaN,
    Infinity,
    2 ** 32 + 200,
    "200",
    {},
    200n,
  ]) {
    await assert.rejects(
      agents(async () => ({ status, body: JSON.stringify(RUN) })).runs.get(1),
      (error) => {
        assert.equal(error.constructor, FlyMyAIAgentError);
        assert.match(error.cause.message, /^fetch must return a Response; .* has the status /);
        assert.ok(error.cause.message.endsWith(String(status)));
        return true;
      },
    );
    await assert.rejects(
      models(async () => ({ status, statusText: "", text: async () => "" })).predict({}, "a/b"),
      FlyMyAIError,
    );
  }
  for (const status of [100, 199, 600, 999]) {
    const call = agents(async () => ({ status, body: "{}" })).runs.get(1);
    await assert.rejects(call, { constructor: FlyMyAIAgentError, statusCode: status });
  }
});

test("accepts a reason phrase of any kind and size", async () => {
  for (const statusText of ["r".repeat(20_000_000), "\ud800", "\0\r\n", 5, null, Symbol("s"), {}]) {
    const response = { statusText, status: 404, text: async () => "{}", headers: {} };
    const call = agents(async () => response).runs.get(1);
    await assert.rejects(call, { constructor: FlyMyAIAgentError, statusCode: 404 });
    if (typeof statusText === "symbol") continue; // A symbol cannot be converted to a string.
    await assert.rejects(models(async () => response).predict({}, "a/b"), FlyMyAIError);
  }
});

test("rejects chunks that are neither bytes nor text", async () => {
  for (const piece of [5, {}, [1], true, Symbol("s"), 5n, null, () => {}, new Date()]) {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("{"));
        controller.enqueue(piece);
      },
    });
    await assert.rejects(agents(async () => ({ status: 200, body })).runs.get(1), (error) => {
      assert.equal(error.constructor, FlyMyAIAgentError);
      assert.match(error.cause.message, /consists of neither bytes nor text/);
      return true;
    });
    const odd = new ReadableStream({ start: (controller) => controller.enqueue(piece) });
    const response = { ok: true, status: 200, body: odd };
    const stream = models(async () => response).stream({}, "a/b");
    await assert.rejects(stream.next(), FlyMyAIError);
  }
});

test("replaces lone surrogates in a text chunk", async () => {
  const body = JSON.stringify({ ...RUN, original_prompt: "X" }).replace("X", "\ud800");
  const run = await agents(async () => ({ status: 200, body })).runs.get(1);
  assert.equal(run.originalPrompt, "\ufffd");
});
