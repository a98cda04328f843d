// Generated from api/common.toml by `make generate`; do not edit.

/** The defaults of a wait, in seconds. */
export const WAIT_DEFAULTS = { timeout: 300, pollInterval: 2.0 };

/** The defaults of a stream of events, in seconds. */
export const EVENT_STREAM_DEFAULTS = { timeout: 300, pollInterval: 1.0 };
