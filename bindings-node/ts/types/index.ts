export * from "./api.js";
export type {
  ArtifactFileInput,
  EventStreamOptions,
  Json,
  JsonObject,
  OutputOf,
  OutputSchema,
  RequestOptions,
  ResourceID,
  SchemaSource,
  StartOptions,
  WaitOptions,
} from "./common.js";
export type { Fetch, FetchInit, FetchReply, HeadersOption } from "./fetch.js";
export type { AsyncPredictionResult, PredictionResult } from "./prediction.js";
