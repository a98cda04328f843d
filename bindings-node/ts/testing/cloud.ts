import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AgentClient } from "../agents/client.js";
import { binding, type NativeEmulator } from "../native/binding.js";
import type { Duration, RunStep } from "./script.js";

// The cloud of one test: an emulator in this process with one account.

/** A request that a client has sent to the cloud of a test. */
export interface SentRequest {
  /** The method, such as `POST`. */
  method: string;
  /** The path as it was sent, undecoded and without the query. */
  path: string;
  /** The query; `null` if there is none. */
  query: string | null;
  /** The headers, with lower-case names. */
  headers: Record<string, string>;
  /** The body; `null` if it is empty, not text, or longer than 1 MiB. */
  body: string | null;
  /** Whether a response was sent. */
  hasResponse: boolean;
}

/** A request as the emulator returns it. */
type Recorded = Omit<SentRequest, "hasResponse"> & { has_response: boolean };

/** Which requests a fault concerns, and how. */
export interface FaultOptions {
  /** How many requests fail; 1 by default. Not for an outage. */
  times?: number;
  /** Only requests with this method fail. */
  method?: string;
  /** Only requests with this path fail; with `*` at its end, all that begin with it. */
  path?: string;
  /** How long an outage lasts. */
  duration?: Duration;
  /** The seconds in the header `Retry-After` of a status. */
  retryAfter?: number;
}

/**
 * The cloud of one test, in the test's own process: agents, virtual time, faults, a recording.
 *
 * Each has an account of its own on a port of its own, so tests that run in parallel never meet.
 * Waits of its client, and of all agents clients in this process that use its address and key, also with
 * a `fetch` of their own, take no real time: their pauses advance the cloud's time. Inference clients have
 * real time, and see predictions go on when the test calls `advance`.
 *
 * @example
 * ```ts
 * import { Cloud, output, pause } from "flymyai-js-client/testing";
 *
 * const service = new Cloud();
 * const agent = await service.agent([pause("90s"), output({ score: 7 })]);
 * const run = await service.client.agents.run(agent);
 * await service.advance("89s");
 * console.log((await service.client.runs.get(run.id)).status); // "running"
 * service.close();
 * ```
 */
export class Cloud {
  /** The API key of the account, made up for this test. */
  readonly apiKey: string = `fly-test-${randomUUID()}`;
  /** The base URL for clients. */
  readonly url: string;
  readonly #emulator: NativeEmulator;
  #client: AgentClient | undefined;

  /**
   * Starts a cloud.
   *
   * @throws Error if the package runs as WebAssembly, which has no sockets, or the machine gives no
   * port or thread.
   */
  constructor() {
    const { NativeEmulator } = binding();
    if (NativeEmulator === undefined) {
      throw new Error(
        "flymyai-js-client/testing needs the native addon, as WebAssembly opens no sockets: install " +
          "the package with its addon for this platform, and do not set FLYMYAI_BACKEND=wasm.",
      );
    }
    this.#emulator = new NativeEmulator();
    this.url = this.#emulator.url;
  }

  /**
   * The environment variables that direct clients without options to this cloud. `no_proxy` and `NO_PROXY`
   * are among them, with the entries that they have in this process.
   */
  get environment(): Record<string, string> {
    const { no_proxy: lower, NO_PROXY: upper } = process.env;
    return this.#emulator.environment(this.apiKey, lower, upper);
  }

  /** A client of this cloud. It is closed with the cloud. */
  get client(): AgentClient {
    this.#client ??= new AgentClient({ apiKey: this.apiKey, baseUrl: this.url });
    return this.#client;
  }

  /**
   * Makes an agent whose runs follow a script.
   *
   * @param script - The steps of a run, made by `tool`, `pause`, `output`, `fail` and `hang`. A run
   * without an end completes with an empty output after its last step.
   * @param options - The name of the agent, and its id. An agent with this id gets the script for
   * its next runs.
   * @returns The id of the agent.
   * @throws Error if a step is wrong; the text names the step.
   */
  async agent(
    script: readonly RunStep[],
    options: { name?: string; agentId?: string } = {},
  ): Promise<string> {
    // Misspelt options are passed on, too: the emulator refuses them.
    const { agentId, ...others } = options;
    const agent = { agent_id: agentId, ...others, script };
    return (await this.#control("create_agent", agent)) as string;
  }

  /**
   * Loads a scenario: agents with scripts, and faults.
   *
   * `flymyai emulator --record RUN -o FILE` saves a run of the service as such a file. Each run of its
   * agent in this cloud then has the same events at the same times, and the same result.
   *
   * @param scenario - The path of the file, or its contents.
   * @param options - The number by which the pauses of the scripts are divided.
   * @returns The ids of the agents, in the order of the scenario.
   * @throws Error if the file can't be read, or a part of the scenario is wrong; nothing of it is
   * loaded then.
   *
   * @example
   * ```ts
   * import { cloud, output, pause } from "flymyai-js-client/testing";
   *
   * const service = cloud();
   * const script = [pause("1h"), output({ score: 7 })];
   * const [agent = ""] = await service.load({ agents: [{ agent_id: "agent_report", script }] });
   * const run = await service.client.agents.run(agent);
   * console.log((await service.client.runs.wait(run.id, { timeout: 7200 })).output); // { score: 7 }
   * service.close();
   * ```
   */
  async load(scenario: string | URL | object, options: { speed?: number } = {}): Promise<string[]> {
    const isPath = typeof scenario === "string" || scenario instanceof URL;
    const text = isPath ? await readFile(scenario, "utf8") : JSON.stringify(scenario);
    const { speed = 1, ...others } = options;
    const parameters = { speed: String(speed), ...others, text };
    return (await this.#control("load_scenario", parameters)) as string[];
  }

  /**
   * Advances the time of this cloud.
   *
   * @param duration - The duration.
   * @throws Error if it is not a duration.
   */
  async advance(duration: Duration): Promise<void> {
    await this.#control("advance", { by: duration });
  }

  /**
   * Reads the time of this cloud.
   *
   * @returns The virtual seconds since its start.
   */
  async now(): Promise<number> {
    return (await this.#control("now", {})) as number;
  }

  /**
   * Makes the next requests fail.
   *
   * @param name - `lost` (the request is processed, its response is lost), `drop` (the connection
   * is closed before the request is processed), a status from `400` to `599`, such as `429`, or
   * `outage` (every request is dropped for some virtual time).
   * @param options - Which requests fail.
   * @throws Error if there is no such fault, or an option does not belong to it.
   */
  async injectFault(name: string, options: FaultOptions = {}): Promise<void> {
    const { retryAfter, ...others } = options;
    await this.#control("inject_fault", { retry_after: retryAfter, ...others, fault: name });
  }

  /**
   * The requests that the clients have sent.
   *
   * @param filter - Only those with this method and this path; with `*` at its end, all paths that
   * begin with it.
   * @returns The requests, in the order of their arrival.
   */
  async requests(filter: { method?: string; path?: string } = {}): Promise<SentRequest[]> {
    const found = (await this.#control("requests", filter)) as Recorded[];
    return found.map(({ has_response, ...request }) => ({ ...request, hasResponse: has_response }));
  }

  /**
   * The recording as text, one line per request, for the output of a failed test.
   *
   * @returns The lines of the last 1,000 requests, with the first 500 characters of each body; the API
   * key is not among them.
   */
  async report(): Promise<string> {
    return this.#emulator.report(this.apiKey);
  }

  /** Ends the cloud and its client. Later requests to it fail. */
  close(): void {
    this.#client?.close();
    this.#emulator.stop();
  }

  /** Ends the cloud, as the end of a `using` block. */
  [Symbol.dispose](): void {
    this.close();
  }

  async #control(operation: string, parameters: object): Promise<unknown> {
    const text = JSON.stringify(parameters);
    const found = JSON.parse(this.#emulator.control(this.apiKey, operation, text));
    // A test may call in a loop until something has happened, which needs the event loop.
    await nextTurn();
    return found;
  }
}

/**
 * Starts a cloud for a test.
 *
 * @returns The cloud; `close` ends it, as does the end of a `using` block.
 * @throws Error if the package runs as WebAssembly, which has no sockets, or the machine gives no port
 * or thread.
 *
 * @example
 * ```ts
 * import { cloud, output, pause, tool } from "flymyai-js-client/testing";
 *
 * const service = cloud();
 * const agent = await service.agent([tool("search"), pause("1h"), output({ score: 7 })]);
 * const run = await service.client.agents.run(agent);
 * console.log((await service.client.runs.wait(run.id, { timeout: 7200 })).output); // { score: 7 }
 * service.close();
 * ```
 */
export function cloud(): Cloud {
  return new Cloud();
}
