import { given } from "../arguments.js";
import { Agents } from "../resources/agents.js";
import { Compilations } from "../resources/compilations.js";
import { Runs } from "../resources/runs.js";
import { Tools } from "../resources/tools.js";
import type { Fetch } from "../types/fetch.js";
import { Connection } from "./connection.js";

const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

/** How to reach the service. */
export interface AgentClientOptions {
  /**
   * Your API key.
   *
   * @defaultValue the environment variable `FLYMYAI_API_KEY`
   */
  apiKey?: string | undefined;
  /**
   * The service's address; a path in it is kept.
   *
   * @defaultValue the environment variable `FLYMYAI_AGENTS_BASE_URL`, else the public service
   */
  baseUrl?: string | undefined;
  /**
   * Seconds that each of connecting, sending and every read may take; `null` or `Infinity` sets
   * no limit. A call as a whole is not limited by it.
   *
   * @defaultValue 60
   */
  timeout?: number | null | undefined;
  /**
   * How often a failed request is repeated, where repeating is safe.
   *
   * @defaultValue 2
   */
  maxRetries?: number | undefined;
  /**
   * Sends the requests in place of the built-in transport; it is called as `fetch(url, init)` and
   * returns a `Response`, or as much of one as is needed. Retries, waits and errors stay the same;
   * what it throws is the `cause` of the error that a call rejects with. A test gives its mock here.
   * `null` keeps the built-in transport also where `globalThis.fetch` was replaced, as Next.js does.
   *
   * @defaultValue `globalThis.fetch` where that was replaced or has another dispatcher, such as
   * undici's `MockAgent`; else the built-in transport
   */
  fetch?: Fetch | null | undefined;
}

/**
 * Client of the FlyMy.AI agent cloud.
 *
 * A client is cheap, safe to share, and needs no closing for the process to end.
 *
 * @example
 * ```ts
 * import { AgentClient } from "flymyai-js-client";
 *
 * const client = new AgentClient({ apiKey: "fly-***" });
 * const run = await client.runs.create({ agentId: "agent_abc123" });
 * const result = await client.runs.wait(run.id, { timeout: 300, pollInterval: 2.0 });
 * console.log(result.output);
 * ```
 */
export class AgentClient {
  /** Create, change and start agents. */
  readonly agents: Agents;
  /** Start, follow and steer runs. */
  readonly runs: Runs;
  /** Set up and call tools. */
  readonly tools: Tools;
  /** Freeze runs into instructions, and run those. */
  readonly compilations: Compilations;

  // Private for good: the key must not show when a client is printed or serialized.
  readonly #connection: Connection;

  /**
   * @param options - Key, address and limits; may be left out when the key is in the environment.
   * @throws FlyMyAIError when there is no API key.
   * @throws TypeError or RangeError when an option cannot be used.
   */
  constructor(options?: AgentClientOptions) {
    this.#connection = new Connection(given(options));
    this.agents = new Agents(this.#connection);
    this.runs = new Runs(this.#connection);
    this.tools = new Tools(this.#connection);
    this.compilations = new Compilations(this.#connection);
  }

  /** The service's address, as given or found in the environment. */
  get baseUrl(): string {
    return this.#connection.baseUrl;
  }

  /**
   * Closes the client; calls made from then on reject. Closing twice is fine.
   *
   * @example
   * ```ts
   * await client.close();
   * ```
   */
  async close(): Promise<void> {
    this.#connection.close();
  }

  /** Closes the client at the end of an `await using` block. */
  async [asyncDispose](): Promise<void> {
    await this.close();
  }
}
