// Generated from api/deployments.toml by `make generate`; do not edit.

import { principalForExternalUser, readyConnectionIdsForSlot } from "../record-methods.js";
import {
  derived,
  field,
  list,
  listOf,
  method,
  no,
  none,
  object,
  reader,
  shape,
  text,
  wireNames,
} from "../records.js";
import type {
  AgentAccessRequirement,
  AgentConnectionSession,
  AgentDeployment,
  AgentDeploymentAccess,
  AgentDeploymentPreflight,
  ConnectionBinding,
  ExternalPrincipal,
  IntegrationConnection,
} from "../types/index.js";
import { AGENT_VERSION } from "./versions.js";

/** @internal */
export const AGENT_DEPLOYMENT = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("agent_task"),
  field("active_version", none),
  field("candidate_version", none),
  field("name"),
  field("status"),
  field("publish_mode"),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const AGENT_DEPLOYMENT_PREFLIGHT = shape(field("ready"));

/** @internal */
export const AGENT_CONNECTION_SESSION = shape(
  field("redirect_url"),
  field("expires_at"),
  field("provider"),
);

/** @internal */
export const AGENT_ACCESS_REQUIREMENT = shape(
  field("public_id"),
  field("agent_version"),
  field("slot"),
  field("toolkit_slug"),
  field("adapter_provider", none),
  field("connection_required", () => true),
  field("hosted_setup_supported", no),
  field("cardinality"),
  field("exact_actions", list),
  field("inferred_actions", list),
  field("risk_class", () => "read"),
  field("policy", object),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const EXTERNAL_PRINCIPAL = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("deployment"),
  field("external_user_id"),
  field("display_name", text),
  field("metadata", object),
  field("status", () => "active"),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const INTEGRATION_CONNECTION = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("principal"),
  field("toolkit_slug"),
  field("alias", text),
  field("status", () => "pending"),
  field("provider", text),
  field("provider_connection_id", text),
  field("provider_account_id", text),
  field("granted_scopes", list),
  field("legacy_user_mcp_tool", none),
  field("credentials_configured", no),
  field("credential_revision", () => 1),
  field("metadata", object),
  field("last_error", text),
  field("expires_at", none),
  field("revoked_at", none),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const CONNECTION_BINDING = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("principal"),
  field("slot"),
  field("connections", list),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const AGENT_DEPLOYMENT_ACCESS = shape(
  field("deployment", undefined, AGENT_DEPLOYMENT),
  field("active_version", none, AGENT_VERSION),
  field("candidate_version", none, AGENT_VERSION),
  field("requirements", list, AGENT_ACCESS_REQUIREMENT),
  field("principals", list, EXTERNAL_PRINCIPAL),
  field("connections", list, INTEGRATION_CONNECTION),
  field("bindings", list, CONNECTION_BINDING),
  method("principalForExternalUser", principalForExternalUser),
  method("readyConnectionIdsForSlot", readyConnectionIdsForSlot),
);

/** @internal */
export const agentDeployment = reader<AgentDeployment>(AGENT_DEPLOYMENT);
/** @internal */
export const agentDeploymentList = listOf(agentDeployment);
/** @internal The names that changes may use. */
export const AGENT_DEPLOYMENT_NAMES = wireNames(AGENT_DEPLOYMENT);
/** @internal */
export const agentDeploymentPreflight = reader<AgentDeploymentPreflight>(
  AGENT_DEPLOYMENT_PREFLIGHT,
);
/** @internal */
export const agentConnectionSession = reader<AgentConnectionSession>(AGENT_CONNECTION_SESSION);
/** @internal */
export const agentAccessRequirement = reader<AgentAccessRequirement>(AGENT_ACCESS_REQUIREMENT);
/** @internal */
export const externalPrincipal = reader<ExternalPrincipal>(EXTERNAL_PRINCIPAL);
/** @internal */
export const integrationConnection = reader<IntegrationConnection>(INTEGRATION_CONNECTION);
/** @internal */
export const connectionBinding = reader<ConnectionBinding>(CONNECTION_BINDING);
/** @internal */
export const agentDeploymentAccess = reader<AgentDeploymentAccess>(AGENT_DEPLOYMENT_ACCESS);
