// `runs.watch` and `run.watch` show a run until it has ended, and return it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { AgentClient, backend } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const QUICK = { pollInterval: 0.01 };
const native = { skip: backend() !== "native" && "the timeline is in the addon" };
const posix = { skip: native.skip || (process.platform === "win32" && "POSIX terminals") };
const log = (id) => ({
  id,
  created_at: "2026-03-01T12:00:04.5Z",
  type: "tool_called",
  message: `m${id}`,
});
const times = { created_at: "2026-03-01T12:00:00Z", updated_at: "2026-03-01T12:01:04Z" };
const running = (...ids) => json({ ...RUN, ...times, status: "running", logs: ids.map(log) });
const completed = (...ids) => json({ ...RUN, ...times, logs: ids.map(log) });

/** The text that is written to standard error during some work. */
async function written(work) {
  const { write } = process.stderr;
  let text = "";
  process.stderr.write = (chunk) => {
    text += chunk;
    return true;
  };
  try {
    await work();
  } finally {
    process.stderr.write = write;
  }
  return text;
}

const PROGRAM = `
import { AgentClient } from "flymyai-js-client";
const client = new AgentClient();
const run = await client.runs.watch(1, { pollInterval: 0.02 });
console.log("returned", run.status);
`;
const command = [process.execPath, "--input-type=module", "-e", PROGRAM];
const environment = (account, more) => ({
  ...process.env,
  FLYMYAI_API_KEY: account.key,
  FLYMYAI_AGENTS_BASE_URL: account.url,
  ...more,
});

test("without a terminal, each event is one line", native, async () => {
  const account = new Account();
  await account.script(running(), running(1), completed(1, 2));
  let run;
  const text = await written(async () => {
    run = await account.client().runs.watch(RUN.id, QUICK);
  });
  assert.deepEqual(text.split("\n"), [
    "   4.5s  tool_called          m1",
    "   4.5s  tool_called          m2",
    "  1m04s  completed",
    "",
  ]);
  assert.equal(run.status, "completed");
  assert.equal(run.logs.length, 2);
  assert.equal((await account.requests()).length, 3);
});

test("the timeout is that of wait", native, async () => {
  const account = new Account();
  await account.script({ ...running(1), times: 0 });
  const text = await written(async () => {
    const watching = account.client().runs.watch(RUN.id, { ...QUICK, timeout: 0 });
    await assert.rejects(watching, { name: "TimeoutError", runId: String(RUN.id) });
  });
  assert.match(text, /Detached: the run goes on. Continue with: client.runs.watch\(\S+\)\n$/);
});

test("an aborted signal ends the watch, not the run", native, async () => {
  const account = new Account();
  await account.script(running(1), { ...running(1), hold: "second" });
  const controller = new AbortController();
  const text = await written(async () => {
    const { signal } = controller;
    const watching = account.client().runs.watch(RUN.id, { ...QUICK, signal });
    await account.requests(2);
    controller.abort(new Error("enough"));
    await assert.rejects(watching, { message: "enough" });
  });
  assert.match(text, /Detached: the run goes on. Continue with: client.runs.watch\(\S+\)\n$/);
});

test("invalid arguments are errors before a request", native, async () => {
  const account = new Account();
  const { runs } = account.client();
  await assert.rejects(runs.watch(RUN.id, { pollInterval: "soon" }), /pollInterval/);
  await assert.rejects(runs.watch(RUN.id, { timeout: "long" }), /timeout/);
  await assert.rejects(runs.watch(undefined), /runId/);
  assert.deepEqual(await account.requests(), []);
});

test("a record is watched by the client that has read it", native, async () => {
  const account = new Account();
  const client = account.client();
  await account.script(json(RUN), json([RUN]), json([RUN]));
  const records = [await client.runs.get(RUN.id), ...(await client.runs.list())];
  for await (const row of client.runs.iter()) records.push(row);
  await account.script({ ...completed(1), times: 0 });
  await written(async () => {
    for (const record of records) {
      const ended = await record.watch(QUICK);
      assert.equal(ended.status, "completed");
      assert.equal((await ended.watch(QUICK)).status, "completed");
    }
  });
  const [record] = records;
  // Printing, copying and comparing show the data alone.
  assert.equal(Object.keys(record).includes("watch"), false);
  assert.equal("watch" in { ...record }, false);
  assert.ok(isDeepStrictEqual(structuredClone(record), { ...record }));
});

test("a fetch of the program sends the requests", native, async () => {
  const bodies = [
    { ...RUN, ...times, status: "running", logs: [log(1)] },
    { ...RUN, ...times, logs: [log(1)] },
  ];
  const fetch = async () => new Response(JSON.stringify(bodies.shift()));
  const client = new AgentClient({ apiKey: "fly-1", baseUrl: "http://service.test", fetch });
  const text = await written(async () => {
    assert.equal((await client.runs.watch(RUN.id, QUICK)).status, "completed");
  });
  assert.match(text, /m1\n.*completed\n$/);
});

test("in a terminal, the last line is redrawn", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 1, polls: 40 });
  const terminal = fileURLToPath(new URL("../../python/support/terminal.py", import.meta.url));
  const env = environment(account, { TERM: "xterm", PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "" });
  const done = spawnSync("python3", [terminal, "60", ...command], { env, encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /running · run 1 · Ctrl-C detaches/);
  assert.ok(done.stdout.includes("\u001b[32mcompleted"), done.stdout);
  assert.match(done.stdout, /returned completed\r?\n$/);
});

test("several watches have one live line", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 9, polls: 30 });
  await account.control("runs", { count: 1, polls: 80 });
  const program = `
    import { AgentClient } from "flymyai-js-client";
    const client = new AgentClient();
    const watching = [10, 1, 2].map((id) => client.runs.watch(id, { pollInterval: 0.02 }));
    await Promise.all(watching);`;
  const terminal = fileURLToPath(new URL("../../python/support/terminal.py", import.meta.url));
  const env = environment(account, { TERM: "dumb", PYTHONDONTWRITEBYTECODE: "1" });
  const args = [terminal, "100", process.execPath, "--input-type=module", "-e", program];
  const done = spawnSync("python3", args, { env, encoding: "utf8", timeout: 60_000 });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  // The first one, which ends last, has the live line.
  assert.match(done.stdout, /running · run 10 · Ctrl-C detaches/);
  assert.ok(!done.stdout.includes("· run 1 ·"), done.stdout);
  // A live line is removed before each line that stays.
  for (const line of done.stdout.split("\n")) {
    const parts = line.split("\r").filter((part) => part !== "");
    const live = parts.findLastIndex((part) => part.includes("Ctrl-C detaches"));
    if (live !== -1 && live < parts.length - 1) assert.match(parts[live + 1], /^ +$/, line);
  }
});

test("Ctrl-C ends the program as without the watch, and leaves the run", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 1, polls: 1_000_000 });
  const stdio = ["ignore", "ignore", "pipe"];
  const child = spawn(command[0], command.slice(1), { env: environment(account), stdio });
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  await account.requests(3);
  child.kill("SIGINT");
  const [code, signal] = await once(child, "close");
  assert.deepEqual([code, signal], [null, "SIGINT"]);
  assert.match(text, /Detached: the run goes on\. Continue with: client\.runs\.watch\(1\)\n$/);
  const methods = new Set((await account.requests()).map(({ method }) => method));
  assert.deepEqual([...methods], ["GET"]);
});

test("Ctrl-C ends a program whose listener gives way to no others", posix, async () => {
  // As the package signal-exit, which many programs for terminals load.
  const listener = `
process.on("SIGINT", function end() {
  if (process.listeners("SIGINT").length > 1) return;
  process.off("SIGINT", end);
  process.kill(process.pid, "SIGINT");
});`;
  for (const program of [listener + PROGRAM, `setTimeout(() => {${listener}}, 1);${PROGRAM}`]) {
    const account = new Account();
    await account.control("runs", { count: 1, polls: 1_000_000 });
    const args = ["--input-type=module", "-e", program];
    const child = spawn(process.execPath, args, { env: environment(account), stdio: "ignore" });
    await account.requests(3);
    child.kill("SIGINT");
    const [code, signal] = await once(child, "exit");
    assert.deepEqual([code, signal], [null, "SIGINT"]);
  }
});

test(
  "a program with a listener of its own decides whether Ctrl-C ends the watch",
  posix,
  async () => {
    const account = new Account();
    await account.control("runs", { count: 1, polls: 1_000_000 });
    const program = `let count = 0; process.on("SIGINT", () => console.log(++count));${PROGRAM}`;
    const args = ["--input-type=module", "-e", program];
    const stdio = ["ignore", "pipe", "ignore"];
    const child = spawn(process.execPath, args, { env: environment(account), stdio });
    await account.requests(3);
    for (const expected of ["1\n", "2\n"]) {
      child.kill("SIGINT");
      const [output] = await once(child.stdout, "data");
      assert.equal(String(output), expected);
    }
    child.kill("SIGKILL");
    await once(child, "exit");
  },
);

test("Ctrl-C in a terminal ends all watches, and the program", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 2, polls: 1_000_000 });
  const program = `
    import { AgentClient } from "flymyai-js-client";
    const client = new AgentClient();
    const watching = [1, 2].map((id) => client.runs.watch(id, { pollInterval: 0.02 }));
    setImmediate(() => process.kill(process.pid, "SIGINT"));
    await Promise.all(watching);
    console.log("returned");`;
  const terminal = fileURLToPath(new URL("../../python/support/terminal.py", import.meta.url));
  const env = environment(account, { TERM: "xterm", PYTHONDONTWRITEBYTECODE: "1" });
  const args = [terminal, "100", process.execPath, "--input-type=module", "-e", program];
  const done = spawnSync("python3", args, { env, encoding: "utf8", timeout: 30_000 });
  assert.equal(done.error, undefined, done.stdout);
  assert.notEqual(done.status, 0, done.stdout);
  assert.equal(done.stdout.match(/Detached: the run goes on/g)?.length, 2, done.stdout);
  assert.ok(!done.stdout.includes("returned"), done.stdout);
});

test("a closed standard error does not end the watch", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 1, polls: 10 });
  const stdio = ["ignore", "pipe", "pipe"];
  const child = spawn(command[0], command.slice(1), { env: environment(account), stdio });
  child.stderr.destroy();
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  assert.equal(output, "returned completed\n");
  assert.equal(code, 0);
});

if (backend() !== "native") {
  test("without the addon, the error says what to use", async () => {
    const account = new Account();
    const { fetch } = globalThis;
    let reads = 0;
    const get = () => {
      reads += 1;
      return fetch;
    };
    // The client reads `fetch` when it opens a stream.
    Object.defineProperty(globalThis, "fetch", { get, configurable: true });
    try {
      const watched = account.client().runs.watch(RUN.id);
      await assert.rejects(watched, /needs the native addon.*streamEvents/);
    } finally {
      Object.defineProperty(globalThis, "fetch", {
        value: fetch,
        configurable: true,
        writable: true,
      });
    }
    assert.equal(reads, 0);
    assert.deepEqual(await account.requests(), []);
  });
}
