import type { ThrownFacts } from "../native/binding.js";

/** @internal What was thrown, by the numbers that the core knows it by. */
export type Thrown = Map<number, unknown>;

/** How far causes are followed: they may go round. */
const DEPTH = 8;

let last = 0;

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A property; one that can't be read is none. */
function property(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** node-fetch's timeouts have no code, but a type. */
function timeout(type: unknown): string | undefined {
  return type === "request-timeout" || type === "body-timeout" ? type : undefined;
}

/**
 * @internal
 * What the core is to know of a thrown value.
 *
 * @param error - The value.
 * @param isLate - Whether the `fetch` had returned its reply before.
 * @param thrown - Where it is kept meanwhile.
 */
export function factsOf(error: unknown, isLate: boolean, thrown: Thrown): ThrownFacts {
  last = (last + 1) >>> 0;
  thrown.set(last, error);
  const facts: ThrownFacts = { number: last, isLate };
  let next = error;
  for (let depth = 0; next && typeof next === "object" && depth < DEPTH; depth += 1) {
    if (depth === 0) {
      facts.name = text(property(next, "name"));
      facts.message = text(property(next, "message"));
    }
    facts.reason = text(property(next, "message")) || facts.reason;
    facts.code ??= text(property(next, "code")) ?? timeout(property(next, "type"));
    facts.syscall ??= text(property(next, "syscall"));
    next = property(next, "cause");
  }
  facts.reason ??= text(error);
  return facts;
}
