import type { Json, JsonObject, RequestOptions } from "./common.js";
import type { AgentStatus } from "./status.js";

/** An agent: a goal, the tools to reach it with, and what goes in and comes out. */
export interface Agent {
  /** The agent's id, which every method takes. */
  uuid: string;
  /** The same as `uuid`. */
  id: string;
  /** What the agent is called. */
  name: string;
  /** What the agent is to reach, in plain words. */
  userPrompt: string;
  /** The same as `userPrompt`. */
  goal: string;
  /** The ids of the agent's tools. */
  availableTools: Json;
  /** The ids of the agent's own MCP servers. */
  availableCustomMcpServers: number[];
  /** JSON Schema of the variables a run takes; `null` when it takes none. */
  inputSchema: JsonObject | null;
  /** The variables in words. */
  inputDescription: string;
  /** JSON Schema of a run's output; `null` when its shape is free. */
  outputSchema: JsonObject | null;
  /** The output in words. */
  outputDescription: string;
  /** Whether each of its tools is set up. */
  allToolsConfigured: boolean;
  /** The ids of the tools that still need `tools.provideConfig`. */
  toolsNeedToConfigure: number[];
  /** The plan that the service has made for it, under the service's own names. */
  generatedPipeline: JsonObject;
  /** Whether it is ready for work. */
  status: AgentStatus;
  /** When the agent runs by itself, as a cron line; empty when it does not. */
  cronSchedule: string;
  /** The address of its webhook, where it has one. */
  webhookUrl: string | null;
  /** ISO 8601 time, as the service sent it. */
  createdAt: string;
  /** ISO 8601 time, as the service sent it. */
  updatedAt: string;
}

/** An agent with its tools in full. */
export interface AgentDetail extends Agent {
  /** The agent's tools as whole records, under the service's own names. */
  availableTools: Json[];
}

/** What makes a new agent. */
export interface AgentCreate extends RequestOptions {
  /** What the agent is called. */
  name: string;
  /** What the agent is to reach, in plain words. */
  goal: string;
  /** Ids of tools. */
  tools?: number[] | null | undefined;
  /** Ids of MCP servers. */
  mcpServers?: number[] | null | undefined;
  /** JSON Schema of the variables a run takes. */
  inputSchema?: JsonObject | null | undefined;
  /** The variables in words. */
  inputDescription?: string | null | undefined;
  /** JSON Schema of a run's output. */
  outputSchema?: JsonObject | null | undefined;
  /** The output in words. */
  outputDescription?: string | null | undefined;
  /** Its state; the service's own choice when left out. */
  status?: AgentStatus | null | undefined;
}

/** What can be changed in an agent; what is left out stays as it is. */
export interface AgentUpdate extends Partial<Omit<AgentCreate, keyof RequestOptions>> {
  /** A cron line; `""` clears it. */
  cronSchedule?: string | null | undefined;
  /** The address of its webhook. */
  webhookUrl?: string | null | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** What a schema is to be suggested for. */
export interface AgentSchemaRequest extends RequestOptions {
  /** The agent's goal, in plain words. */
  userPrompt: string;
  /** What the input is like. */
  inputHint?: string | null | undefined;
  /** What the output is like. */
  outputHint?: string | null | undefined;
  /**
   * Whether to describe input and output in words, too.
   *
   * @defaultValue false
   */
  generateDescriptions?: boolean | undefined;
}

/** Suggested schemas of an agent's input and output. */
export interface SchemaSuggestion {
  /** Why these schemas were chosen. */
  reasoning: string;
  /** JSON Schema for the agent's variables. */
  inputSchema: JsonObject;
  /** JSON Schema for its output. */
  outputSchema: JsonObject;
  /** The variables in words, if that was asked for. */
  inputDescription: string | null;
  /** The output in words, if that was asked for. */
  outputDescription: string | null;
}
