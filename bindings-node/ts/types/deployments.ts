// Generated from api/deployments.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions, StartOptions, WaitOptions } from "./common.js";
import type { ExternalPrincipalStatus, IntegrationConnectionStatus } from "./status.js";
import type { AgentVersion } from "./versions.js";

/** Versions of an agent that customers use. */
export interface AgentDeployment {
  /** The deployment's id. */
  publicId: string;
  /** The deployment's id: the same as `publicId`. */
  id: string;
  /** The agent's id. */
  agentTask: string;
  /** The version that customers use. */
  activeVersion: string | null;
  /** The version that is published next. */
  candidateVersion: string | null;
  /** Its name. */
  name: string;
  /** Its status, as the service names it. */
  status: string;
  /** The publish mode, as the service names it. */
  publishMode: string;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** Whether a version can be published. */
export interface AgentDeploymentPreflight {
  /** Whether it can be published. */
  ready: boolean;
}

/** A link at which a customer connects an account. */
export interface AgentConnectionSession {
  /** The address to send the customer to. */
  redirectUrl: string;
  /** When the link expires: ISO 8601, as the service sent it. */
  expiresAt: string;
  /** The provider that stores the connection, as the service names it. */
  provider: string;
}

/** An account that a version needs: one slot. */
export interface AgentAccessRequirement {
  /** The requirement's id. */
  publicId: string;
  /** The version's id. */
  agentVersion: string;
  /** The slot. */
  slot: string;
  /** The tool's name in the catalogue. */
  toolkitSlug: string;
  /** The provider that stores the connections, as the service names it. */
  adapterProvider: string | null;
  /** Whether a run needs a connection. */
  connectionRequired: boolean;
  /** Whether `deployments.createConnectionLink` works for it. */
  hostedSetupSupported: boolean;
  /** The number of connections that it takes, as the service names it. */
  cardinality: string;
  /** The actions that the version calls. */
  exactActions: string[];
  /** The actions that it may call. */
  inferredActions: string[];
  /** The risk class of the actions, as the service names it. */
  riskClass: string;
  /** Rules for the actions, under the service's own names. */
  policy: JsonObject;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** A customer of a deployment. */
export interface ExternalPrincipal {
  /** The customer's id at the service. */
  publicId: string;
  /** The customer's id: the same as `publicId`. */
  id: string;
  /** The deployment's id. */
  deployment: string;
  /** Your own id of the customer. */
  externalUserId: string;
  /** The customer's name. */
  displayName: string;
  /** Your own data about the customer. */
  metadata: JsonObject;
  /** Whether the customer may use the deployment. */
  status: ExternalPrincipalStatus;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** An account that a customer has connected. */
export interface IntegrationConnection {
  /** The connection's id. */
  publicId: string;
  /** The connection's id: the same as `publicId`. */
  id: string;
  /** The customer's `publicId`. */
  principal: string;
  /** The tool's name in the catalogue. */
  toolkitSlug: string;
  /** Its name, if there are several. */
  alias: string;
  /** Its status. */
  status: IntegrationConnectionStatus;
  /** The provider that stores it, as the service names it. */
  provider: string;
  /** Its id at the provider. */
  providerConnectionId: string;
  /** The account's id at the provider. */
  providerAccountId: string;
  /** The scopes that the customer has granted. */
  grantedScopes: string[];
  /** The id of the tool from which it was created. */
  legacyUserMcpTool: number | null;
  /** Whether its credentials are complete. */
  credentialsConfigured: boolean;
  /** The revision of its credentials, from 1. */
  credentialRevision: number;
  /** Further data, under the service's own names. */
  metadata: JsonObject;
  /** Its last error. */
  lastError: string;
  /** When it expires: ISO 8601, as the service sent it. */
  expiresAt: string | null;
  /** When the customer revoked it: ISO 8601, as the service sent it. */
  revokedAt: string | null;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** The connections of a customer in a slot. */
export interface ConnectionBinding {
  /** The binding's id. */
  publicId: string;
  /** The binding's id: the same as `publicId`. */
  id: string;
  /** The customer's `publicId`. */
  principal: string;
  /** The slot. */
  slot: string;
  /** The ids of the connections. */
  connections: string[];
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** The customers of a deployment, and the accounts that they have connected. */
export interface AgentDeploymentAccess {
  /** The deployment. */
  deployment: AgentDeployment;
  /** The version that customers use. */
  activeVersion: AgentVersion | null;
  /** The version that is published next. */
  candidateVersion: AgentVersion | null;
  /** The accounts that the version needs. */
  requirements: AgentAccessRequirement[];
  /** The customers. */
  principals: ExternalPrincipal[];
  /** Their connections. */
  connections: IntegrationConnection[];
  /** The connections of each slot. */
  bindings: ConnectionBinding[];
  /** Returns the customer with your id, and throws if there is not exactly one. */
  principalForExternalUser(externalUserId: string): ExternalPrincipal;
  /** Returns the ids of a customer's connections in a slot, and throws if one can't be used. */
  readyConnectionIdsForSlot(options: { principalId: string; slot: string }): string[];
}

/** The deployments to list. */
export interface DeploymentFilter extends RequestOptions {
  /** The agent whose deployments are returned; by default, those of all agents. */
  agentId?: string | null | undefined;
  /** Only deployments with this status: `draft`, `active`, `paused` or `archived`. */
  status?: string | null | undefined;
}

/** A deployment to create. */
export interface DeploymentCreate extends RequestOptions {
  /** The agent's `uuid`. */
  agentId: string;
  /** The version to publish; `null` for none yet. */
  versionId: string | null;
  /**
   * Its name.
   *
   * @defaultValue "Production"
   */
  name?: string | undefined;
  /**
   * Its status: `draft`, `active`, `paused` or `archived`.
   *
   * @defaultValue "draft"
   */
  status?: string | undefined;
  /**
   * The publish mode: `embedded`, `private` or `public`.
   *
   * @defaultValue "embedded"
   */
  publishMode?: string | undefined;
}

/** The fields of a deployment to change; fields that are left out keep their values. */
export interface DeploymentUpdate extends RequestOptions {
  /** Its name. */
  name?: string | undefined;
  /** Its status: `draft`, `active`, `paused` or `archived`. */
  status?: string | undefined;
  /** The publish mode: `embedded`, `private` or `public`. */
  publishMode?: string | undefined;
  /** The version that is published next. */
  candidateVersion?: string | null | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** The version to publish. */
export interface DeploymentPublish extends RequestOptions {
  /**
   * The publish mode: `embedded`, `private` or `public`.
   *
   * @defaultValue "embedded"
   */
  publishMode?: string | undefined;
  /** The version to publish; by default, the candidate. */
  versionId?: string | null | undefined;
}

/** The customers to return. */
export interface DeploymentAccessFilter extends RequestOptions {
  /** Only this customer, by your own id. */
  externalUserId?: string | null | undefined;
}

/** An account to connect. */
export interface ConnectionLinkCreate extends RequestOptions {
  /** The customer, by your own id. */
  externalUserId: string;
  /** The slot, 1 to 128 letters, digits, underscores and hyphens. */
  slot: string;
  /** The account's name, if there are several: 1 to 64 such characters. */
  alias?: string | null | undefined;
}

/** A run for a customer. */
export interface DeploymentRun extends StartOptions {
  /** The customer, by your own id. */
  externalUserId: string;
  /**
   * The connections of each slot: one id, or up to 25. By default, those that the customer has
   * connected.
   */
  connections?: JsonObject | null | undefined;
  /** The MCP resource set that the run uses instead of single connections. */
  resourceSetId?: string | null | undefined;
  /** The revision that the set must have, from 1. */
  resourceSetRevision?: number | null | undefined;
}

/** A run for a customer, and how to wait for its end. */
export interface DeploymentWait extends StartOptions, WaitOptions {
  /** The customer, by your own id. */
  externalUserId: string;
  /**
   * The connections of each slot: one id, or up to 25. By default, those that the customer has
   * connected.
   */
  connections?: JsonObject | null | undefined;
  /** The MCP resource set that the run uses instead of single connections. */
  resourceSetId?: string | null | undefined;
  /** The revision that the set must have, from 1. */
  resourceSetRevision?: number | null | undefined;
}
