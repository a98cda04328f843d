import { unreadable } from "./errors.js";
import { toError } from "./failure.js";
import { binding, type Completions, type Failure, type Result } from "./native.js";

/** @internal How native work ended; the status is that of a successful reply. */
export interface Outcome {
  readonly status: number;
  readonly result: Result;
}

// Every call in flight, by its ticket. The native side wakes the event loop once for all calls
// that have ended, and only calls in flight keep the process alive.
const waiting = new Map<number, (outcome: Outcome) => void>();
let lastTicket = 0;
let completions: Completions | undefined;

function settle(tickets: number[], statuses: number[], results: Result[], more: boolean): void {
  for (const [index, ticket] of tickets.entries()) {
    const resolve = waiting.get(ticket);
    waiting.delete(ticket);
    resolve?.({ status: statuses[index] ?? 0, result: results[index] });
  }
  if (more) completions?.resume();
  if (waiting.size === 0) completions?.release();
}

/**
 * @internal
 * Starts native work and resolves with its outcome; never rejects because of the work.
 *
 * @param start - Hands the work to the native side, under the given ticket.
 */
export function settled(
  start: (completions: Completions, ticket: number) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    completions ??= new (binding().Completions)(settle);
    const ticket = nextTicket();
    start(completions, ticket);
    if (waiting.size === 0) completions.hold();
    waiting.set(ticket, resolve);
  });
}

/** Tickets are 32 bits wide on the native side, and may not meet one that still waits. */
function nextTicket(): number {
  do {
    lastTicket = (lastTicket + 1) >>> 0;
  } while (waiting.has(lastTicket));
  return lastTicket;
}

/** @internal The parsed body of a successful outcome; throws the error of a failed one. */
export function content({ status, result }: Outcome): unknown {
  if (result === undefined) return undefined;
  if (typeof result !== "string") throw toError(result as Failure);
  try {
    return JSON.parse(result);
  } catch (cause) {
    throw unreadable("JSON", result, status, cause);
  }
}
