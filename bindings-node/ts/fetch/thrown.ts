import type { ThrownFacts } from "../native.js";

/** @internal What was thrown, by the numbers that the core knows it by. */
export type Thrown = Map<number, unknown>;

/** How far causes are followed: they may go round. */
const DEPTH = 8;

let last = 0;

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * @internal
 * What the core is to know of a thrown value.
 *
 * @param error - The value.
 * @param thrown - Where it is kept meanwhile.
 */
export function factsOf(error: unknown, thrown: Thrown): ThrownFacts {
  last = (last + 1) >>> 0;
  thrown.set(last, error);
  const facts: ThrownFacts = { number: last };
  // biome-ignore lint/suspicious/noExplicitAny: anything can be thrown
  let next = error as any;
  for (let depth = 0; next && typeof next === "object" && depth < DEPTH; depth += 1) {
    if (depth === 0) {
      facts.name = text(next.name);
      facts.message = text(next.message);
    }
    facts.reason = text(next.message) || facts.reason;
    facts.code ??= text(next.code);
    facts.syscall ??= text(next.syscall);
    next = next.cause;
  }
  facts.reason ??= text(error);
  return facts;
}
