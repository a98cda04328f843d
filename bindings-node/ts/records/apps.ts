// Generated from api/apps.toml by `make generate`; do not edit.
import { field, list, none, reader, shape } from "../records.js";
import type { AppFile, AppFiles, AppPlan, AppRelease } from "../types/index.js";

/** @internal */
export const APP_PLAN = shape(
  field("plan_token"),
  field("app", none),
  field("changes", list),
  field("usd_per_hour", none),
);

/** @internal */
export const APP_RELEASE = shape(
  field("release"),
  field("status"),
  field("app", none),
  field("number", none),
);

/** @internal */
export const APP_FILES = shape(field("files", list));

/** @internal */
export const APP_FILE = shape(
  field("path"),
  field("content", none),
  field("content_base64", none),
  field("next_offset", none),
);

/** @internal */
export const appPlan = reader<AppPlan>(APP_PLAN);
/** @internal */
export const appRelease = reader<AppRelease>(APP_RELEASE);
/** @internal */
export const appFiles = reader<AppFiles>(APP_FILES);
/** @internal */
export const appFile = reader<AppFile>(APP_FILE);
