export type {
  Agent,
  AgentCreate,
  AgentDetail,
  AgentSchemaRequest,
  AgentUpdate,
  SchemaSuggestion,
} from "./agent.js";
export type {
  EventStreamOptions,
  Json,
  JsonObject,
  RequestOptions,
  ResourceID,
  StartOptions,
  WaitOptions,
} from "./common.js";
export type {
  Compilation,
  CompilationSource,
  CompilationUpdate,
  InstructionWait,
} from "./compilation.js";
export type { Fetch, FetchInit, FetchReply } from "./fetch.js";
export type { AsyncPredictionResult, PredictionResult } from "./prediction.js";
export type {
  ExecutionLog,
  Run,
  RunCreate,
  RunDetail,
  RunFilter,
  RunMessage,
  RunSchemaRequest,
} from "./run.js";
export { AgentStatus, CompilationStatus, ExecutionLogType, ExecutionStatus } from "./status.js";
export type {
  AvailableTool,
  ConfigurationStep,
  Tool,
  ToolCall,
  ToolConfiguration,
  ToolCreate,
  ToolUpdate,
} from "./tool.js";
