import { given } from "../arguments.js";
import type { AgentGroups } from "../resources/agent_groups.js";
import type { Agents } from "../resources/agents.js";
import type { Apps } from "../resources/apps.js";
import type { Artifacts } from "../resources/artifacts.js";
import type { Compilations } from "../resources/compilations.js";
import type { Deployments } from "../resources/deployments.js";
import type { McpResourceSets } from "../resources/mcp_resource_sets.js";
import type { McpServers } from "../resources/mcp_servers.js";
import type { Projects } from "../resources/projects.js";
import type { Runs } from "../resources/runs.js";
import type { McpShares } from "../resources/shares.js";
import type { McpTeams } from "../resources/teams.js";
import type { Tools } from "../resources/tools.js";
import type { TriggersV1 } from "../resources/triggers_v1.js";
import type { Versions } from "../resources/versions.js";
import type { Fetch } from "../types/fetch.js";
import type { CallOptions } from "./call-options.js";
import { Connection } from "./connection.js";
import { type RawResources, rawResources } from "./raw-response.js";
import { copyResources, makeResource, RESOURCE_NAMES } from "./resources.js";

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

// Not a property: printing or serializing a client must not show the key. Not a private field: a
// derived client is made without the constructor.
const connections = new WeakMap<object, Connection>();

function connectionOf(client: object): Connection {
  const connection = connections.get(client);
  if (connection === undefined) throw new TypeError("the client was made without its constructor");
  return connection;
}

function define(client: object, name: string, value: object): void {
  const property = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(client, name, property);
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
  declare readonly agents: Agents;
  /** Start, follow and cancel runs. */
  declare readonly runs: Runs;
  /** Set up and call tools. */
  declare readonly tools: Tools;
  /** Compile runs into instructions, and run these. */
  declare readonly compilations: Compilations;
  /** Deployments: versions of agents that customers use with accounts of their own. */
  declare readonly deployments: Deployments;
  /** Versions: copies of agents, made when the agents were compiled. */
  declare readonly versions: Versions;
  /** MCP resource sets: the tools, servers and connections that agents may use. */
  declare readonly mcpResourceSets: McpResourceSets;
  /** Agent groups: agents that use the same MCP resource sets. */
  declare readonly agentGroups: AgentGroups;
  /** Projects: apps, sites, fleets of agents and artifacts. */
  declare readonly projects: Projects;
  /** Apps: templates of files that are planned, applied and released. */
  declare readonly apps: Apps;
  /** Artifacts: pages and small sites of files, with versions and sharing. */
  declare readonly artifacts: Artifacts;
  /** MCP servers: your own servers, whose actions agents and programs call. */
  declare readonly mcpServers: McpServers;
  /** Triggers, version 1: webhooks whose signed deliveries start runs. */
  declare readonly triggersV1: TriggersV1;
  /** Teams: members use the same connections, within limits; the owner pays. */
  declare readonly teams: McpTeams;
  /** Personal shares: one tool or MCP server of an account that another account may use. */
  declare readonly shares: McpShares;

  /**
   * @param options - Key, address and limits; optional if the key is in the environment.
   * @throws FlyMyAIError when the API key is missing.
   * @throws TypeError or RangeError when an option is invalid.
   */
  constructor(options?: AgentClientOptions) {
    const connection = new Connection(given(options));
    connections.set(this, connection);
    for (const name of RESOURCE_NAMES) define(this, name, makeResource(name, connection));
  }

  /** The service's address, from the options or the environment. */
  get baseUrl(): string {
    return connectionOf(this).baseUrl;
  }

  /**
   * Returns a client of the same class with other options.
   *
   * It shares connections, limits, `fetch`, replaced methods and properties with this client; what a
   * program changes in this client later has no effect on it. It has no private fields (`#name`) of a
   * subclass. Closing one closes the other.
   *
   * @param options - The options; one that is missing stays as it is.
   * @returns The client.
   * @throws TypeError or RangeError when an option is invalid, and for a header that the client sets
   *   itself, such as `X-API-KEY`.
   *
   * @example
   * ```ts
   * const patient = client.withOptions({ timeout: 300, headers: { "X-Team": "research" } });
   * const run = await patient.runs.create({ agentId: "agent_abc123" });
   * ```
   */
  withOptions(options: CallOptions): this {
    const connection = connectionOf(this).withOptions(given(options));
    const own: Record<PropertyKey, PropertyDescriptor> = Object.getOwnPropertyDescriptors(this);
    // Those of a frozen client can't be defined again.
    for (const name of RESOURCE_NAMES) Object.assign(own[name] ?? {}, { configurable: true });
    const client: this = Object.create(Object.getPrototypeOf(this), own);
    connections.set(client, connection);
    for (const [name, resource] of Object.entries(copyResources(this, connection))) {
      define(client, name, resource);
    }
    return client;
  }

  /**
   * The resources; their methods return the status and the headers of the response, too.
   *
   * A method that returns an iterator throws a TypeError: it has no single response. Errors are
   * thrown as without `withRawResponse`.
   *
   * @example
   * ```ts
   * const response = await client.withRawResponse.runs.list();
   * console.log(response.status, response.headers.get("content-type"), response.value.length);
   * ```
   */
  get withRawResponse(): RawResources {
    return rawResources(this, connectionOf(this));
  }

  /**
   * Closes the client: calls in flight and later ones reject with a {@link FlyMyAIError}. Closing
   * twice has no effect. It also closes the clients that `withOptions` has returned, and the client
   * that they come from.
   *
   * @example
   * ```ts
   * await client.close();
   * ```
   */
  async close(): Promise<void> {
    connectionOf(this).close();
  }

  /** Closes the client at the end of an `await using` block. */
  async [asyncDispose](): Promise<void> {
    await this.close();
  }
}
