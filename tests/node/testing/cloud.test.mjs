// `flymyai-js-client/testing`: a cloud in the process of the test.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { AgentClient, FlyMyAI, TimeoutError } from "flymyai-js-client";
import { Cloud, cloud, fail, hang, output, pause, tool } from "flymyai-js-client/testing";

let service;
beforeEach(() => {
  service = cloud();
});
afterEach(() => service.close());

test("a run of one virtual hour takes no real time", async () => {
  const agent = await service.agent([tool("search"), pause("1h"), output({ score: 7 })]);
  const run = await service.client.agents.run(agent);
  const ended = await service.client.runs.wait(run.id, { timeout: 7200 });
  assert.deepEqual(ended.output, { score: 7 });
  assert.ok((await service.requests({ method: "GET" })).length <= 4);
  const now = await service.now();
  assert.ok(3600 <= now && now < 3610, String(now));
});

test("a recorded run is played back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-"));
  try {
    const run = await service.client.agents.run(
      await service.agent([
        tool("login", { password: "opensesame", n: 1 }),
        pause("90s"),
        tool("search"),
        pause("1h"),
        fail("gave up"),
      ]),
      { variables: { site: "example.com" } },
    );
    await service.client.runs.wait(run.id, { timeout: 7200 });
    const file = join(folder, "run.json");
    const command = fileURLToPath(import.meta.resolve("flymyai-js-client/package.json"));
    execFileSync(
      process.execPath,
      [
        join(dirname(command), "bindings-node/dist/cli.js"),
        "emulator",
        "--record",
        String(run.id),
        "-o",
        file,
      ],
      { env: { ...process.env, ...service.environment }, stdio: "pipe" },
    );
    assert.ok(!readFileSync(file, "utf8").includes("opensesame"));
    const other = cloud();
    try {
      const [agent] = await other.load(file, { speed: 9 });
      const played = await other.client.agents.run(agent);
      await other.advance("9.9s");
      assert.equal((await other.client.runs.get(played.id)).status, "running");
      // The recording ends with its last event.
      await other.advance("0.2s");
      const ended = await other.client.runs.get(played.id);
      assert.equal(ended.error, "gave up");
      const original = await service.client.runs.get(run.id);
      assert.deepEqual(
        ended.logs.map(({ type, message }) => [type, message]),
        original.logs.map(({ type, message }) => [type, message]),
      );
      assert.deepEqual(ended.logs[0].data.arguments, { password: "[redacted]", n: 1 });
    } finally {
      other.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a wrong scenario is refused whole", async () => {
  const scenario = { agents: [{ agent_id: "agent_new", script: [] }, { script: [{ tol: "x" }] }] };
  await assert.rejects(service.load(scenario), /unknown field `tol`/);
  await assert.rejects(service.client.agents.get("agent_new"), { code: "not_found" });
  await assert.rejects(service.load({}, { speed: 0 }), /speed must be a number above 0/);
  await assert.rejects(service.load("/no/such/file"), { code: "ENOENT" });
});

test("deadlines are virtual", async () => {
  const agent = await service.agent([pause("1h"), output({})]);
  const run = await service.client.agents.run(agent);
  await assert.rejects(service.client.runs.wait(run.id, { timeout: 1800 }), TimeoutError);
  const ended = await service.client.runs.wait(run.id, { timeout: 1801 });
  assert.equal(ended.status, "completed");
});

test("events arrive in virtual time", async () => {
  const steps = [tool("fetch", { url: "x" }, { error: "down" }), pause(600), fail("gave up")];
  const run = await service.client.agents.run(await service.agent(steps));
  const events = [];
  for await (const event of service.client.runs.streamEvents(run.id, { timeout: 3600 })) {
    events.push(event.type);
  }
  assert.deepEqual(events, ["tool_called", "tool_call_exception"]);
  assert.equal((await service.client.runs.get(run.id)).error, "gave up");
});

test("only advance and waits move time", async () => {
  const run = await service.client.agents.run(await service.agent([pause("90m"), hang()]));
  await service.advance("1h");
  await service.advance(1799);
  assert.equal((await service.client.runs.get(run.id)).status, "running");
  assert.equal(await service.now(), 5399);
});

test("waits at the same time take no real time", async () => {
  const ended = [];
  const wait = async (minutes) => {
    const agent = await service.agent([pause(`${minutes}m`), output({})]);
    const run = await service.client.agents.run(agent);
    return async () => {
      await service.client.runs.wait(run.id, { timeout: 7200 });
      ended.push(minutes);
    };
  };
  const waits = [await wait(60), await wait(1), await wait(30)];
  await Promise.all(waits.map((start) => start()));
  // In this order unless the machine is busy, which the emulator's own tests check.
  assert.deepEqual(
    ended.sort((a, b) => a - b),
    [1, 30, 60],
  );
});

test("agents clients with a fetch have virtual time, inference clients have real time", async () => {
  const sent = [];
  const own = (url, init) => {
    sent.push(url);
    return fetch(url, init);
  };
  const { apiKey, url } = service;
  const client = new AgentClient({ apiKey, baseUrl: url, fetch: own });
  const run = await client.agents.run(await service.agent([pause("1h"), output({ n: 1 })]));
  assert.deepEqual((await client.runs.wait(run.id, { timeout: 7200 })).output, { n: 1 });
  assert.ok(sent.length >= 2);
  const now = await service.now();
  assert.ok(now >= 3600);

  const models = new FlyMyAI({ apiKey });
  models.baseUrl = `${url}/api/v1`;
  const before = (await service.requests()).length;
  const payload = { prompt: "x", delay: 600 };
  const waiting = models.predictAsync(payload, "demo/slow", { interval: 10 });
  // Two polls and the request before them.
  while ((await service.requests()).length < before + 3);
  assert.equal(await service.now(), now);
  await service.advance("10m");
  await waiting;
});

test("faults have names", async () => {
  await service.injectFault("429", { retryAfter: 30 });
  await service.client.agents.list();
  assert.ok((await service.now()) >= 30);
  const agent = await service.agent([pause("10m"), output({})]);
  const run = await service.client.agents.run(agent);
  await service.injectFault("lost", { times: 2, path: "/api/v1/agents/executions/*" });
  await service.injectFault("outage", { duration: "5m" });
  const ended = await service.client.runs.wait(run.id, { timeout: 3600 });
  assert.equal(ended.status, "completed");
  await assert.rejects(
    service.injectFault("losst"),
    /unknown fault "losst"; the faults are "lost"/,
  );
  await assert.rejects(service.advance("1 hour"), /"1 hour" is not a duration/);
  await assert.rejects(service.agent([output({}), hang()]), /script\[1\]: the step before it ends/);
});

test("misspelt options are refused", async () => {
  const calls = [
    () => service.agent([output({})], { agentID: "agent_1" }),
    () => service.load({}, { sped: 2 }),
    () => service.injectFault("drop", { retries: 2 }),
    () => service.requests({ methods: "GET" }),
  ];
  for (const call of calls) {
    await assert.rejects(call, /unknown field `(agentID|sped|retries|methods)`/);
  }
});

test("the recording shows what was sent", async () => {
  const client = new AgentClient({ apiKey: service.apiKey, baseUrl: service.url });
  await client.agents.run("agent_abc123", { variables: { n: 1 } });
  const [request] = await service.requests();
  assert.equal(request.method, "POST");
  assert.equal(request.headers["x-api-key"], service.apiKey);
  assert.match(
    await service.report(),
    /^POST \/api\/v1\/agents\/tasks\/agent_abc123\/run-loop\/ \{/,
  );
  assert.ok(!(await service.report()).includes(service.apiKey));
});

test("clouds share nothing, and end", async () => {
  const other = new Cloud();
  await other.advance("1h");
  assert.equal(await service.now(), 0);
  const { client } = other;
  other.close();
  other.close();
  await assert.rejects(client.agents.list());
});

test("require and import get the same classes", () => {
  const required = createRequire(import.meta.url)("flymyai-js-client/testing");
  assert.equal(required.Cloud, Cloud);
});

test("a program that forgets to close it ends", () => {
  const code = 'require("flymyai-js-client/testing").cloud(); console.log("ok")';
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  assert.equal(String(execFileSync(process.execPath, ["-e", code], { cwd })), "ok\n");
});

test("WebAssembly has no emulator, and the error says so", () => {
  const code = `
    try { require("flymyai-js-client/testing").cloud(); } catch (error) { console.log(error.message); }`;
  const cwd = fileURLToPath(new URL(".", import.meta.url));
  const env = { ...process.env, FLYMYAI_BACKEND: "wasm" };
  const printed = String(execFileSync(process.execPath, ["-e", code], { cwd, env }));
  assert.match(printed, /^flymyai-js-client\/testing needs the native addon/);
});
