// Generated from api/ by `make generate`; do not edit.
// Each list is open: the service may add a value, which then arrives as plain text.
type Open<Known extends string> = Known | (string & Record<never, never>);

/** The status of an agent. */
export const AgentStatus = Object.freeze({
  /** Not in use yet. */
  DRAFT: "draft",
  /** It has to be configured before it can run. */
  INITIALIZATION_REQUIRED: "initialization_required",
  /** Ready for runs. */
  ACTIVE: "active",
  /** Archived. */
  ARCHIVED: "archived",
} as const);
/** The status of an agent. One of the known values, or a newer one of the service. */
export type AgentStatus = Open<(typeof AgentStatus)[keyof typeof AgentStatus]>;

/** The MCP resources that the runs of an agent may use. */
export const McpAccessMode = Object.freeze({
  /** Its tools and MCP servers. */
  LEGACY: "legacy",
  /** The resources of its MCP resource sets. */
  SCOPED: "scoped",
} as const);
/**
 * The MCP resources that the runs of an agent may use. One of the known values, or a newer one
 * of the service.
 */
export type McpAccessMode = Open<(typeof McpAccessMode)[keyof typeof McpAccessMode]>;

/** The status of a compilation. */
export const CompilationStatus = Object.freeze({
  /** Waiting to start. */
  PENDING: "pending",
  /** In progress. */
  COMPILING: "compiling",
  /** Finished: it can be run. */
  COMPILED: "compiled",
  /** Its script is running. */
  RUNNING: "running",
  /** Its script has run. */
  COMPLETED: "completed",
  /** The compilation or its script failed. */
  FAILED: "failed",
} as const);
/** The status of a compilation. One of the known values, or a newer one of the service. */
export type CompilationStatus = Open<(typeof CompilationStatus)[keyof typeof CompilationStatus]>;

/** Whether a customer may use a deployment. */
export const ExternalPrincipalStatus = Object.freeze({
  /** The customer may use it. */
  ACTIVE: "active",
  /** The customer may not use it. */
  DISABLED: "disabled",
} as const);
/**
 * Whether a customer may use a deployment. One of the known values, or a newer one of the
 * service.
 */
export type ExternalPrincipalStatus = Open<
  (typeof ExternalPrincipalStatus)[keyof typeof ExternalPrincipalStatus]
>;

/** The status of a customer's connection. */
export const IntegrationConnectionStatus = Object.freeze({
  /** The customer has not connected the account yet. */
  PENDING: "pending",
  /** Runs may use it. */
  ACTIVE: "active",
  /** It has expired. */
  EXPIRED: "expired",
  /** The customer has revoked it. */
  REVOKED: "revoked",
  /** It has failed. */
  ERROR: "error",
  /** Runs may not use it. */
  DISABLED: "disabled",
} as const);
/**
 * The status of a customer's connection. One of the known values, or a newer one of the
 * service.
 */
export type IntegrationConnectionStatus = Open<
  (typeof IntegrationConnectionStatus)[keyof typeof IntegrationConnectionStatus]
>;

/** The kind of a member of an MCP resource set. */
export const McpResourceType = Object.freeze({
  /** A configured tool. */
  USER_MCP_TOOL: "user_mcp_tool",
  /** An MCP server of the account. */
  CUSTOM_MCP_SERVER: "custom_mcp_server",
  /** A customer's connection. */
  INTEGRATION_CONNECTION: "integration_connection",
} as const);
/**
 * The kind of a member of an MCP resource set. One of the known values, or a newer one of the
 * service.
 */
export type McpResourceType = Open<(typeof McpResourceType)[keyof typeof McpResourceType]>;

/** Whether runs may use an MCP resource set. */
export const McpResourceSetStatus = Object.freeze({
  /** Runs may use it. */
  ACTIVE: "active",
  /** Runs may not use it. */
  DISABLED: "disabled",
} as const);
/**
 * Whether runs may use an MCP resource set. One of the known values, or a newer one of the
 * service.
 */
export type McpResourceSetStatus = Open<
  (typeof McpResourceSetStatus)[keyof typeof McpResourceSetStatus]
>;

/** The manager of an MCP resource set. */
export const McpResourceSetManagementMode = Object.freeze({
  /** The owner, through FlyMy.AI. */
  FLYMYAI: "flymyai",
  /** A customer. */
  CUSTOMER: "customer",
} as const);
/** The manager of an MCP resource set. One of the known values, or a newer one of the service. */
export type McpResourceSetManagementMode = Open<
  (typeof McpResourceSetManagementMode)[keyof typeof McpResourceSetManagementMode]
>;

/** The owner of the MCP resources of a set. */
export const McpResourceSetAuthorityType = Object.freeze({
  /** The owner of the account. */
  OWNER: "owner",
  /** A customer. */
  EXTERNAL_PRINCIPAL: "external_principal",
} as const);
/**
 * The owner of the MCP resources of a set. One of the known values, or a newer one of the
 * service.
 */
export type McpResourceSetAuthorityType = Open<
  (typeof McpResourceSetAuthorityType)[keyof typeof McpResourceSetAuthorityType]
>;

/** The status of a run. */
export const ExecutionStatus = Object.freeze({
  /** Waiting to start. */
  PENDING: "pending",
  /** In progress. */
  RUNNING: "running",
  /** Ended successfully: the output is available. */
  COMPLETED: "completed",
  /** Ended with an error. */
  FAILED: "failed",
  /** Cancelled by its owner. */
  CANCELLED: "cancelled",
} as const);
/** The status of a run. One of the known values, or a newer one of the service. */
export type ExecutionStatus = Open<(typeof ExecutionStatus)[keyof typeof ExecutionStatus]>;

/** The type of a run's event. */
export const ExecutionLogType = Object.freeze({
  /** The agent declared the functions that it plans to use. */
  DECLARED_FUNCTIONS: "declared_functions",
  /** The agent called a tool. */
  TOOL_CALLED: "tool_called",
  /** A tool failed. */
  TOOL_CALL_EXCEPTION: "tool_call_exception",
  /** The run was cancelled. */
  TASK_CANCELLED: "task_cancelled",
  /** A follow-up message has arrived. */
  USER_ADDED_MESSAGE: "user_added_message",
} as const);
/** The type of a run's event. One of the known values, or a newer one of the service. */
export type ExecutionLogType = Open<(typeof ExecutionLogType)[keyof typeof ExecutionLogType]>;

/** The status of a browser profile. */
export const BrowserUseProfileStatus = Object.freeze({
  /** The tool has no profile. */
  UNBOUND: "unbound",
  /** The tool has a profile. */
  BOUND: "bound",
  /** The provider has not confirmed the creation: see `tools.reconcileBrowserProfile`. */
  UNKNOWN: "unknown",
} as const);
/** The status of a browser profile. One of the known values, or a newer one of the service. */
export type BrowserUseProfileStatus = Open<
  (typeof BrowserUseProfileStatus)[keyof typeof BrowserUseProfileStatus]
>;
