// Generated from api/deployments.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, optionalIdentifier } from "../arguments.js";
import {
  AGENT_DEPLOYMENT_NAMES,
  agentConnectionSession,
  agentDeployment,
  agentDeploymentAccess,
  agentDeploymentList,
  agentDeploymentPreflight,
} from "../records/deployments.js";
import { runDetail } from "../records/runs.js";
import { outgoing } from "../records.js";
import type {
  AgentConnectionSession,
  AgentDeployment,
  AgentDeploymentAccess,
  AgentDeploymentPreflight,
  ConnectionLinkCreate,
  DeploymentAccessFilter,
  DeploymentCreate,
  DeploymentFilter,
  DeploymentPublish,
  DeploymentRun,
  DeploymentUpdate,
  DeploymentWait,
  RequestOptions,
  ResourceID,
  RunDetail,
} from "../types/index.js";

/** The deployments of this account's agents: `client.deployments`. */
export class Deployments {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns all deployments, or those that match the filters.
   *
   * @param options - Optional: `agentId`, `status` and `signal`.
   * @returns The deployments.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const each of await client.deployments.list({ status: "active" })) console.log(each.name);
   * ```
   */
  async list(options?: DeploymentFilter): Promise<AgentDeployment[]> {
    const { agentId, status, signal } = given(options);
    const fields = { agent_id: optionalIdentifier(agentId, "agentId"), status };
    return await this.#connection.call("deployments.list", { fields, signal }, agentDeploymentList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `agentId`, `status` and `signal`.
   * @returns The rows.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { name, status } of client.deployments.iter()) console.log(name, status);
   * ```
   */
  iter(options?: DeploymentFilter): AsyncGenerator<AgentDeployment, void, undefined> {
    return this.#connection.rows(
      "deployments.list",
      () => {
        const { agentId, status, signal } = given(options);
        const fields = { agent_id: optionalIdentifier(agentId, "agentId"), status };
        return { fields, signal };
      },
      agentDeployment,
    );
  }

  /**
   * Returns one deployment.
   *
   * @param deploymentId - The deployment's id.
   * @param options - Optional: `signal`.
   * @returns The deployment.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { status } = await client.deployments.get(deployment.id);
   * ```
   */
  async get(deploymentId: ResourceID, options?: RequestOptions): Promise<AgentDeployment> {
    const id = identifier(deploymentId, "deploymentId");
    const { signal } = given(options);
    return await this.#connection.call("deployments.get", { id, signal }, agentDeployment);
  }

  /**
   * Creates a deployment of an agent and returns it; `publish` makes it available.
   *
   * @param options - `agentId` and `versionId`; optional: `name`, `status`, `publishMode` and
   *   `signal`.
   * @returns The new deployment.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const deployment = await client.deployments.create({ agentId: "agent_abc123", versionId: null });
   * ```
   */
  async create(options: DeploymentCreate): Promise<AgentDeployment> {
    const { agentId, versionId, name, status, publishMode, signal } = given(options);
    const fields = {
      agent_id: identifier(agentId, "agentId"),
      version_id: versionId,
      name,
      status,
      publish_mode: publishMode,
    };
    return await this.#connection.call("deployments.create", { fields, signal }, agentDeployment);
  }

  /**
   * Changes a deployment and returns it.
   *
   * @param deploymentId - The deployment's id.
   * @param fields - The fields to change: `null` is sent as null, fields that are left out keep
   *   their values.
   * @param options - Optional: `signal`.
   * @returns The changed deployment.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.deployments.update(deployment.id, { name: "Beta" });
   * ```
   */
  async update(
    deploymentId: ResourceID,
    fields: DeploymentUpdate,
    options?: RequestOptions,
  ): Promise<AgentDeployment> {
    const id = identifier(deploymentId, "deploymentId");
    const { signal: own, ...rest } = given(fields, "fields");
    const { signal = own } = given(options);
    const changes = outgoing(rest, AGENT_DEPLOYMENT_NAMES);
    return await this.#connection.call(
      "deployments.update",
      { id, fields: changes, signal },
      agentDeployment,
    );
  }

  /**
   * Publishes a version, so that customers can use it, and returns the deployment.
   *
   * @param deploymentId - The deployment's id.
   * @param options - Optional: `publishMode`, `versionId` and `signal`.
   * @returns The published deployment.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.deployments.publish(deployment.id);
   * ```
   */
  async publish(deploymentId: ResourceID, options?: DeploymentPublish): Promise<AgentDeployment> {
    const id = identifier(deploymentId, "deploymentId");
    const { publishMode, versionId, signal } = given(options);
    const fields = { publish_mode: publishMode, version_id: versionId };
    return await this.#connection.call(
      "deployments.publish",
      { id, fields, signal },
      agentDeployment,
    );
  }

  /**
   * Returns whether a version can be published; nothing changes.
   *
   * @param deploymentId - The deployment's id.
   * @param options - Optional: `publishMode`, `versionId` and `signal`.
   * @returns Whether the version can be published.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { ready } = await client.deployments.preflight(deployment.id);
   * ```
   */
  async preflight(
    deploymentId: ResourceID,
    options?: DeploymentPublish,
  ): Promise<AgentDeploymentPreflight> {
    const id = identifier(deploymentId, "deploymentId");
    const { publishMode, versionId, signal } = given(options);
    const fields = { publish_mode: publishMode, version_id: versionId };
    return await this.#connection.call(
      "deployments.preflight",
      { id, fields, signal },
      agentDeploymentPreflight,
    );
  }

  /**
   * Returns the customers of a deployment, and the accounts that they have connected.
   *
   * @param deploymentId - The deployment's id.
   * @param options - Optional: `externalUserId` and `signal`.
   * @returns The versions, the accounts that they need, and the customers.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { requirements } = await client.deployments.access(deployment.id);
   * ```
   */
  async access(
    deploymentId: ResourceID,
    options?: DeploymentAccessFilter,
  ): Promise<AgentDeploymentAccess> {
    const id = identifier(deploymentId, "deploymentId");
    const { externalUserId, signal } = given(options);
    const fields = { external_user_id: externalUserId };
    return await this.#connection.call(
      "deployments.access",
      { id, fields, signal },
      agentDeploymentAccess,
    );
  }

  /**
   * Returns a link at which a customer connects an account to a slot.
   *
   * @param deploymentId - The deployment's id.
   * @param options - `externalUserId` and `slot`; optional: `alias` and `signal`.
   * @returns The link, with its time of expiry.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { requirements } = await client.deployments.access(deployment.id);
   * for (const { slot } of requirements) {
   *   const link = await client.deployments.createConnectionLink(deployment.id, {
   *     externalUserId: "user-1",
   *     slot,
   *   });
   *   console.log(link.redirectUrl);
   * }
   * ```
   */
  async createConnectionLink(
    deploymentId: ResourceID,
    options: ConnectionLinkCreate,
  ): Promise<AgentConnectionSession> {
    const id = identifier(deploymentId, "deploymentId");
    const { externalUserId, slot, alias, signal } = given(options);
    const fields = { external_user_id: externalUserId, slot, alias };
    return await this.#connection.call(
      "deployments.create_connection_link",
      { id, fields, signal },
      agentConnectionSession,
    );
  }

  /**
   * Starts a run of the published version for a customer, and returns it.
   *
   * @param deploymentId - The deployment's id.
   * @param options - `externalUserId`; optional: `variables`, `connections`, `resourceSetId`,
   *   `resourceSetRevision`, `idempotencyKey` and `signal`.
   * @returns The new run.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const run = await client.deployments.run(deployment.id, { externalUserId: "user-1" });
   * ```
   */
  async run(deploymentId: ResourceID, options: DeploymentRun): Promise<RunDetail> {
    const id = identifier(deploymentId, "deploymentId");
    const {
      externalUserId,
      variables,
      connections,
      resourceSetId,
      resourceSetRevision,
      idempotencyKey,
      signal,
    } = given(options);
    const fields = {
      external_user_id: externalUserId,
      variables,
      connections,
      resource_set_id: resourceSetId,
      resource_set_revision: resourceSetRevision,
    };
    return await this.#connection.call(
      "deployments.run",
      { id, fields, idempotencyKey, signal },
      runDetail,
    );
  }

  /**
   * Runs the published version for a customer, and returns that run once it has ended:
   * completed, failed or cancelled.
   *
   * @param deploymentId - The deployment's id.
   * @param options - `externalUserId`; optional: `variables`, `connections`, `resourceSetId`,
   *   `resourceSetRevision`, `timeout` (seconds, 300), `pollInterval` (seconds, 2.0),
   *   `idempotencyKey` and `signal`.
   * @returns The run that has ended.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TimeoutError if the run has not ended at the timeout.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const result = await client.deployments.runAndWait(deployment.id, { externalUserId: "user-1" });
   * console.log(result.output);
   * ```
   */
  async runAndWait(deploymentId: ResourceID, options: DeploymentWait): Promise<RunDetail> {
    const id = identifier(deploymentId, "deploymentId");
    const wait = given(options);
    const {
      externalUserId,
      variables,
      connections,
      resourceSetId,
      resourceSetRevision,
      idempotencyKey,
      signal,
    } = wait;
    const fields = {
      external_user_id: externalUserId,
      variables,
      connections,
      resource_set_id: resourceSetId,
      resource_set_revision: resourceSetRevision,
    };
    return await this.#connection.wait(
      "deployments.run_and_wait",
      { id, fields, idempotencyKey, signal },
      wait,
      runDetail,
    );
  }
}
