// Generated from api/ by `make generate`; do not edit.
export type {
  Agent,
  AgentCreate,
  AgentDetail,
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
  ExecutionLog,
  Run,
  RunCreate,
  RunDetail,
  RunFilter,
  RunMessage,
  RunSchemaRequest,
} from "./runs.js";
export { AgentStatus, CompilationStatus, ExecutionLogType, ExecutionStatus } from "./status.js";
export type {
  AvailableTool,
  ConfigurationStep,
  Tool,
  ToolCall,
  ToolConfiguration,
  ToolCreate,
  ToolUpdate,
} from "./tools.js";
