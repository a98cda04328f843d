import { given } from "../arguments.js";
import { AgentGroups } from "../resources/agent_groups.js";
import { Agents } from "../resources/agents.js";
import { Apps } from "../resources/apps.js";
import { Artifacts } from "../resources/artifacts.js";
import { Compilations } from "../resources/compilations.js";
import { Deployments } from "../resources/deployments.js";
import { McpResourceSets } from "../resources/mcp_resource_sets.js";
import { McpServers } from "../resources/mcp_servers.js";
import { Projects } from "../resources/projects.js";
import { Runs } from "../resources/runs.js";
import { McpShares } from "../resources/shares.js";
import { McpTeams } from "../resources/teams.js";
import { Tools } from "../resources/tools.js";
import { TriggersV1 } from "../resources/triggers_v1.js";
import { Versions } from "../resources/versions.js";
import type { Fetch } from "../types/fetch.js";
import { Connection } from "./connection.js";

// The client of the agent cloud.

const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

/** Options of the {@link AgentClient}. */
export interface AgentClientOptions {
  /**
   * Your API key.
   *
   * @defaultValue the environment variable `FLYMYAI_API_KEY`
   */
  apiKey?: string | undefined;
  /**
   * The service's address; it may have a path.
   *
   * @defaultValue the environment variable `FLYMYAI_AGENTS_BASE_URL`, else the public service
   */
  baseUrl?: string | undefined;
  /**
   * Seconds for each phase of a request (connecting, sending, each read); `null` or `Infinity`
   * sets no limit. It does not limit a call as a whole.
   *
   * @defaultValue 60
   */
  timeout?: number | null | undefined;
  /**
   * The number of retries of a failed request, if a retry is safe.
   *
   * @defaultValue 2
   */
  maxRetries?: number | undefined;
  /**
   * Bytes that a response may have, decompressed; at most 512 MiB, the longest string.
   *
   * @defaultValue the environment variable `FLYMYAI_MAX_RESPONSE_BYTES`, else 128 MiB
   */
  maxResponseBytes?: number | undefined;
  /**
   * Seconds that the body of a response may take to arrive; `Infinity` sets no limit.
   *
   * @defaultValue the environment variable `FLYMYAI_RESPONSE_TIMEOUT`, else 600
   */
  responseTimeout?: number | undefined;
  /**
   * Sends the requests instead of the built-in transport. It is called as `fetch(url, init)` and
   * returns a `Response`, or a mock with some of its members. Retries, waits and errors stay the
   * same; the `cause` of a call's error is the object that `fetch` has thrown. Tests pass a mock.
   * `null` selects the built-in transport even if `globalThis.fetch` was replaced, as Next.js does.
   *
   * @defaultValue `globalThis.fetch` if it was replaced or has another dispatcher, such as undici's
   * `MockAgent`; else the built-in transport
   */
  fetch?: Fetch | null | undefined;
}

/**
 * Client of the FlyMy.AI agent cloud.
 *
 * A client needs few resources and may be shared. It need not be closed: it does not keep the
 * process alive.
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
  /** Start, follow and cancel runs. */
  readonly runs: Runs;
  /** Set up and call tools. */
  readonly tools: Tools;
  /** Compile runs into instructions, and run these. */
  readonly compilations: Compilations;
  /** Deployments: versions of agents that customers use with accounts of their own. */
  readonly deployments: Deployments;
  /** Versions: copies of agents, made when the agents were compiled. */
  readonly versions: Versions;
  /** MCP resource sets: the tools, servers and connections that agents may use. */
  readonly mcpResourceSets: McpResourceSets;
  /** Agent groups: agents that use the same MCP resource sets. */
  readonly agentGroups: AgentGroups;
  /** Projects: apps, sites, fleets of agents and artifacts. */
  readonly projects: Projects;
  /** Apps: templates of files that are planned, applied and released. */
  readonly apps: Apps;
  /** Artifacts: pages and small sites of files, with versions and sharing. */
  readonly artifacts: Artifacts;
  /** MCP servers: your own servers, whose actions agents and programs call. */
  readonly mcpServers: McpServers;
  /** Triggers, version 1: webhooks whose signed deliveries start runs. */
  readonly triggersV1: TriggersV1;
  /** Teams: members use the same connections, within limits; the owner pays. */
  readonly teams: McpTeams;
  /** Personal shares: one tool or MCP server of an account that another account may use. */
  readonly shares: McpShares;

  // A private field: printing or serializing a client must not show the key.
  readonly #connection: Connection;

  /**
   * @param options - Key, address and limits; optional if the key is in the environment.
   * @throws FlyMyAIError when the API key is missing.
   * @throws TypeError or RangeError when an option is invalid.
   */
  constructor(options?: AgentClientOptions) {
    this.#connection = new Connection(given(options));
    this.agents = new Agents(this.#connection);
    this.runs = new Runs(this.#connection);
    this.tools = new Tools(this.#connection);
    this.compilations = new Compilations(this.#connection);
    this.deployments = new Deployments(this.#connection);
    this.versions = new Versions(this.#connection);
    this.mcpResourceSets = new McpResourceSets(this.#connection);
    this.agentGroups = new AgentGroups(this.#connection);
    this.projects = new Projects(this.#connection);
    this.apps = new Apps(this.#connection);
    this.artifacts = new Artifacts(this.#connection);
    this.triggersV1 = new TriggersV1(this.#connection);
    this.mcpServers = new McpServers(this.#connection);
    this.teams = new McpTeams(this.#connection);
    this.shares = new McpShares(this.#connection);
  }

  /** The service's address, from the options or the environment. */
  get baseUrl(): string {
    return this.#connection.baseUrl;
  }

  /**
   * Closes the client: calls in flight and later ones reject with a {@link FlyMyAIError}. Closing
   * twice has no effect.
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
