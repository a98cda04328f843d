// Failures of a `fetch` option: their causes, and which are retried.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { FlyMyAIAgentError, TimeoutError } from "flymyai-js-client";
import { Account, RUN, useEmulator } from "../support/emulator.mjs";
import { failure, mocked } from "../support/mock-fetch.mjs";

useEmulator();

test("a thrown value is the cause, unchanged, and is not retried", async () => {
  class Mine extends Error {}
  for (const thrown of [new Error("boom"), new Mine("mine"), { no: "error" }, "words", 0]) {
    const ways = [
      () => Promise.reject(thrown),
      () => {
        throw thrown;
      },
      async () => new Response(new ReadableStream({ pull: (body) => body.error(thrown) })),
    ];
    for (const way of ways) {
      const { calls, client } = mocked(way);
      for (const call of [client.runs.get(1), client.runs.streamEvents(1).next()]) {
        const error = await failure(call);
        assert.equal(error.cause, thrown);
        const words = thrown.message ?? (typeof thrown === "string" ? thrown : undefined);
        assert.equal(error.message, `fetch has failed${words ? `: ${words}` : ""}`);
      }
      assert.equal(calls.length, 2);
    }
  }
});

test("concurrent calls have their own causes", async () => {
  const { client } = mocked(async (n) => Promise.reject(new Error(`${n}`)));
  const errors = await Promise.all(Array.from({ length: 50 }, () => failure(client.runs.get(1))));
  const causes = errors.map(({ cause }) => Number(cause.message)).sort((a, b) => a - b);
  assert.deepEqual(
    causes,
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
});

/** The error of undici's fetch for a failure with this code. */
const failed = (code, more) =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error(`why ${code}`), { code, ...more }),
  });

/** The error of other libraries, which has the code itself. */
const coded = (code) => Object.assign(new Error("x"), { code });
/** The beginning of Deno's messages. */
const DENO = "error sending request for url (https://service.test/): client error";

// Failures by what they say about the request: it cannot have been processed, it may have been, or
// the failure is not one of the network; and how often a read and a run are sent then.
const FAILURES = [
  ["ECONNREFUSED", failed("ECONNREFUSED"), 2, 2, "no connection could be made: why ECONNREFUSED"],
  ["ENOTFOUND", failed("ENOTFOUND"), 2, 2, /^no connection/],
  ["EAI_AGAIN", failed("EAI_AGAIN"), 2, 2, /^no connection/],
  ["UND_ERR_CONNECT_TIMEOUT", failed("UND_ERR_CONNECT_TIMEOUT"), 2, 2, /connect timeout/],
  ["connect ETIMEDOUT", failed("ETIMEDOUT", { syscall: "connect" }), 2, 2, /connect timeout/],
  ["read ETIMEDOUT", failed("ETIMEDOUT", { syscall: "read" }), 2, 1, /read timeout/],
  ["UND_ERR_HEADERS_TIMEOUT", failed("UND_ERR_HEADERS_TIMEOUT"), 2, 1, /read timeout/],
  ["ECONNRESET", failed("ECONNRESET"), 2, 1, /lost while reading/],
  ["EPIPE", failed("EPIPE"), 2, 1, /lost while writing/],
  ["UND_ERR_SOCKET", failed("UND_ERR_SOCKET"), 2, 1, /incomplete or invalid/],
  ["a code of its own", coded("ECONNREFUSED"), 2, 2, "no connection could be made: x"],
  ["a TypeError of the program's", new TypeError("x is not a function"), 1, 1, /^fetch has failed/],
  ["a bare fetch failed", new TypeError("fetch failed"), 2, 1, /incomplete or invalid/],
  ["Bun's ConnectionRefused", coded("ConnectionRefused"), 2, 2, /^no connection/],
  ["Bun's FailedToOpenSocket", coded("FailedToOpenSocket"), 2, 2, /^no connection/],
  ["Bun's ConnectionClosed", coded("ConnectionClosed"), 2, 1, /lost while reading/],
  ["Deno's refusal", new TypeError(`${DENO} (Connect): refused`), 2, 2, /^no connection/],
  [
    "Deno's lost request",
    new TypeError(`${DENO} (SendRequest): closed`),
    2,
    1,
    /incomplete or invalid/,
  ],
  [
    "Deno's lost body",
    new TypeError("error reading a body from connection"),
    2,
    1,
    /incomplete or invalid/,
  ],
  ["a mock without an answer", failed("UND_MOCK_ERR_MOCK_NOT_MATCHED"), 1, 1, /^fetch has failed/],
  ["EPROTO", coded("EPROTO"), 2, 1, /incomplete or invalid/],
  ["ENETDOWN", failed("ENETDOWN", { syscall: "connect" }), 2, 2, /^no connection/],
  ["EHOSTDOWN", failed("EHOSTDOWN", { syscall: "connect" }), 2, 2, /^no connection/],
  ["EAI_FAIL", failed("EAI_FAIL", { syscall: "getaddrinfo" }), 2, 2, /^no connection/],
  ["read EHOSTUNREACH", failed("EHOSTUNREACH", { syscall: "read" }), 2, 1, /lost while reading/],
  ["write ENETUNREACH", failed("ENETUNREACH", { syscall: "write" }), 2, 1, /lost while reading/],
  ["a time limit", new DOMException("late", "TimeoutError"), 2, 1, /read timeout: late$/],
  [
    "node-fetch's",
    Object.assign(new Error("x"), { type: "request-timeout" }),
    2,
    1,
    /read timeout/,
  ],
  ["another type", Object.assign(new Error("x"), { type: "system" }), 1, 1, "fetch has failed: x"],
  ["an early end", coded("ERR_STREAM_PREMATURE_CLOSE"), 2, 1, /incomplete or invalid/],
  ["HTTP/2", coded("ERR_HTTP2_STREAM_ERROR"), 2, 1, /incomplete or invalid/],
  ["UND_ERR_RESPONSE", coded("UND_ERR_RESPONSE_STATUS_CODE"), 2, 1, /incomplete or invalid/],
  ["workerd's failure", new Error("Network connection lost."), 2, 1, /incomplete or invalid/],
  ["a mock of a browser", new TypeError("Failed to fetch"), 2, 1, /incomplete or invalid/],
  ["an unknown code", coded("ENOENT"), 1, 1, "fetch has failed: x"],
];

describe("a failure is retried if that is safe", { concurrency: 16 }, () => {
  for (const [what, error, reads, works, words] of FAILURES) {
    test(what, async () => {
      for (const [call, sent] of [
        [(client) => client.runs.get(1), reads],
        [(client) => client.agents.run("a"), works],
      ]) {
        const { calls, client } = mocked(() => Promise.reject(error), { maxRetries: 1 });
        const { cause, message } = await failure(call(client));
        assert.equal(cause, error);
        assert.equal(calls.length, sent);
        if (typeof words === "string") assert.equal(message, words);
        else assert.match(message, words);
      }
    });
  }
});

test("a failure after the head is not a connection failure", async () => {
  const errors = [
    failed("EHOSTUNREACH", { syscall: "read" }),
    failed("ECONNREFUSED"),
    failed("ETIMEDOUT", { syscall: "connect" }),
    failed("UND_ERR_CONNECT_TIMEOUT"),
    new TypeError(`${DENO} (Connect): refused`),
  ];
  const pieces = (error) => new ReadableStream({ pull: (body) => body.error(error) });
  const late = [
    (error) => new Response(pieces(error), { status: 201 }),
    (error) => ({ status: 201, json: () => Promise.reject(error) }),
    (error) => ({
      get status() {
        throw error;
      },
    }),
  ];
  for (const error of errors) {
    for (const response of late) {
      const { calls, client } = mocked(async () => response(error));
      const { cause, message } = await failure(client.agents.run("a"));
      assert.equal(cause, error);
      assert.match(message, /^the connection was lost while reading/);
      assert.equal(calls.length, 1);
    }
  }
});

test("a wait continues after a poll that the fetch's own timeout has ended", async () => {
  const answer = async (n, { signal }) => {
    if (n === 2) {
      const limit = AbortSignal.timeout(1);
      const both = AbortSignal.any?.([signal, limit]) ?? limit;
      await new Promise((_, reject) => both.addEventListener("abort", () => reject(both.reason)));
    }
    return new Response(JSON.stringify({ ...RUN, status: n > 2 ? "completed" : "running" }));
  };
  const { calls, client } = mocked(answer, { maxRetries: 0 });
  assert.equal((await client.runs.wait(1, { pollInterval: 0 })).status, "completed");
  assert.equal(calls.length, 3);
});

test("failures of Node's fetch are classified", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  server.close();
  await once(server, "close");
  const through = mocked((_n, init, url) => fetch(url, init), { baseUrl, maxRetries: 1 });
  const error = await failure(through.client.agents.run("a"));
  assert.equal(error.cause.message, "fetch failed");
  assert.equal(error.cause.cause.code, "ECONNREFUSED");
  assert.match(error.message, /^no connection could be made: connect ECONNREFUSED/);
  assert.equal(through.calls.length, 2);
  for (const drop of ["before", "mid", "reset"]) {
    const account = new Account();
    await account.script({ times: 0, drop, reply: { status: 200, json: RUN } });
    const { cause } = await failure(account.client({ fetch, maxRetries: 1 }).runs.get(1));
    assert.ok(cause instanceof TypeError, `${drop}: ${cause}`);
    assert.equal((await account.requests()).length, 2, drop);
  }
});

test("a wait at its timeout has the last thrown value as its cause", async () => {
  const outage = failed("ECONNRESET");
  const answer = async (n) => {
    if (n > 1) throw outage;
    return new Response(JSON.stringify({ ...RUN, status: "running" }));
  };
  const { client } = mocked(answer, { maxRetries: 0 });
  await assert.rejects(client.runs.wait(1, { timeout: 0.5, pollInterval: 0.001 }), (error) => {
    assert.equal(error.constructor, TimeoutError);
    assert.equal(error.lastStatus, "running");
    assert.equal(error.cause.constructor, FlyMyAIAgentError);
    assert.equal(error.cause.cause, outage);
    return true;
  });
});
