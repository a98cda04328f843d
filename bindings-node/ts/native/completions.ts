import { setImmediate } from "node:timers";
import { unreadable } from "../errors.js";
import {
  ASKED,
  binding,
  type Completions,
  type Failure,
  type NativeExchange,
  type Result,
} from "./binding.js";
import { toError } from "./errors.js";

/** @internal How native work ended; the status is that of a successful reply. */
export interface Outcome {
  readonly status: number;
  readonly result: Result;
  /** What the program's own code has thrown meanwhile, by number. */
  readonly thrown?: ReadonlyMap<number, unknown>;
}

/** @internal How the requests of a call are sent, where JavaScript sends them. */
export interface Exchanger {
  readonly serve: (exchange: NativeExchange) => void;
  readonly thrown: ReadonlyMap<number, unknown>;
}

// Tests replace the timers, and count those that are pending.
const soon = setImmediate;

// Every call in flight, by its ticket. The native side wakes the event loop once for all calls
// that have ended, and only calls in flight keep the process alive.
const waiting = new Map<number, (outcome: Outcome) => void>();
/** Those among them whose requests JavaScript sends. */
const exchangers = new Map<number, Exchanger>();
let lastTicket = 0;
let completions: Completions | undefined;
/** Whether the native side can wake the event loop. */
let isHeld = false;
let isReleasing = false;

function settle(tickets: number[], statuses: number[], results: Result[], more: boolean): void {
  for (const [index, ticket] of tickets.entries()) {
    if (statuses[index] === ASKED) {
      exchangers.get(ticket)?.serve(results[index] as NativeExchange);
      continue;
    }
    const resolve = waiting.get(ticket);
    waiting.delete(ticket);
    resolve?.({ status: statuses[index] ?? 0, result: results[index] });
  }
  if (more) completions?.resume();
  // Not at once: calls that follow each other need no new handle of the event loop each.
  if (waiting.size === 0 && !isReleasing) {
    isReleasing = true;
    soon(release);
  }
}

function release(): void {
  isReleasing = false;
  if (waiting.size > 0) return;
  isHeld = false;
  completions?.release();
}

/**
 * @internal
 * Starts native work and resolves with its outcome; never rejects because of the work.
 *
 * @param start - Hands the work to the native side, under the given ticket.
 * @param exchanger - Sends the work's requests, if JavaScript is to do that.
 */
export function settled(
  start: (completions: Completions, ticket: number) => void,
  exchanger?: Exchanger,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const completions = queue();
    const ticket = nextTicket();
    start(completions, ticket);
    if (!isHeld) completions.hold(settle);
    isHeld = true;
    waiting.set(ticket, exchanger ? settledThrough(exchanger, ticket, resolve) : resolve);
  });
}

function settledThrough(
  exchanger: Exchanger,
  ticket: number,
  resolve: (outcome: Outcome) => void,
): (outcome: Outcome) => void {
  exchangers.set(ticket, exchanger);
  return (outcome) => {
    exchangers.delete(ticket);
    resolve({ ...outcome, thrown: exchanger.thrown });
  };
}

/** @internal Where the native side leaves what has ended. */
export function queue(): Completions {
  completions ??= new (binding().Completions)();
  return completions;
}

/** Tickets are 32 bits wide on the native side, and may not meet one that still waits. */
function nextTicket(): number {
  do {
    lastTicket = (lastTicket + 1) >>> 0;
  } while (waiting.has(lastTicket));
  return lastTicket;
}

/** @internal The parsed body of a successful outcome; throws the error of a failed one. */
export function content({ status, result, thrown }: Outcome): unknown {
  if (result === undefined) return undefined;
  if (typeof result !== "string") throw toError(result as Failure, thrown);
  try {
    return JSON.parse(result);
  } catch (cause) {
    throw unreadable("JSON", result, status, cause);
  }
}
