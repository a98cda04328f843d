// Generated from api/versions.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, optionalIdentifier } from "../arguments.js";
import { agentVersion, agentVersionList } from "../records/versions.js";
import type { AgentVersion, RequestOptions, ResourceID, VersionFilter } from "../types/index.js";

/** The versions of this account's agents: `client.versions`. */
export class Versions {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns all versions, or those of one agent.
   *
   * @param options - Optional: `agentId` and `signal`.
   * @returns The versions.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const version of await client.versions.list({ agentId: "agent_abc123" })) {
   *   console.log(version.versionNumber);
   * }
   * ```
   */
  async list(options?: VersionFilter): Promise<AgentVersion[]> {
    const { agentId, signal } = given(options);
    const fields = { agent_id: optionalIdentifier(agentId, "agentId") };
    return await this.#connection.call("versions.list", { fields, signal }, agentVersionList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `agentId` and `signal`.
   * @returns The rows.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const version of client.versions.iter()) console.log(version.versionNumber);
   * ```
   */
  iter(options?: VersionFilter): AsyncGenerator<AgentVersion, void, undefined> {
    return this.#connection.rows(
      "versions.list",
      () => {
        const { agentId, signal } = given(options);
        const fields = { agent_id: optionalIdentifier(agentId, "agentId") };
        return { fields, signal };
      },
      agentVersion,
    );
  }

  /**
   * Returns one version.
   *
   * @param versionId - The version's id.
   * @param options - Optional: `signal`.
   * @returns The version.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id } of await client.versions.list()) {
   *   console.log((await client.versions.get(id)).instructionMd);
   * }
   * ```
   */
  async get(versionId: ResourceID, options?: RequestOptions): Promise<AgentVersion> {
    const id = identifier(versionId, "versionId");
    const { signal } = given(options);
    return await this.#connection.call("versions.get", { id, signal }, agentVersion);
  }
}
