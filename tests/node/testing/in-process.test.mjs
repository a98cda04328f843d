// `flymyai-js-client/testing`: the clock and the proxies of clients in the process of the test.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AgentClient, TimeoutError } from "flymyai-js-client";
import { cloud, output, pause } from "flymyai-js-client/testing";

const cwd = fileURLToPath(new URL(".", import.meta.url));
// Nothing listens there.
const PROXY = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "http://127.0.0.1:9" };

let service;
beforeEach(() => {
  service = cloud();
});
afterEach(() => service.close());

/** The environment without variables of proxies. */
function plain() {
  const names = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name));
  return Object.fromEntries(names);
}

test("another server on the port of a closed cloud has real time", async () => {
  const options = { apiKey: service.apiKey, baseUrl: service.url };
  const leftOpen = new AgentClient(options);
  await leftOpen.agents.list();
  service.close();
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end('{"id": 7, "status": "running"}');
  });
  server.listen(Number(new URL(options.baseUrl).port), "127.0.0.1");
  await once(server, "listening");
  try {
    for (const client of [new AgentClient(options), leftOpen]) {
      const start = performance.now();
      const wait = client.runs.wait(7, { timeout: 0.3, pollInterval: 0.05 });
      await assert.rejects(wait, TimeoutError);
      assert.ok(performance.now() - start >= 299);
      client.close();
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

for (const host of ["localhost", "LOCALHOST", "127.1"]) {
  test(`the address may be written as ${host}`, async () => {
    const baseUrl = `http://${host}:${new URL(service.url).port}/`;
    const client = new AgentClient({ apiKey: service.apiKey, baseUrl });
    const run = await client.agents.run(await service.agent([pause("1h"), output({ score: 7 })]));
    assert.deepEqual((await client.runs.wait(run.id, { timeout: 7200 })).output, { score: 7 });
    client.close();
  });
}

test("clients of a cloud use no proxy", () => {
  const code = `
    const { AgentClient, FlyMyAI } = require("flymyai-js-client");
    const { cloud } = require("flymyai-js-client/testing");
    async function main() {
      const service = cloud();
      const apiKey = service.apiKey;
      for (const host of ["127.0.0.1", "localhost"]) {
        const baseUrl = "http://" + host + ":" + new URL(service.url).port;
        const client = new AgentClient({ apiKey, baseUrl, maxRetries: 0 });
        await client.agents.list();
        const models = new FlyMyAI({ apiKey });
        models.baseUrl = baseUrl + "/api/v1";
        await models.predict({ prompt: "hello" }, "demo/echo");
      }
      console.log((await service.requests()).length);
      service.close();
    }
    main();`;
  // Newer Nodes have a fetch that uses the proxy itself, and clients use that fetch.
  const isOfNode = process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
  const exempt = isOfNode ? { NO_PROXY: "127.0.0.1,localhost" } : {};
  const printed = execFileSync(process.execPath, ["-e", code], {
    cwd,
    env: { ...plain(), ...PROXY, ...exempt },
  });
  assert.equal(String(printed), "4\n");
});

test("the environment of child processes exempts the cloud from proxies", async () => {
  const before = { lower: process.env.no_proxy, upper: process.env.NO_PROXY };
  delete process.env.no_proxy;
  delete process.env.NO_PROXY;
  try {
    assert.equal(service.environment.no_proxy, "127.0.0.1,localhost");
    process.env.NO_PROXY = "example.com, 10.0.0.0/8";
    for (const name of ["no_proxy", "NO_PROXY"]) {
      const expected = "example.com,10.0.0.0/8,127.0.0.1,localhost";
      assert.equal(service.environment[name], expected);
    }
    const code = `
      const { AgentClient } = require("flymyai-js-client");
      new AgentClient().agents.list().then(([agent]) => console.log(agent.id));`;
    const env = { ...plain(), ...PROXY, ...service.environment };
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", code], { cwd, env });
    assert.equal(stdout, "agent_abc123\n");
  } finally {
    delete process.env.NO_PROXY;
    if (before.lower !== undefined) process.env.no_proxy = before.lower;
    if (before.upper !== undefined) process.env.NO_PROXY = before.upper;
  }
});

test("a closed cloud says so", async () => {
  service.close();
  const closed = /^Error: the cloud is closed: use it before close\(\)$/;
  await assert.rejects(service.report(), closed);
  await assert.rejects(service.advance("1h"), closed);
  await assert.rejects(service.requests(), closed);
});
