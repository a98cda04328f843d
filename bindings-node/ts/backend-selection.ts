import { variable } from "./platform.js";

/** The implementations of the binding. */
export type Backend = "native" | "wasm";

const NAME = "FLYMYAI_BACKEND";

/**
 * @internal
 * The implementation that the environment selects, of those that this build has; `undefined` if it
 * selects none.
 *
 * @throws Error if the environment selects another one.
 */
export function selectedBackend(available: readonly Backend[]): Backend | undefined {
  const value = variable(NAME) || undefined;
  const selected = available.find((name) => name === value);
  if (value === selected) return selected;
  const place = available.length === 1 ? " in this build" : "";
  throw new Error(`${NAME} must be ${available.join(" or ")}${place}, not ${value}`);
}
