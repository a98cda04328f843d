import type { Json, JsonObject, RequestOptions } from "./common.js";

/** A tool of yours: an entry of the catalogue with your configuration. */
export interface Tool {
  id: number;
  /** The name of the catalogue's entry. */
  mcpTool: string;
  /** The same as `mcpTool`. */
  name: string;
  /** Your configuration, under the tool's own names. */
  userConfig: JsonObject;
  /** Whether nothing is missing any more; until then see `tools.provideConfig`. */
  isConfigured: boolean;
  isActive: boolean;
  unsafeMethods: string[];
  requiredConfigurationSteps: ConfigurationStep[];
  finishedConfigurationSteps: Json[];
  nextConfigurationStep: Json;
  redirectUrl: string;
  response: string;
  /** ISO 8601 time, as the service sent it. */
  createdAt: string;
  /** ISO 8601 time, as the service sent it. */
  updatedAt: string;
}

/** One step of setting a tool up. */
export interface ConfigurationStep {
  description: string;
  stepType: string;
  varsFromUserSchema: Json;
  configurationSchema: Json;
  config: Json;
  executionCommand: string | null;
}

/** An entry of the catalogue of tools. */
export interface AvailableTool {
  name: string;
  type: string;
  title: string;
  description: string;
  detail: string;
  href: string;
  categories: string[];
  instruction: string | null;
  customClass: string | null;
  githubLink: string | null;
  configurationSteps: Json[];
}

/** What makes a tool yours. */
export interface ToolCreate extends RequestOptions {
  /** The `name` of an entry of `tools.available()`. */
  mcpTool: string;
  /** Configuration, under the tool's own names. */
  userConfig?: JsonObject | null | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** What can be changed in a tool; what is left out stays as it is. */
export interface ToolUpdate {
  userConfig?: JsonObject | null | undefined;
  isActive?: boolean | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** The answer to a tool's configuration step. */
export interface ToolConfiguration extends RequestOptions {
  /** What the step asks for, under the tool's own names. */
  userResponse: Json;
}

/** One call of a tool. */
export interface ToolCall extends RequestOptions {
  /** The name of the tool's function. */
  action: string;
  /** The function's arguments, under its own names. */
  arguments?: JsonObject | null | undefined;
}
