// Generated from api/agents.toml by `make generate`; do not edit.
import type {
  Json,
  JsonObject,
  RequestOptions,
  SchemaSource,
  StartOptions,
  WaitOptions,
} from "./common.js";
import type { ExecutionLog } from "./runs.js";
import type { AgentStatus, McpAccessMode } from "./status.js";

/** An agent: a goal, the tools to reach it with, and the schemas of input and output. */
export interface Agent {
  /** The agent's id, which every method takes. */
  uuid: string;
  /** The agent's id: the same as `uuid`. */
  id: string;
  /** Its name. */
  name: string;
  /** Its goal, in plain words; empty in lists that leave it out. */
  userPrompt: string;
  /** Its goal: the same as `userPrompt`. */
  goal: string;
  /** The source from which the service reads the goal, under the service's own names. */
  userPromptSource: JsonObject | null;
  /** The tools that it may use: their ids in lists, whole records in `AgentDetail`. */
  availableTools: Json;
  /** Ids of the MCP servers that it may use. */
  availableCustomMcpServers: number[];
  /** The ids of the MCP resource sets that it may use. */
  mcpResourceSetIds: string[];
  /** The MCP resources that its runs may use. */
  mcpAccessMode: McpAccessMode;
  /** JSON Schema of the variables that a run takes; `null` if it takes none. */
  inputSchema: JsonObject | null;
  /** The variables, in words. */
  inputDescription: string;
  /** JSON Schema of a run's output; `null` if its shape is free. */
  outputSchema: JsonObject | null;
  /** The output, in words. */
  outputDescription: string;
  /** Whether the configuration of all its tools is complete. */
  allToolsConfigured: boolean;
  /** Ids of the tools that still need `tools.provideConfig`. */
  toolsNeedToConfigure: number[];
  /** The plan that the service has generated for it, under the service's own names. */
  generatedPipeline: JsonObject;
  /** Its status. */
  status: AgentStatus;
  /** The schedule of its automatic runs, as a cron line; empty for none. */
  cronSchedule: string;
  /** The address of its webhook, if it has one. */
  webhookUrl: string | null;
  /** The address of the page that shows it; empty for none. */
  preview: string;
  /** Whether that page was selected by the owner, not by the service. */
  previewPinned: boolean;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** An agent with its tools as whole records. */
export interface AgentDetail extends Agent {
  /** The tools that it may use, as whole records under the service's own names. */
  availableTools: Json[];
}

/** Suggested schemas of an agent's input and output. */
export interface SchemaSuggestion {
  /** The reasons for these schemas. */
  reasoning: string;
  /** JSON Schema of the agent's variables. */
  inputSchema: JsonObject;
  /** JSON Schema of its output. */
  outputSchema: JsonObject;
  /** The variables in words, if that was requested. */
  inputDescription: string | null;
  /** The output in words, if that was requested. */
  outputDescription: string | null;
}

/** A new agent. */
export interface AgentCreate extends RequestOptions {
  /** The agent's name. */
  name: string;
  /** The agent's goal, in plain words. An agent has a goal or a `userPromptSource`. */
  goal?: string | null | undefined;
  /** The source from which the service reads the goal, under the service's own names. */
  userPromptSource?: JsonObject | null | undefined;
  /** Ids of the tools that it may use. */
  tools?: number[] | null | undefined;
  /** Ids of the MCP servers that it may use. */
  mcpServers?: number[] | null | undefined;
  /** The ids of the MCP resource sets that it may use. */
  mcpResourceSetIds?: string[] | null | undefined;
  /** The MCP resources that its runs may use. */
  mcpAccessMode?: McpAccessMode | null | undefined;
  /**
   * JSON Schema of its variables, or its source: in Python a pydantic model, a dataclass or a
   * `TypedDict`; in JavaScript a schema object that has one, as those of zod 4.2.
   */
  inputSchema?: SchemaSource | null | undefined;
  /** Its variables, in words. */
  inputDescription?: string | null | undefined;
  /**
   * JSON Schema of its output, or its source: in Python a pydantic model, a dataclass or a
   * `TypedDict`; in JavaScript a schema object that has one, as those of zod 4.2.
   */
  outputSchema?: SchemaSource | null | undefined;
  /** Its output, in words. */
  outputDescription?: string | null | undefined;
  /** Its status; by default, the service chooses it. */
  status?: AgentStatus | null | undefined;
  /** The address of the page that shows it. */
  preview?: string | null | undefined;
}

/** The options of the list. */
export interface AgentFilter extends RequestOptions {
  /** The number of agents in a page, 1 to 100; all pages are returned. */
  pageSize?: number | null | undefined;
}

/** The fields of an agent to change; fields that are left out keep their values. */
export interface AgentUpdate extends RequestOptions {
  /** The MCP resources that its runs may use; `null` changes nothing. */
  mcpAccessMode?: McpAccessMode | null | undefined;
  /** The agent's name. */
  name?: string | undefined;
  /** The agent's goal, in plain words. */
  goal?: string | undefined;
  /** Ids of the tools that it may use. */
  tools?: number[] | null | undefined;
  /** Ids of the MCP servers that it may use. */
  mcpServers?: number[] | null | undefined;
  /**
   * JSON Schema of its variables, or its source: in Python a pydantic model, a dataclass or a
   * `TypedDict`; in JavaScript a schema object that has one, as those of zod 4.2.
   */
  inputSchema?: SchemaSource | null | undefined;
  /** Its variables, in words. */
  inputDescription?: string | null | undefined;
  /**
   * JSON Schema of its output, or its source: in Python a pydantic model, a dataclass or a
   * `TypedDict`; in JavaScript a schema object that has one, as those of zod 4.2.
   */
  outputSchema?: SchemaSource | null | undefined;
  /** Its output, in words. */
  outputDescription?: string | null | undefined;
  /** Its status. */
  status?: AgentStatus | null | undefined;
  /** The schedule of its automatic runs, as a cron line; empty for none. */
  cronSchedule?: string | null | undefined;
  /** The address of its webhook. */
  webhookUrl?: string | null | undefined;
  /** The source from which the service reads the goal, under the service's own names. */
  userPromptSource?: JsonObject | null | undefined;
  /** The ids of the MCP resource sets that it may use. */
  mcpResourceSetIds?: string[] | undefined;
  /** The address of the page that shows it. */
  preview?: string | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** A run to start. */
export interface AgentRun extends StartOptions {
  /** The first message to the agent. */
  message?: string | null | undefined;
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
}

/** A run to start, and how to wait for its end. */
export interface AgentRunWait extends StartOptions, WaitOptions {
  /** The first message to the agent. */
  message?: string | null | undefined;
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
  /**
   * Is called for each event of the run, once and in order; its promise is awaited. An
   * exception in it ends the wait, not the run.
   */
  onEvent?: ((event: ExecutionLog) => unknown) | null | undefined;
}

/** The goal that schemas are suggested for. */
export interface AgentSchemaRequest extends RequestOptions {
  /** The agent's goal, in plain words. */
  userPrompt: string;
  /** A description of the input, in words. */
  inputHint?: string | null | undefined;
  /** A description of the output, in words. */
  outputHint?: string | null | undefined;
  /**
   * Whether to describe both in words, too.
   *
   * @defaultValue false
   */
  generateDescriptions?: boolean | undefined;
}
