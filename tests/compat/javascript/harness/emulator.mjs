// The emulator as the suite uses it: one process, one account (API key) per program.
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

const ownFetch = globalThis.fetch;

/** A part of a text; one that is repeated says so in facts, which are to be read by people. */
const repeated = (part) => (typeof part === "string" ? part : part.repeat.repeat(part.times));

/** A running emulator. */
export class Emulator {
  #child;
  #accounts = 0;

  /** Starts `binary` and resolves once it listens. */
  static async start(binary) {
    const emulator = new Emulator();
    const child = spawn(binary, ["--pace", "0.02", "--exit-with-stdin"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    emulator.#child = child;
    const died = once(child, "error").then(([error]) => Promise.reject(error));
    const [line] = await Promise.race([once(child.stdout, "data"), died]);
    emulator.url = /FLYMYAI_EMULATOR_URL=(\S+)/.exec(String(line))[1];
    return emulator;
  }

  /** An account of this program only. */
  account() {
    this.#accounts += 1;
    return new Account(this.url, `fly-compat-${process.pid}-${this.#accounts}`);
  }

  async stop() {
    this.#child.stdin.end();
    await once(this.#child, "exit");
  }
}

/** The responses and the received requests of one program's server. */
class Account {
  constructor(url, key) {
    this.url = url;
    this.key = key;
  }

  /**
   * Scripts the next requests as the facts say.
   *
   * @param responses - Steps of the emulator's script; one that has only what a response has is one.
   */
  async script(responses) {
    const steps = responses.map((step) => {
      const { match, times, ...rest } = step;
      const isResponse = ["status", "text", "json", "headers", "base64", "chunks", "raw"].some(
        (name) => name in rest,
      );
      if (!isResponse) return step;
      const { chunk_delay, chunk_hold, hold, delay, drop, hang, after, raw, ...response } = rest;
      if (Array.isArray(response.text)) response.text = response.text.map(repeated).join("");
      if (raw !== undefined) response.raw_base64 = Buffer.from(raw, "utf8").toString("base64");
      if (response.chunks) {
        response.chunks = response.chunks.map((chunk) =>
          Buffer.from(chunk, "latin1").toString("base64"),
        );
      }
      const flow = { chunk_delay, chunk_hold };
      return { match, times, hold, delay, drop, hang, after, reply: { ...response, ...flow } };
    });
    if (steps.length > 0) await this.#control("POST", "script", steps);
  }

  /** The received requests, once there are `count`; after a timeout, those so far. */
  async requests(count) {
    const there = await this.#control("GET", `requests?min=${count}&timeout=1`, undefined, 408);
    return there ?? (await this.#control("GET", "requests"));
  }

  /** How many clients left before their response was complete, once that is `count`. */
  async aborted(count) {
    const there = await this.#control("GET", `aborted?min=${count}&timeout=1`, undefined, 408);
    return (there ?? (await this.#control("GET", "aborted"))).length;
  }

  /** Ends all requests that the program has left open. */
  async end() {
    await this.#control("DELETE", "account");
  }

  async #control(method, path, body, passed) {
    const response = await ownFetch(`${this.url}/_emulator/${path}`, {
      method,
      headers: { "x-api-key": this.key, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === passed) return undefined;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}
