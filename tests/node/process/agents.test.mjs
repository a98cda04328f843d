// The process around calls of the agents client: its end, its exit and its threads.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { Account, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const folder = fileURLToPath(new URL(".", import.meta.url));

/** Runs code with `client` in a child process; resolves when that has exited by itself. */
async function run(account, code) {
  const setup = `
    const { AgentClient } = require("flymyai-js-client");
    const client = new AgentClient({ maxRetries: 0 });
    const { log } = console;`;
  const child = spawn(process.execPath, ["-e", setup + code], {
    cwd: folder,
    env: { ...process.env, FLYMYAI_API_KEY: account.key, FLYMYAI_AGENTS_BASE_URL: account.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => {
      output[name] += text;
    });
  }
  const [status, signal] = await once(child, "close");
  return { status, signal, ...output };
}

const clean = (stdout) => ({ status: 0, signal: null, stdout, stderr: "" });

test("a pending call keeps the process alive, and nothing does afterwards", async () => {
  const account = new Account();
  await account.script({ delay: 0.3, reply: { status: 200, json: RUN } });
  // Timed inside the process, without the start of Node.
  const result = await run(
    account,
    `client.runs.get(1).then(({ id }) => {
      const settled = performance.now();
      log(id);
      process.on("exit", () => log(performance.now() - settled < 2000 ? "soon" : "late"));
    });`,
  );
  assert.deepEqual(result, clean("1\nsoon\n"));
});

test("an unused client does not keep the process alive", async () => {
  assert.deepEqual(await run(new Account(), `log("made");`), clean("made\n"));
});

test("an abandoned stream does not keep the process alive", async () => {
  const account = new Account();
  const logs = [1, 2].map((id) => ({ id, type: "t", message: "m" }));
  await account.always({ status: 200, json: { ...RUN, status: "running", logs } });
  const code = `
    const events = client.runs.streamEvents(1, { pollInterval: 3600 });
    events.next().then(({ value }) => log(value.id));`;
  assert.deepEqual(await run(account, code), clean("1\n"));
});

test("an aborted wait does not keep the process alive", async () => {
  const account = new Account();
  await account.always({ status: 200, json: { ...RUN, status: "running" } });
  const code = `
    const controller = new AbortController();
    const wait = client.runs.wait(1, { pollInterval: 3600, signal: controller.signal });
    wait.catch(({ name }) => log(name));
    setTimeout(() => controller.abort(), 50);`;
  assert.deepEqual(await run(account, code), clean("AbortError\n"));
});

test("process.exit during calls ends the process cleanly", async () => {
  const account = new Account();
  await account.script({ times: 0, hang: true });
  const code = `
    for (let i = 0; i < 20; i += 1) client.runs.get(i);
    client.runs.streamEvents(1).next();
    setTimeout(() => process.exit(7), 50);`;
  assert.deepEqual(await run(account, code), { ...clean(""), status: 7 });
});

test("handled failures cause no unhandled rejection", async () => {
  const account = new Account();
  await account.always({ status: 404, json: {} });
  const code = `
    process.on("unhandledRejection", (error) => log("unhandled", error.message));
    (async () => {
      const events = client.runs.streamEvents(1);
      const controller = new AbortController();
      await Promise.allSettled([
        client.runs.get(1), client.runs.get(""), client.runs.get(1, { signal: AbortSignal.abort() }),
        client.runs.wait(1, { signal: controller.signal }), events.next(), events.next(), events.return(),
        controller.abort(),
      ]);
      await client.close();
      await client.runs.get(1).catch(() => {});
      setTimeout(() => log("done"), 50);
    })();`;
  assert.deepEqual(await run(account, code), clean("done\n"));
});

test("an unhandled rejection ends the process", async () => {
  const account = new Account();
  await account.always({ status: 404, json: { detail: "Not found." } });
  const { status, stderr } = await run(account, "client.runs.get(1);");
  assert.equal(status, 1);
  assert.match(stderr, /FlyMyAIAgentError: HTTP 404: Not found\./);
});

test("a thousand calls that end together settle", async () => {
  // Calls with invalid ids end without a request, before the event loop turns.
  const code = `
    const calls = Array.from({ length: 1000 }, () => client.runs.get("").catch(({ message }) => message));
    Promise.all(calls).then((all) => log(all.length, new Set(all).size));`;
  assert.deepEqual(await run(new Account(), code), clean("1000 1\n"));
});

test("a call keeps its async context", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const code = `
    const { AsyncLocalStorage } = require("node:async_hooks");
    const storage = new AsyncLocalStorage();
    for (const name of ["a", "b", "c"])
      storage.run(name, () => client.runs.get(1).then(() => log(name === storage.getStore())));`;
  assert.deepEqual(await run(account, code), clean("true\ntrue\ntrue\n"));
});

const WORKER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { AgentClient } = require("flymyai-js-client");
  const client = new AgentClient({ apiKey: workerData.key, baseUrl: workerData.url, maxRetries: 0 });
`;

function work(account, code) {
  return new Worker(WORKER + code, {
    eval: true,
    workerData: { key: account.key, url: account.url },
  });
}

test("worker threads can use clients concurrently, and exit", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const code = `
    Promise.all(Array.from({ length: 20 }, () => client.runs.get(1)))
      .then((runs) => parentPort.postMessage(runs.length));`;
  const workers = Array.from({ length: 4 }, () => work(account, code));
  const results = workers.map((worker) =>
    Promise.all([once(worker, "message"), once(worker, "exit")]),
  );
  assert.equal((await account.client().runs.get(1)).id, 1);
  for (const [[count], [status]] of await Promise.all(results)) {
    assert.deepEqual([count, status], [20, 0]);
  }
  assert.equal((await account.client().runs.get(1)).id, 1);
});

test("terminating a worker ends its requests and does not affect others", async () => {
  const account = new Account();
  await account.script({ times: 2, hang: true }, { times: 0, reply: { status: 200, json: RUN } });
  const client = account.client();
  const worker = work(account, "client.runs.get(1); client.runs.streamEvents(1).next();");
  await account.requests(2);
  await worker.terminate();
  assert.equal((await account.aborted(2)).length, 2);
  assert.equal((await client.runs.get(1)).id, 1);
});

test("a worker may exit after the main thread's first call", async () => {
  // Node loads the addon once for both threads; the worker's exit must not unload it.
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const client = account.client();
  await client.runs.get(1);
  for (let round = 0; round < 3; round += 1) {
    const worker = work(account, "client.runs.get(1).then(() => parentPort.postMessage(0));");
    await Promise.all([once(worker, "message"), once(worker, "exit")]);
    assert.equal((await client.runs.get(1)).id, 1);
  }
});
