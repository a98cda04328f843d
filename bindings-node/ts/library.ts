/// <reference lib="esnext.disposable" preserve="true" />

// The public names of the package; `scripts/entry.mjs` makes its entry files of them.

export { AgentClient, type AgentClientOptions } from "./agents/client.js";
export {
  type AgentErrorFacts,
  FlyMyAIAgentError,
  FlyMyAIError,
  SuggestSchemaError,
  TimeoutError,
  VariablesValidationError,
} from "./errors.js";
export {
  FlyMyAI,
  type FlyMyAIConfig,
  type PredictAsyncOptions,
} from "./inference/client.js";
export type { OpenAPISchemaResponse } from "./inference/schema.js";
export { backend } from "./native/binding.js";
export type { Agents } from "./resources/agents.js";
export type { Compilations } from "./resources/compilations.js";
export type { Runs } from "./resources/runs.js";
export type { Tools } from "./resources/tools.js";
export * from "./types/index.js";
