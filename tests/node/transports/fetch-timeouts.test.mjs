// Timeouts of a `fetch` option, and calls that are abandoned while it runs.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { RUN, useEmulator } from "../support/emulator.mjs";
import { failure, fine, mocked, never } from "../support/mock-fetch.mjs";

useEmulator();

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
  const options = { timeout: 0.5, maxRetries: 0 };
  let hasTimedOut = false;
  let silent;
  const pull = async (body) => {
    // Another call has the same limit, and no response: when it fails, the chunks together have
    // taken longer than the limit.
    silent ??= failure(mocked(never, options).client.runs.get(1)).then(() => {
      hasTimedOut = true;
    });
    await nextTurn();
    body.enqueue(Buffer.from(hasTimedOut ? JSON.stringify(RUN) : " "));
    if (hasTimedOut) body.close();
  };
  const { client } = mocked(async () => new Response(new ReadableStream({ pull })), options);
  assert.equal((await client.runs.get(1)).id, 1);
  await silent;
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
