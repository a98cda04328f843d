// Processes of a user: a worker that runs one program after the other, and scripts that are a
// process each. Whatever hangs is ended.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const MARK = "\u0001";

function environment(extra) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(FLYMYAI|FMA)_|_proxy$/i.test(name),
  );
  return { ...Object.fromEntries(own), ...extra };
}

/** A process that runs programs. */
export class Worker {
  #child;
  #lines;
  #job;

  /**
   * @param runtime - The command line of the runtime.
   * @param folder - The user's project.
   */
  constructor(runtime, folder) {
    const [command, ...args] = runtime;
    this.#child = spawn(command, [...args, "harness/worker.mjs"], {
      cwd: folder,
      env: environment({}),
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.stderr = "";
    this.#child.stderr.on("data", (data) => {
      this.stderr = (this.stderr + data).slice(-4000);
    });
    this.#child.stdin.on("error", () => {});
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#lines.on("line", (line) => this.#take(line));
    this.#child.on("error", (error) => this.#fail(String(error)));
    this.#child.on("close", (code) => this.#fail(`the process ended with ${code}: ${this.stderr}`));
  }

  /** The result of a job; `{ died }` when the process ends or the limit (milliseconds) is over. */
  ask(job, limit) {
    return new Promise((resolve) => {
      if (this.died) return resolve({ died: this.died });
      const timer = setTimeout(() => {
        this.#child.kill("SIGKILL");
        this.#fail(`no end after ${limit / 1000} s`);
      }, limit);
      this.#job = { stdout: [], unhandled: [], timer, resolve };
      this.#child.stdin.write(`${JSON.stringify(job)}\n`);
    });
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin.end();
    await once(this.#child, "close");
  }

  #take(line) {
    const job = this.#job;
    if (!job) return;
    // A program may have written something without a line end before.
    const [own, said] = line.split(MARK);
    if (own) job.stdout.push(own);
    if (said === undefined) return;
    const value = JSON.parse(said);
    if (value.unhandled) job.unhandled.push(value.unhandled);
    else this.#done({ ...value, stdout: job.stdout, unhandled: job.unhandled });
  }

  #fail(why) {
    this.died ??= why;
    this.#done({ died: this.died });
  }

  #done(value) {
    if (!this.#job) return;
    const { timer, resolve } = this.#job;
    clearTimeout(timer);
    this.#job = undefined;
    resolve(value);
  }
}

/**
 * Runs a script as a process of its own.
 *
 * @param limit - Milliseconds until it is ended.
 * @returns Its standard output as lines, its exit code, and how long it took in milliseconds.
 */
export async function runScript(runtime, folder, file, env, limit) {
  const [command, ...args] = runtime;
  const begun = performance.now();
  const child = spawn(command, [...args, `scripts/${file}`], {
    cwd: folder,
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), limit);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  const lines = stdout.split("\n").filter((line) => line !== "");
  const died = signal === null ? undefined : `no end after ${limit / 1000} s`;
  return { prints: lines, exit: code, stderr, died, took: performance.now() - begun };
}
