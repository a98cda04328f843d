// Generated from api/ by `make generate`; do not edit.
export type {
  AgentGroup,
  AgentGroupAssignments,
  AgentGroupCreate,
  AgentGroupFilter,
  AgentGroupUpdate,
} from "./agent_groups.js";
export type {
  Agent,
  AgentCreate,
  AgentDetail,
  AgentFilter,
  AgentSchemaRequest,
  AgentUpdate,
  SchemaSuggestion,
} from "./agents.js";
export type {
  Compilation,
  CompilationSource,
  CompilationUpdate,
  InstructionWait,
} from "./compilations.js";
export type {
  McpResourceSet,
  McpResourceSetCreate,
  McpResourceSetFilter,
  McpResourceSetMember,
  McpResourceSetMemberFilter,
  McpResourceSetMemberInput,
  McpResourceSetMembers,
  McpResourceSetReplace,
  McpResourceSetSummary,
  McpResourceSetUpdate,
} from "./mcp_resource_sets.js";
export type {
  McpServer,
  McpServerAuthorization,
  McpServerCall,
  McpServerCreate,
  McpServerOAuth,
  McpServerUpdate,
} from "./mcp_servers.js";
export type {
  ExecutionLog,
  Run,
  RunCreate,
  RunDetail,
  RunFilter,
  RunMessage,
  RunSchemaRequest,
} from "./runs.js";
export {
  AgentStatus,
  CompilationStatus,
  ExecutionLogType,
  ExecutionStatus,
  McpResourceSetAuthorityType,
  McpResourceSetManagementMode,
  McpResourceSetStatus,
  McpResourceType,
} from "./status.js";
export type {
  AvailableTool,
  ConfigurationStep,
  Tool,
  ToolCall,
  ToolConfiguration,
  ToolCreate,
  ToolFilter,
  ToolUpdate,
} from "./tools.js";
export type {
  TriggerEventV1,
  TriggerV1,
  TriggerV1Activate,
  TriggerV1Create,
  TriggerV1Delete,
  TriggerV1Filter,
  TriggerV1Pause,
  TriggerV1Update,
} from "./triggers_v1.js";
export type { AgentVersion, VersionFilter } from "./versions.js";
