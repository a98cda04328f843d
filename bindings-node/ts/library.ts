/// <reference lib="esnext.disposable" preserve="true" />

// The public names of the package; `scripts/entry.mjs` makes its entry files of them.

export type { CallOptions } from "./agents/call-options.js";
export { AgentClient, type AgentClientOptions } from "./agents/client.js";
export { type RawResource, type RawResources, RawResponse } from "./agents/raw-response.js";
export { artifactFile, artifactFilesFromDirectory } from "./artifact-files.js";
export type { Backend } from "./backend.js";
export {
  type AgentErrorFacts,
  ArtifactStaleBaseVersionError,
  FlyMyAIAgentError,
  FlyMyAIError,
  McpResourceSetStaleRevisionError,
  McpServerOAuthError,
  McpTeamError,
  OutputError,
  RunFailedError,
  SuggestSchemaError,
  TimeoutError,
  VariablesValidationError,
} from "./errors.js";
export type { InferenceCallOptions } from "./inference/call-options.js";
export { FlyMyAI } from "./inference/client.js";
export type { FlyMyAIConfig, PredictAsyncOptions } from "./inference/options.js";
export type { OpenAPISchemaResponse } from "./inference/schema.js";
export { backend } from "./native/binding.js";
export type { AgentGroups } from "./resources/agent_groups.js";
export type { Agents } from "./resources/agents.js";
export type { Apps } from "./resources/apps.js";
export type { Artifacts } from "./resources/artifacts.js";
export type { Compilations } from "./resources/compilations.js";
export type { Deployments } from "./resources/deployments.js";
export type { McpResourceSets } from "./resources/mcp_resource_sets.js";
export type { McpServers } from "./resources/mcp_servers.js";
export type { Projects } from "./resources/projects.js";
export type { Runs } from "./resources/runs.js";
export type { McpShares } from "./resources/shares.js";
export type { McpTeams } from "./resources/teams.js";
export type { Tools } from "./resources/tools.js";
export type { TriggersV1 } from "./resources/triggers_v1.js";
export type { Versions } from "./resources/versions.js";
export * from "./types/index.js";
