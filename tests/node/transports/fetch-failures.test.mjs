// Failures of a `fetch` option: errors, timeouts, abandoned calls.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, test } from "node:test";
import { AgentClient, FlyMyAIAgentError, TimeoutError } from "flymyai-js-client";
import { Account, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

/** A client with a mock, and the options of the requests that the mock has received. */
function mocked(answer, options = {}) {
  const calls = [];
  const fetch = (url, init) => {
    calls.push(init);
    return answer(calls.length, init, url);
  };
  const baseUrl = "https://service.test";
  const client = new AgentClient({ apiKey: "fly-test", baseUrl, maxRetries: 2, fetch, ...options });
  return { calls, client };
}

const never = () => new Promise(() => {});
const fine = () => new Response(JSON.stringify(RUN));

async function failure(promise) {
  const error = await promise.then(
    () => assert.fail("it succeeded"),
    (reason) => reason,
  );
  assert.equal(error.constructor, FlyMyAIAgentError, String(error));
  assert.equal(error.statusCode, 0);
  assert.equal(error.responseBody, undefined);
  return error;
}

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
    for (const reply of late) {
      const { calls, client } = mocked(async () => reply(error));
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

for (const [what, answer] of Object.entries({
  "before the head": never,
  "within the body": async () => new Response(new ReadableStream({ pull: never })),
})) {
  test(`silence ${what} ends at the client's limit and aborts the fetch`, async () => {
    const { calls, client } = mocked(answer, { timeout: 0.05, maxRetries: 0 });
    const { cause, message } = await failure(client.runs.get(1));
    assert.equal(cause.code, "ETIMEDOUT");
    assert.equal(message, "the service sent nothing within the read timeout");
    const [{ signal }] = calls;
    if (!signal.aborted) await once(signal, "abort");
  });
}

test("each chunk restarts the read timeout", async () => {
  const text = JSON.stringify(RUN);
  const beats = 12;
  let sent = 0;
  const pull = async (body) => {
    // The chunks together take longer than the limit, each one less.
    await new Promise((resolve) => setTimeout(resolve, 50));
    sent += 1;
    body.enqueue(Buffer.from(sent === beats ? text : " "));
    if (sent === beats) body.close();
  };
  const { client } = mocked(async () => new Response(new ReadableStream({ pull })), {
    timeout: 0.4,
    maxRetries: 0,
  });
  assert.equal((await client.runs.get(1)).id, 1);
});

test("an abandoned call aborts its fetch, and later failures are ignored", async (t) => {
  const unhandled = [];
  const listen = (error) => unhandled.push(error);
  process.on("unhandledRejection", listen);
  t.after(() => process.off("unhandledRejection", listen));
  const leave = [
    (client) => {
      const controller = new AbortController();
      const call = client.runs.get(1, { signal: controller.signal });
      return { call, left: () => controller.abort(), name: "AbortError" };
    },
    (client) => ({ call: client.runs.get(1), left: () => client.close(), name: "FlyMyAIError" }),
    (client) => {
      const events = client.runs.streamEvents(1);
      return { call: events.next(), left: () => events.return(), name: undefined };
    },
  ];
  for (const way of leave) {
    let requested;
    const underWay = new Promise((resolve) => (requested = resolve));
    const { client } = mocked(
      (_n, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          requested(signal);
        }),
    );
    const { call, left, name } = way(client);
    const settled = call.then(
      () => undefined,
      (error) => error.name,
    );
    const signal = await underWay;
    const aborted = once(signal, "abort");
    left();
    assert.equal(await settled, name);
    await aborted;
  }
  await new Promise(setImmediate);
  assert.deepEqual(unhandled, []);
});

test("a late or abandoned response is cancelled", async () => {
  /** A promise with its `resolve`. */
  const moment = () => {
    let come;
    return { awaited: new Promise((resolve) => (come = resolve)), come };
  };
  const [requested, read, lateCancelled, halfCancelled] = Array.from({ length: 4 }, moment);
  let answer;
  const late = mocked(() => {
    requested.come();
    return new Promise((resolve) => (answer = resolve));
  });
  const pull = () => {
    read.come();
    return never();
  };
  const half = mocked(async () => {
    return new Response(new ReadableStream({ pull, cancel: halfCancelled.come }));
  });
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [late, half].map(({ client }) => client.runs.get(1, { signal }).catch(() => {}));
  await Promise.all([requested.awaited, read.awaited]);
  controller.abort();
  await Promise.all([...calls, halfCancelled.awaited]);
  const [{ signal: lateSignal }] = late.calls;
  if (!lateSignal.aborted) await once(lateSignal, "abort");
  answer(new Response(new ReadableStream({ cancel: lateCancelled.come })));
  await lateCancelled.awaited;
});

/** Collects the unhandled rejections of the process. */
function unhandled(t) {
  const errors = [];
  const listen = (error) => errors.push(error);
  process.on("unhandledRejection", listen);
  t.after(() => process.off("unhandledRejection", listen));
  return errors;
}

test("failures of cancelling a body are ignored", async (t) => {
  const errors = unhandled(t);
  const stops = [
    () => undefined,
    () => ({ done: true }),
    () => Promise.reject(new Error("later")),
    () => {
      throw new Error("at once");
    },
  ];
  for (const stop of stops) {
    let stopped = 0;
    let stoppedAll;
    const all = new Promise((resolve) => {
      stoppedAll = resolve;
    });
    const counted = () => {
      stopped += 1;
      if (stopped === 3) stoppedAll();
      return stop();
    };
    const bodies = [
      { getReader: () => ({ read: never, cancel: counted }) },
      { [Symbol.asyncIterator]: () => ({ next: never, return: counted }) },
      { [Symbol.asyncIterator]: () => ({ next: never }), destroy: counted },
    ];
    for (const body of bodies) {
      const { client } = mocked(async () => ({ status: 200, body }), {
        timeout: 0.02,
        maxRetries: 0,
      });
      assert.match((await failure(client.runs.get(1))).message, /read timeout/);
    }
    // The exchange ends after the call.
    await all;
  }
  await new Promise(setImmediate);
  assert.deepEqual(errors, []);
});

test("a thrown value with throwing getters is the cause", async (t) => {
  const errors = unhandled(t);
  const refuse = () => {
    throw new Error("not to be read");
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const refusing = ["name", "message", "code", "type", "syscall", "cause"].map((name) =>
    Object.defineProperty(new Error("x"), name, { get: refuse }),
  );
  for (const thrown of [...refusing, new Proxy({}, { get: refuse }), proxy]) {
    const pull = (body) => body.error(thrown);
    for (const way of [
      () => Promise.reject(thrown),
      async () => new Response(new ReadableStream({ pull })),
    ]) {
      // A call that ignores the failure would never end.
      const { client } = mocked(way, { timeout: 1 });
      const error = await client.runs.get(1).catch((reason) => reason);
      assert.ok(error.cause === thrown, "the cause is another one");
    }
  }
  assert.deepEqual(errors, []);
});

test("a success does not abort its signal", async () => {
  const { calls, client } = mocked(async () => fine());
  await client.runs.get(1);
  // The exchange ends after the call.
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  await client.close();
  assert.equal(calls[0].signal.aborted, false);
});
