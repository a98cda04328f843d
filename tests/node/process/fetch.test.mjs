// The process around calls with a `fetch` option: what keeps it alive, how it exits,
// async context, threads, several copies of the package.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const folder = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const RUN = JSON.stringify({
  id: 1,
  user_agent_task: 7,
  original_prompt: "go",
  status: "completed",
});

const SETUP = `
  const { AgentClient } = require("flymyai-js-client");
  const response = () => new Response(${JSON.stringify(RUN)});
  const never = () => new Promise(() => {});
  const over = (fetch) => new AgentClient({ apiKey: "fly-test", maxRetries: 0, fetch });`;

/** Runs code in a child process; resolves when that has exited by itself. */
async function run(code) {
  const setup = `${SETUP}
    const { log } = console;
    // Timed inside the process, without the start of Node.
    const soon = () => {
      const settled = performance.now();
      process.on("exit", () => log(performance.now() - settled < 2000 ? "soon" : "late"));
    };`;
  const child = spawn(process.execPath, ["-e", setup + code], {
    cwd: folder,
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
  const code = `
    const fetch = () => new Promise((resolve) => setTimeout(() => resolve(response()), 200).unref());
    over(fetch).runs.get(1).then(({ id }) => { log(id); soon(); });`;
  assert.deepEqual(await run(code), clean("1\nsoon\n"));
});

test("a pending body keeps the process alive", async () => {
  const code = `
    const pull = (body) => new Promise((resolve) => setTimeout(() => {
      body.enqueue(Buffer.from(${JSON.stringify(RUN)}));
      body.close();
      resolve();
    }, 200).unref());
    const fetch = async () => new Response(new ReadableStream({ pull }));
    over(fetch).runs.get(1).then(({ id }) => { log(id); soon(); });`;
  assert.deepEqual(await run(code), clean("1\nsoon\n"));
});

test("an abandoned call with a pending fetch does not keep the process alive", async () => {
  const code = `
    const controller = new AbortController();
    const client = over(never);
    const calls = [
      client.runs.get(1, { signal: controller.signal }),
      client.runs.streamEvents(1, { signal: controller.signal }).next(),
    ];
    setTimeout(() => controller.abort(), 20);
    Promise.allSettled(calls).then((all) => { log(all.map(({ reason }) => reason.name).join()); soon(); });`;
  assert.deepEqual(await run(code), clean("AbortError,AbortError\nsoon\n"));
});

test("an abandoned event stream does not keep the process alive", async () => {
  const code = `
    const status = "running";
    const logs = [{ id: 5, type: "t", message: "m" }];
    const fetch = async () => new Response(JSON.stringify({ ...JSON.parse(${JSON.stringify(RUN)}), status, logs }));
    over(fetch).runs.streamEvents(1, { pollInterval: 3600 }).next().then(({ value }) => { log(value.id); soon(); });`;
  assert.deepEqual(await run(code), clean("5\nsoon\n"));
});

test("process.exit during calls ends the process cleanly", async () => {
  const code = `
    for (let i = 0; i < 20; i += 1) over(i % 2 ? never : async () => new Response(new ReadableStream())).runs.get(i);
    setTimeout(() => process.exit(7), 50);`;
  assert.deepEqual(await run(code), { ...clean(""), status: 7 });
});

test("the fetch runs in the caller's async context", async () => {
  const code = `
    const { AsyncLocalStorage } = require("node:async_hooks");
    const storage = new AsyncLocalStorage();
    const client = over(async (url) => {
      log(url.includes(storage.getStore()));
      return response();
    });
    for (const id of ["7001", "7002", "7003"]) {
      storage.run(id, () => client.runs.get(id));
      storage.run(id, () => client.runs.streamEvents(id).next());
    }`;
  assert.deepEqual(await run(code), clean("true\n".repeat(6)));
});

test("a fetch can use a client itself", async () => {
  const code = `
    const inner = over(async () => response());
    const outer = over(async () => new Response(JSON.stringify({ ...(await inner.runs.get(1)), id: 2, user_agent_task: 7, original_prompt: "x" })));
    Promise.all(Array.from({ length: 50 }, () => outer.runs.get(1))).then((all) => { log(all.length, all[0].id); soon(); });`;
  assert.deepEqual(await run(code), clean("50 2\nsoon\n"));
});

test("worker threads have their own fetch", async () => {
  const code = `
    const { parentPort, threadId } = require("node:worker_threads");
    const client = over(async () => new Response(JSON.stringify({ ...JSON.parse(${JSON.stringify(RUN)}), id: threadId })));
    Promise.all(Array.from({ length: 50 }, () => client.runs.get(1)))
      .then((runs) => parentPort.postMessage(runs.every(({ id }) => id === threadId)));`;
  const workers = Array.from({ length: 4 }, () => new Worker(SETUP + code, { eval: true }));
  const results = workers.map((worker) =>
    Promise.all([once(worker, "message"), once(worker, "exit")]),
  );
  for (const [[isOwn], [status]] of await Promise.all(results)) {
    assert.deepEqual([isOwn, status], [true, 0]);
  }
});

test("terminating a worker during a fetch does not affect others", async () => {
  const { AgentClient } = require("flymyai-js-client");
  const code = `
    const { parentPort } = require("node:worker_threads");
    const requested = () => { parentPort.postMessage(0); return never(); };
    over(requested).runs.get(1);
    over(async () => new Response(new ReadableStream({ pull: requested }, { highWaterMark: 0 }))).runs.get(1);`;
  const fetch = async () => new Response(RUN);
  for (let round = 0; round < 3; round += 1) {
    const worker = new Worker(SETUP + code, { eval: true });
    await once(worker, "message");
    await worker.terminate();
    const client = new AgentClient({ apiKey: "fly-test", fetch });
    assert.equal((await client.runs.get(1)).id, 1);
  }
});

test("each copy of the package in a process uses its own fetch", async () => {
  const copies = Array.from({ length: 3 }, () => {
    for (const file of Object.keys(require.cache)) delete require.cache[file];
    return require("flymyai-js-client");
  });
  const calls = copies.flatMap(({ AgentClient }, copy) => {
    const body = JSON.stringify({ ...JSON.parse(RUN), id: copy });
    const fetch = async () => new Response(body);
    const client = new AgentClient({ apiKey: "fly-test", fetch });
    return Array.from({ length: 20 }, async () => (await client.runs.get(1)).id === copy);
  });
  assert.ok((await Promise.all(calls)).every(Boolean));
});

test("a finished call leaves no memory behind", async () => {
  // Each response is large enough to show if some of them were kept.
  const code = `
    const body = JSON.stringify({ ...JSON.parse(${JSON.stringify(RUN)}), error: "x".repeat(200_000) });
    const client = over(async () => new Response(body));
    const failing = over(async () => { throw Object.assign(new Error("boom"), { ballast: "y".repeat(200_000).split("") }); });
    const round = async () => {
      for (let i = 0; i < 100; i += 1) {
        await client.runs.get(1);
        await failing.runs.get(1).catch(() => {});
      }
      await new Promise(setImmediate);
      gc();
      return process.memoryUsage().heapUsed;
    };
    (async () => {
      await round();
      const first = await round();
      log((await round()) - first < 5_000_000);
    })();`;
  const child = spawn(
    process.execPath,
    ["--expose-gc", "-e", `${SETUP} const { log } = console; ${code}`],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [text] = await once(child.stdout, "data");
  assert.equal(String(text), "true\n");
});
