// Generated from api/versions.toml by `make generate`; do not edit.
import type { JsonObject, RequestOptions } from "./common.js";

/** A copy of an agent, made when the agent was compiled. */
export interface AgentVersion {
  /** The version's id. */
  publicId: string;
  /** The version's id: the same as `publicId`. */
  id: string;
  /** The agent's id. */
  agentTask: string;
  /** The id of the compilation from which it was made. */
  sourceCompilation: number | null;
  /** Its number among the agent's versions, from 1. */
  versionNumber: number;
  /** Its instruction, in Markdown. */
  instructionMd: string;
  /** The components that it runs with, under the service's own names. */
  runtimeManifest: JsonObject;
  /** JSON Schema of its variables. */
  inputSchema: JsonObject | null;
  /** JSON Schema of its result. */
  outputSchema: JsonObject | null;
  /** The model that it runs with. */
  llmModel: string;
  /** The reasoning effort of the model, as the service names it. */
  effort: string;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
}

/** The versions to list. */
export interface VersionFilter extends RequestOptions {
  /** The agent whose versions are returned; by default, those of all agents. */
  agentId?: string | null | undefined;
}
