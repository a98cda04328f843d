// Generated from api/apps.toml by `make generate`; do not edit.
import type { ArtifactFileInput, Json, JsonObject, RequestOptions } from "./common.js";

/** The changes and the cost of an `apply`. */
export interface AppPlan {
  /** The token of the plan, for `apply`. */
  planToken: string;
  /** The app, as `owner/name`. */
  app: string | null;
  /** The changes, under the service's own names. */
  changes: Json[];
  /** The cost of the app in US dollars per hour, as decimal text. */
  usdPerHour: string | null;
}

/** A release of an app. */
export interface AppRelease {
  /** The release's id. */
  release: string;
  /** Its state; `applying` until it is complete. */
  status: string;
  /** The app, as `owner/name`. */
  app: string | null;
  /** Its number among the app's releases. */
  number: number | null;
}

/** The files of an app. */
export interface AppFiles {
  /** The files, under the service's own names. */
  files: Json[];
}

/** A part of a file of an app. */
export interface AppFile {
  /** The file. */
  path: string;
  /** The part, if the file is text. */
  content: string | null;
  /** The part as base64, if the file is not text. */
  contentBase64: string | null;
  /** The start of the next part; `null` at the end of the file. */
  nextOffset: number | null;
}

/** An app to plan. */
export interface AppPlanRequest extends RequestOptions {
  /** The files of the template, `flymy.yaml` at its root; see `artifactFile`. */
  files?: readonly ArtifactFileInput[] | null | undefined;
  /** An app that was applied, as `owner/name`, instead of `files`. */
  app?: string | null | undefined;
  /** Files that replace those of `app`. */
  overrides?: readonly ArtifactFileInput[] | null | undefined;
  /** The number of running instances of each part. */
  instances?: JsonObject | null | undefined;
}

/** A plan to apply. */
export interface AppApply extends RequestOptions {
  /** The `planToken` of `plan`. */
  planToken: string;
  /** The files, as in the plan. */
  files?: readonly ArtifactFileInput[] | null | undefined;
  /** The app, as in the plan. */
  app?: string | null | undefined;
  /** The overrides, as in the plan. */
  overrides?: readonly ArtifactFileInput[] | null | undefined;
  /** The instances, as in the plan. */
  instances?: JsonObject | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The files to return. */
export interface AppFilesFilter extends RequestOptions {
  /** The file to read. */
  path?: string | null | undefined;
  /** The start of the part. */
  offset?: number | null | undefined;
  /** The length of the part, 1 to 200,000. */
  limit?: number | null | undefined;
}
