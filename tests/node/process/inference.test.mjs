// The process around calls of the inference client: its end, its exit and its threads.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { events, Service } from "../support/service.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** Runs code with `client` in a child process; resolves when that has exited by itself. */
async function run(service, code, { module = false, flags = [] } = {}) {
  const load = module
    ? 'import { FlyMyAI } from "flymyai-js-client";'
    : 'const { FlyMyAI } = require("flymyai-js-client");';
  const setup = `${load}
    const client = new FlyMyAI({ apiKey: "fly-test" });
    client.baseUrl = ${JSON.stringify(service.url)};
    const { log } = console;
    // Timed inside the process, without the start of Node.
    const soon = () => {
      const settled = performance.now();
      process.on("exit", () => log(performance.now() - settled < 2000 ? "soon" : "late"));
    };`;
  const type = module ? ["--input-type=module"] : [];
  const child = spawn(process.execPath, [...type, ...flags, "-e", setup + code], {
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

test("a script continues after a stream and exits with status 0", async (t) => {
  const service = await Service.says(t, events(1, 2));
  const loop = `for await (const event of client.stream({}, "a/b")) log(event);
    log("behind"); soon();`;
  assert.deepEqual(
    await run(service, `(async () => { ${loop} })();`),
    clean("1\n2\nbehind\nsoon\n"),
  );
  assert.deepEqual(await run(service, loop, { module: true }), clean("1\n2\nbehind\nsoon\n"));
});

test("a finished call does not keep the process alive", async (t) => {
  const service = await Service.start(t, (response, { method, url }) => {
    if (url.endsWith("/stream/")) response.write(events(1));
    else if (url.endsWith("/async/")) response.writeHead(202).end('{"prediction_id":1}');
    else response.writeHead(method === "POST" ? 200 : 425).end(events(1));
  });
  const code = `(async () => {
    await client.predict({ blob: new Blob([new Uint8Array(1_000_000)]) }, "a/b");
    // An unread response, an abandoned stream
    await client._createConnection({}, "a/b");
    await client.stream({}, "a/b").next();
    for await (const _ of client.stream({}, "a/b")) break;
    // and an aborted wait.
    const controller = new AbortController();
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (done, delay) => {
      // The pause between two polls has begun.
      if (delay === 3_600_000) queueMicrotask(() => controller.abort());
      return setTimeout(done, delay);
    };
    const options = { interval: 3_600_000, signal: controller.signal };
    await client.predictAsync({}, "a/b", options).catch(({ message }) => log(message));
    soon();
  })();`;
  assert.deepEqual(await run(service, code), clean("Request aborted\nsoon\n"));
});

test("a large file that was not sent does not keep the process alive", async (t) => {
  // It never responds: on a busy machine, a response could come before the timeout.
  const service = await Service.start(t, () => {});
  const code = `(async () => {
    const blob = new Blob([new Uint8Array(1_000_000)]);
    await client.predict({ blob }, "../b").catch(({ name }) => log(name));
    // Aborted while the form is made.
    await client._createConnectionWithRetries({ blob, small: new Blob(["x"]) }, "a/b", false, 1, 0)
      .catch(({ name }) => log(name));
    client.baseUrl = "http://127.0.0.1:1";
    await client.predict({ blob }, "a/b").catch(({ name }) => log(name));
    soon();
  })();`;
  const name = "FlyMyAIError\n";
  assert.deepEqual(await run(service, code), clean(`${name}${name}${name}soon\n`));
});

test("a pending call keeps the process alive", async (t) => {
  const service = await Service.start(t, (response) => {
    setTimeout(() => response.end(events("late")), 300);
  });
  const code = `client.predict({}, "a/b").then(log);`;
  assert.deepEqual(await run(service, code), clean("late\n"));
});

test("an unused client loads no addon and does not keep the process alive", async (t) => {
  const service = await Service.says(t, "");
  const code = `log(process.report.getReport().sharedObjects.some((name) => name.endsWith(".node")));`;
  assert.deepEqual(await run(service, code), clean("false\n"));
});

test("process.exit during calls ends the process cleanly", async (t) => {
  const service = await Service.start(t, () => {});
  const code = `
    for (let i = 0; i < 20; i += 1) client.predict({ i }, "a/b");
    client.stream({}, "a/b").next();
    setTimeout(() => process.exit(7), 50);`;
  assert.deepEqual(await run(service, code), { ...clean(""), status: 7 });
});

test("handled failures cause no unhandled rejection", async (t) => {
  const service = await Service.start(t, (response) => response.writeHead(500).end());
  const code = `
    process.on("unhandledRejection", (error) => log("unhandled", error));
    (async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const stream = client.stream({}, "a/b");
      const left = client.stream({}, "a/b");
      await Promise.allSettled([
        client.predict({}, "a/b"), client.predict({}, "b"), client.asyncPredict(null, "a/b"),
        client._createConnectionWithRetries({}, "a/b", true, 2, 1),
        client.predictAsync({}, "a/b", { signal }), client.checkAsyncResult("a/b", 1, signal),
        stream.next(), stream.next(), stream.return(), left.next(), left.throw(new Error("x")),
        client.openapiSchema("a/b"), controller.abort(),
      ]);
      setTimeout(() => log("done"), 50);
    })();`;
  assert.deepEqual(await run(service, code), clean("done\n"));
});

test("garbage collection of an unread response ends its request", async (t) => {
  const service = await Service.start(t, (response) => response.write("abc"));
  const code = `(async () => {
    await client._createConnection({}, "a/b");
    const timer = setInterval(() => globalThis.gc(), 20);
    process.on("message", () => {});
    setTimeout(() => { clearInterval(timer); log("gone"); }, 400);
  })();`;
  assert.deepEqual(await run(service, code, { flags: ["--expose-gc"] }), clean("gone\n"));
  await service.left();
});

const WORKER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { FlyMyAI } = require("flymyai-js-client");
  const client = new FlyMyAI({ apiKey: "fly-test" });
  client.baseUrl = workerData;
`;

function work(service, code) {
  return new Worker(WORKER + code, { eval: true, workerData: service.url });
}

test("worker threads can use clients concurrently, and exit", async (t) => {
  const service = await Service.says(t, events({ text: "é" }));
  const code = `
    const blob = new Blob([new Uint8Array(600_000)]);
    Promise.all(Array.from({ length: 10 }, () => client.predict({ blob }, "a/b")))
      .then((results) => parentPort.postMessage(results.length));`;
  const workers = Array.from({ length: 4 }, () => work(service, code));
  const results = workers.map((worker) =>
    Promise.all([once(worker, "message"), once(worker, "exit")]),
  );
  for (const [[count], [status]] of await Promise.all(results)) {
    assert.deepEqual([count, status], [10, 0]);
  }
  assert.deepEqual(await service.client().predict({}, "a/b"), { text: "é" });
});

test("terminating a worker ends its requests and does not affect others", async (t) => {
  const service = await Service.start(t, (response, { url }) => {
    if (url.endsWith("/stream/")) response.write(events(1));
    else if (url.includes("/main/")) response.end(events("main"));
  });
  const worker = work(
    service,
    `client.predict({ blob: new Blob([new Uint8Array(600_000)]) }, "a/b");
     const stream = client.stream({}, "a/b");
     stream.next().then(() => stream.next());`,
  );
  await service.came(2);
  await worker.terminate();
  await service.left(2);
  assert.equal(await service.client().predict({}, "a/main"), "main");
});
