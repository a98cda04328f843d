// Starts one emulator per test file; each test has an API key, and so an account, of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { AgentClient, FlyMyAI } from "flymyai-js-client";

const binary =
  process.env.FLYMYAI_EMULATOR_BIN ??
  fileURLToPath(new URL("../../../target/debug/flymyai-emulator", import.meta.url));

/** The emulator's executable, for tests that start it with other options. */
export function emulatorProgram() {
  if (!existsSync(binary)) {
    throw new Error("Build the emulator first (cargo build -p flymyai-emulator).");
  }
  return binary;
}

async function start() {
  const child = spawn(emulatorProgram(), ["--pace", "0.02", "--exit-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  const url = /FLYMYAI_EMULATOR_URL=(\S+)/.exec(String(line))[1];
  return { child, url };
}

let emulator;
let accounts = 0;

/** Starts the emulator before the tests of the calling file, and stops it after them. */
export function useEmulator() {
  before(async () => {
    emulator = await start();
    // A test that hangs must not hang the build; Node 18 has no option for this.
    setTimeout(() => {
      console.error("The tests of this file did not end within 3 minutes.");
      process.exit(1);
    }, 180_000).unref();
  });
  after(async () => {
    emulator.child.stdin.end();
    await once(emulator.child, "exit");
  });
}

/** Agents, runs, scripts and recorded requests of one API key. */
export class Account {
  constructor() {
    accounts += 1;
    this.key = `fly-test-${process.pid}-${accounts}`;
    this.url = emulator.url;
  }

  /** An agents client of this account, without retries by default. */
  client(options = {}) {
    return new AgentClient({ apiKey: this.key, baseUrl: this.url, maxRetries: 0, ...options });
  }

  /** An inference client of this account. */
  models() {
    const client = new FlyMyAI({ apiKey: this.key });
    client.baseUrl = `${this.url}/api/v1`;
    return client;
  }

  /** Sets the responses to the next requests; a bare response is a step for one request. */
  async script(...steps) {
    await this.#control("POST", "script", steps);
  }

  /** Responds to every request with this response. */
  async always(response) {
    await this.script({ times: 0, reply: response });
  }

  /** Resolves with the requests when there are at least `min`. */
  requests(min = 0) {
    return this.#control("GET", `requests?min=${min}`);
  }

  /** Resolves with the requests that the client has abandoned when there are `min`. */
  aborted(min = 0) {
    return this.#control("GET", `aborted?min=${min}`);
  }

  async release(name) {
    await this.#control("POST", "release", { name });
  }

  /** Changes the account's clock: `{ mode, advance, pace }`, in seconds. */
  async clock(change) {
    await this.#control("POST", "clock", change);
  }

  /** Ids of runs that complete at the poll number `polls`. */
  async runs(count, polls) {
    return (await this.#control("POST", "runs", { count, polls })).ids;
  }

  /** Sends a request of the control API. */
  control(path, body) {
    return this.#control("POST", path, body);
  }

  /** The account's user name and address. */
  person() {
    return this.#control("GET", "account");
  }

  async #control(method, path, body) {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      headers: { "x-api-key": this.key, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

/** The smallest run a server can send. */
export const RUN = {
  id: 1,
  user_agent_task: 7,
  original_prompt: "go",
  status: "completed",
  created_at: "2026-01-02T03:04:05.123456Z",
  updated_at: "2026-01-02T03:04:06Z",
};

/** A step that answers one request with this JSON. */
export function json(value, status = 200) {
  return { reply: { status, json: value } };
}
