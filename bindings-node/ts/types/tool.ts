import type { Json, JsonObject, RequestOptions } from "./common.js";

/** A tool of yours: an entry of the catalogue with your configuration. */
export interface Tool {
  /** What the tool is addressed by. */
  id: number;
  /** The name of the catalogue's entry. */
  mcpTool: string;
  /** The same as `mcpTool`. */
  name: string;
  /** Your configuration, under the tool's own names. */
  userConfig: JsonObject;
  /** Whether nothing is missing any more; until then see `tools.provideConfig`. */
  isConfigured: boolean;
  /** Whether agents may use it. */
  isActive: boolean;
  /** Functions of it that may do harm. */
  unsafeMethods: string[];
  /** What setting it up takes. */
  requiredConfigurationSteps: ConfigurationStep[];
  /** What of that is done, under the service's own names. */
  finishedConfigurationSteps: Json[];
  /** What is next, under the service's own names; see `tools.provideConfig`. */
  nextConfigurationStep: Json;
  /** Where its owner has to go to set it up; empty for nowhere. */
  redirectUrl: string;
  /** What the last step answered. */
  response: string;
  /** ISO 8601 time, as the service sent it. */
  createdAt: string;
  /** ISO 8601 time, as the service sent it. */
  updatedAt: string;
}

/** One step of setting a tool up. */
export interface ConfigurationStep {
  /** What is to be done, in words. */
  description: string;
  /** Which kind of step it is, in the service's words. */
  stepType: string;
  /** JSON Schema of what the owner has to give. */
  varsFromUserSchema: Json;
  /** JSON Schema of the configuration that comes of it. */
  configurationSchema: Json;
  /** That configuration. */
  config: Json;
  /** The command that the step runs, where it runs one. */
  executionCommand: string | null;
}

/** An entry of the catalogue of tools. */
export interface AvailableTool {
  /** What `tools.create` takes. */
  name: string;
  /** Which kind of tool it is, in the service's words. */
  type: string;
  /** What people call it. */
  title: string;
  /** What it does, in a sentence. */
  description: string;
  /** The same at length. */
  detail: string;
  /** Where to read more. */
  href: string;
  /** What it is good for. */
  categories: string[];
  /** How to set it up, in words. */
  instruction: string | null;
  /** The class behind it inside the service. */
  customClass: string | null;
  /** Its source code. */
  githubLink: string | null;
  /** What setting it up takes, under the service's own names. */
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
  /** Configuration, under the tool's own names. */
  userConfig?: JsonObject | null | undefined;
  /** Whether agents may use it. */
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
