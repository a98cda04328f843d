// Generated from api/apps.toml by `make generate`; do not edit.
import type { ArtifactFileInput, Json, JsonObject, RequestOptions } from "./common.js";

/** The changes and the price of applying files. */
export interface AppPlan {
  /** Stands for the plan in `apply`. */
  planToken: string;
  /** The app, as `owner/name`. */
  app: string | null;
  /** The changes, under the service's own names. */
  changes: Json[];
  /** The price of the app, in US dollars an hour, as decimal text. */
  usdPerHour: string | null;
}

/** A release of an app. */
export interface AppRelease {
  /** The release's id. */
  release: string;
  /** Its state; `applying` until it is done. */
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
  /** Where the next part begins; `null` at the end of the file. */
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
  /** How many instances of each part run. */
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
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}

/** The files to return. */
export interface AppFilesFilter extends RequestOptions {
  /** The file to read. */
  path?: string | null | undefined;
  /** Where the part begins. */
  offset?: number | null | undefined;
  /** How long the part is, 1 to 200,000. */
  limit?: number | null | undefined;
}
