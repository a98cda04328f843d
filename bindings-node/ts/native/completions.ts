import { HOST_CALL } from "../internal/host-call.js";
import { defer } from "../platform.js";
import { binding } from "./binding.js";
import type { Completions, HostCall, NativeExchange, Result } from "./calls.js";
import { flushLog, prepareLog } from "./logs.js";

// Starts native work and settles its promises.
//
// A promise that native code settles directly costs one wake-up of Node's event loop each. Instead,
// the native side collects the outcomes of all calls in one queue, wakes the loop once, and
// delivers them in batches. The queue keeps the process alive only while a call is pending.

/** @internal The outcome of native work. */
export interface Outcome {
  /** The status of a successful response. */
  readonly status: number;
  readonly result: Result;
  /** The values that the program's `fetch` has thrown during the call, by number. */
  readonly thrown?: ReadonlyMap<number, unknown>;
}

/** @internal Sends the requests of a call with a program's `fetch`. */
export interface FetchSender {
  readonly send: (exchange: NativeExchange) => void;
  /** The values that the `fetch` has thrown, by number. */
  readonly thrown: ReadonlyMap<number, unknown>;
}

/** The pending calls, by id. */
const pending = new Map<number, (outcome: Outcome) => void>();
/** The senders of those pending calls that use a `fetch`. */
const senders = new Map<number, FetchSender>();
let lastCallId = 0;
let completions: Completions | undefined;
/** Whether the queue holds a handle of the event loop. */
let isHeld = false;
let isReleasing = false;

function settle(callIds: number[], statuses: number[], results: Result[], more: boolean): void {
  for (const [index, callId] of callIds.entries()) {
    if (statuses[index] === HOST_CALL) {
      senders.get(callId)?.send(binding().NativeExchange.accept(results[index] as HostCall));
      continue;
    }
    const resolve = pending.get(callId);
    pending.delete(callId);
    resolve?.({ status: statuses[index] ?? 0, result: results[index] });
  }
  flushLog();
  if (more) completions?.resume();
  // Deferred, so that consecutive calls share one handle of the event loop.
  if (pending.size === 0 && !isReleasing) {
    isReleasing = true;
    defer(release);
  }
}

function release(): void {
  isReleasing = false;
  if (pending.size > 0) return;
  isHeld = false;
  completions?.release();
}

/**
 * @internal
 * Starts native work and resolves with its outcome, also if the work fails.
 *
 * @param start - Starts the work with the completion queue and an id for its outcome.
 * @param sender - Sends the work's requests, if a `fetch` does.
 */
export function runNative(
  start: (completions: Completions, callId: number) => void,
  sender?: FetchSender,
): Promise<Outcome> {
  return new Promise((resolve) => {
    prepareLog();
    const completions = completionQueue();
    const callId = nextCallId();
    start(completions, callId);
    if (!isHeld) completions.hold(settle);
    isHeld = true;
    pending.set(callId, sender ? withSender(sender, callId, resolve) : resolve);
  });
}

function withSender(
  sender: FetchSender,
  callId: number,
  resolve: (outcome: Outcome) => void,
): (outcome: Outcome) => void {
  senders.set(callId, sender);
  return (outcome) => {
    senders.delete(callId);
    resolve({ ...outcome, thrown: sender.thrown });
  };
}

/** @internal The queue to which the native side adds outcomes. */
export function completionQueue(): Completions {
  completions ??= new (binding().Completions)();
  return completions;
}

/** An id that no pending call has. Ids are 32 bits wide on the native side. */
function nextCallId(): number {
  do {
    lastCallId = (lastCallId + 1) >>> 0;
  } while (pending.has(lastCallId));
  return lastCallId;
}
