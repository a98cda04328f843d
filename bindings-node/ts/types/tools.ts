// Generated from api/tools.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions } from "./common.js";
import type { BrowserUseProfileStatus } from "./status.js";

/** A browser profile: the cookies that a browser tool keeps between runs. */
export interface BrowserUseProfile {
  /** The profile's id at the provider. */
  profileId: string;
  /** Its name. */
  name: string;
  /** The domains of its cookies. */
  cookieDomains: string[];
  /** When a run used it last: ISO 8601, as the service sent it. */
  lastUsedAt: string | null;
  /** A note of the service. */
  note: string;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string | null;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string | null;
}

/** Whether a browser tool has a browser profile, and which one. */
export interface BrowserUseProfileBinding {
  /** The id of the tool's connection. */
  connectionId: string;
  /** The status. */
  status: BrowserUseProfileStatus;
  /** The profile, if the tool has one. */
  profile: BrowserUseProfile | null;
  /** The reason for the status, as the service names it. */
  code: string | null;
  /** The reason in words. */
  detail: string | null;
  /** The id of an attempt whose outcome is not known. */
  recoveryIntentId: string | null;
}

/** One step of configuring a tool. */
export interface ConfigurationStep {
  /** A description of the step. */
  description: string;
  /** The kind of step, as the service names it. */
  stepType: string;
  /** JSON Schema of the values that the step needs. */
  varsFromUserSchema: Json;
  /** JSON Schema of the resulting configuration. */
  configurationSchema: Json;
  /** The resulting configuration. */
  config: Json;
  /** The command that the step runs, if it runs one. */
  executionCommand: string | null;
}

/** A tool of this account. */
export interface Tool {
  /** The tool's id. */
  id: number;
  /** Its id as a member of MCP resource sets. */
  publicId: string | null;
  /** Its name in the catalogue. */
  mcpTool: string;
  /** Its name in the catalogue: the same as `mcpTool`. */
  name: string;
  /** Its name among several tools of the same kind. */
  alias: string;
  /** Its configuration, under the tool's own names. */
  userConfig: JsonObject;
  /** Whether its configuration is complete; `tools.provideConfig` completes it. */
  isConfigured: boolean;
  /** Whether agents may use it. */
  isActive: boolean;
  /** Its unsafe functions. */
  unsafeMethods: string[];
  /** The steps of its configuration. */
  requiredConfigurationSteps: ConfigurationStep[];
  /** The finished steps, under the service's own names. */
  finishedConfigurationSteps: Json[];
  /** The next step, under the service's own names; `tools.provideConfig` completes it. */
  nextConfigurationStep: Json;
  /** The address at which its owner configures it; empty for none. */
  redirectUrl: string;
  /** The response of the last step. */
  response: string;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** A tool of the catalogue, which can be added to the account. */
export interface AvailableTool {
  /** Its name, which `tools.create` takes. */
  name: string;
  /** The kind of tool, as the service names it. */
  type: string;
  /** Its title. */
  title: string;
  /** A short description. */
  description: string;
  /** A long description. */
  detail: string;
  /** The address of further information. */
  href: string;
  /** Its categories. */
  categories: string[];
  /** Instructions for its configuration, in words. */
  instruction: string | null;
  /** The class that implements it inside the service. */
  customClass: string | null;
  /** The address of its source code. */
  githubLink: string | null;
  /** The steps of its configuration, under the service's own names. */
  configurationSteps: Json[];
}

/** The tools to list. */
export interface ToolFilter extends RequestOptions {
  /** The number of tools in a page, 1 to 100; all pages are returned. */
  pageSize?: number | null | undefined;
  /** Only tools with this name in the catalogue. */
  mcpTool?: string | null | undefined;
  /** Only tools with this alias. */
  alias?: string | null | undefined;
}

/** A tool to add to the account. */
export interface ToolCreate extends RequestOptions {
  /** The tool's name in the catalogue. */
  mcpTool: string;
  /**
   * Its name among several tools of the same kind: 1 to 64 letters, digits, underscores and
   * hyphens.
   */
  alias?: string | null | undefined;
  /** The configuration, under the tool's own names. */
  userConfig?: JsonObject | null | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** A browser profile to create. */
export interface BrowserProfileCreate extends RequestOptions {
  /** The profile's name, 1 to 100 characters. */
  name: string;
}

/** The fields of a tool to change; fields that are left out keep their values. */
export interface ToolUpdate extends RequestOptions {
  /** The configuration, under the tool's own names. */
  userConfig?: JsonObject | null | undefined;
  /** Whether agents may use the tool. */
  isActive?: boolean | undefined;
  /**
   * Its name among several tools of the same kind: 1 to 64 letters, digits, underscores and
   * hyphens.
   */
  alias?: string | undefined;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** The values for a tool's configuration step. */
export interface ToolConfiguration extends RequestOptions {
  /** The values, under the tool's own names. */
  userResponse: Json;
}

/** One call of a tool. */
export interface ToolCall extends RequestOptions {
  /** The name of the action. */
  action: string;
  /** The arguments of the action, under its own names. */
  arguments?: JsonObject | null | undefined;
  /** The id of the run to which the call and its price belong. */
  executionId?: string | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}
