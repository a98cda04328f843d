// Log records reach the channels of `node:diagnostics_channel` and stderr, without keys and user data.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { channel } from "node:diagnostics_channel";
import { once } from "node:events";
import { test } from "node:test";
import { backend, FlyMyAIAgentError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const SECRET = "user-data-that-no-log-has";
const EVENTS = ["start", "end", "error", "asyncStart", "asyncEnd"];
// WebAssembly has no log.
const options = { skip: backend() !== "native" };

/** Collects what a channel publishes until the test ends. */
function subscribe(t, name, receive) {
  const subscribed = channel(name);
  subscribed.subscribe(receive);
  t.after(() => subscribed.unsubscribe(receive));
}

/** The events of a tracing channel, with a copy of each context. */
function trace(t, name) {
  const seen = [];
  for (const event of EVENTS) {
    subscribe(t, `tracing:${name}:${event}`, (context) =>
      seen.push([event, { ...context }, context]),
    );
  }
  return seen;
}

test("requests are traced", options, async (t) => {
  const seen = trace(t, "flymyai:request");
  const account = new Account();
  const step = { reply: { status: 200, json: [], headers: { "x-request-id": "req-1" } } };
  await account.script(step);
  const before = Date.now();
  await account.client().agents.list();
  assert.deepEqual(
    seen.map(([event]) => event),
    ["start", "end", "asyncStart", "asyncEnd"],
  );
  assert.equal(new Set(seen.map(([, , context]) => context)).size, 1);
  const { startTime, endTime, ...last } = seen.at(-1)[1];
  assert.ok(before - 1 <= startTime && startTime <= endTime && endTime <= Date.now() + 1);
  assert.deepEqual(last, {
    method: "GET",
    url: `${account.url}/api/v1/agents/tasks/`,
    attempt: 1,
    status: 200,
    reason: "OK",
    httpVersion: "HTTP/1.1",
    requestId: "req-1",
  });
});

test("a request without a response is traced as an error", options, async (t) => {
  const seen = trace(t, "flymyai:request");
  const account = new Account();
  await account.script({ drop: "before" });
  await assert.rejects(account.client().agents.list(), FlyMyAIAgentError);
  const events = seen.map(([event]) => event);
  assert.deepEqual(events, ["start", "end", "error", "asyncStart", "asyncEnd"]);
  assert.equal(typeof seen.at(-1)[1].error, "string");
  assert.ok(!("status" in seen.at(-1)[1]));
});

test("waits are traced as runs", options, async (t) => {
  const seen = trace(t, "flymyai:run");
  const account = new Account();
  await account.script(json({ ...RUN, status: "completed" }));
  const run = await account.client().runs.wait(7);
  await account.script({ reply: { status: 404, json: { detail: "none" } } });
  await assert.rejects(account.client().runs.wait(8), FlyMyAIAgentError);
  const [completed, failed] = [seen.slice(0, 4), seen.slice(4)];
  assert.deepEqual(completed[0].slice(0, 2), ["start", { operation: "runs.wait", id: "7" }]);
  assert.equal(completed.at(-1)[1].result, run);
  assert.ok(failed.some(([event]) => event === "error"));
  assert.ok(failed.at(-1)[1].error instanceof FlyMyAIAgentError);
});

test("waits that show or pass on events are traced as runs", options, async (t) => {
  const seen = trace(t, "flymyai:run");
  const account = new Account();
  const ended = json({ ...RUN, status: "completed" });
  await account.script(json(RUN), ended);
  const events = { agentId: "a", onEvent() {} };
  await account.client().runs.createAndWait(events);
  const [event, { operation, id }] = seen[0];
  assert.deepEqual([event, operation, id], ["start", "runs.create_and_wait", "a"]);
  assert.equal(seen.at(-1)[0], "asyncEnd");
  if (backend() !== "native") return;
  seen.length = 0;
  await account.script(ended);
  await account.client().runs.watch(7);
  assert.deepEqual([seen[0][1].operation, seen[0][1].id], ["runs.stream_events", "7"]);
  assert.equal(seen.at(-1)[0], "asyncEnd");
});

test("all records are published, without user data", options, async (t) => {
  const records = [];
  subscribe(t, "flymyai:log", (record) => records.push(record));
  const account = new Account();
  await account.script(
    { reply: { status: 503, text: SECRET } },
    json({ ...RUN, status: "running", logs: [] }),
    json({ ...RUN, status: "completed", agentResult: { text: SECRET } }),
  );
  const client = account.client({ maxRetries: 1 });
  await client.runs.wait(7, { pollInterval: 0.001 });
  const texts = records.map(({ level, logger, text }) =>
    `${level} ${logger} ${text}`.replace(/[\d.]+ m?s/g, "TIME"),
  );
  const url = `${account.url}/api/v1/agents/executions/7/`;
  assert.deepEqual(
    texts.filter((text) => !text.includes("flymyai.connection")),
    [
      `debug flymyai.request GET ${url}: 503 after TIME`,
      `info flymyai.request GET ${url}: attempt 1 failed (status 503), the next one follows in TIME`,
      `debug flymyai.request GET ${url}: 200 after TIME, attempt 2`,
      "debug flymyai.run run 7 is running",
      `debug flymyai.request GET ${url}: 200 after TIME`,
      "debug flymyai.run run 7 is completed",
      "info flymyai.run run 7 ended: completed",
    ],
  );
  assert.ok(texts.includes(`debug flymyai.connection connection to ${account.url} opened`));
  const poll = records.find(({ fields }) => fields.event === "poll");
  assert.deepEqual(poll.fields, { event: "poll", subject: "run", id: "7", status: "running" });
  assert.ok(Math.abs(poll.time - Date.now()) < 60_000);
  const text = JSON.stringify(records);
  assert.ok(!text.includes(SECRET) && !text.includes(account.key));
});

test("nothing is recorded before there is a subscriber", options, async (t) => {
  const account = new Account();
  await account.script({ ...json([]), times: 0 });
  const client = account.client();
  await client.agents.list();
  const records = [];
  subscribe(t, "flymyai:log", ({ fields }) => records.push(fields));
  await client.agents.list();
  assert.equal(records.filter(({ event }) => event === "request").length, 1);
});

for (const [level, expected] of [
  ["debug", /DEBUG flymyai\.request GET .*: 200 after [\d.]+ m?s\n/],
  ["info", /^$/],
  [
    "loud",
    /^\S+Z WARNING flymyai FLYMYAI_LOG is "loud", which is no level: nothing is printed; use [^\n]*\n$/,
  ],
]) {
  test(`FLYMYAI_LOG=${level} prints to stderr`, options, async () => {
    const account = new Account();
    await account.script({ ...json([]), times: 0 });
    const program = `
      const { AgentClient } = await import("flymyai-js-client");
      await new AgentClient().agents.list();
      await new AgentClient().agents.list();
    `;
    const env = {
      ...process.env,
      FLYMYAI_API_KEY: account.key,
      FLYMYAI_AGENTS_BASE_URL: account.url,
      FLYMYAI_LOG: level,
    };
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], { env });
    let printed = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
    await once(child, "close");
    assert.match(printed, expected);
    assert.ok(!printed.includes(account.key));
  });
}
