import { publishRecords, wantedRecords } from "../diagnostics.js";
import { variable } from "../platform.js";
import { binding, type NativeLog } from "./binding.js";

// The log of all clients. Core keeps the records that a channel has subscribers for, and they are
// published when the outcome of a call arrives.

let log: NativeLog | undefined;
/** The kinds of records that core keeps now. */
let kept = 0;

/** @internal The log, for a new client; the binding of WebAssembly has none. */
export function nativeLog(): NativeLog | undefined {
  const { NativeLog } = binding();
  // An empty variable counts as absent, as in core.
  if (NativeLog) log ??= new NativeLog(variable("FLYMYAI_LOG") || undefined);
  return log;
}

/** @internal Has core keep the records that are wanted now; a call is about to start. */
export function prepareLog(): void {
  const wanted = wantedRecords();
  if (wanted === kept || !log) return;
  kept = wanted;
  log.subscribe(wanted);
}

/** @internal Publishes the records so far; an outcome has arrived. */
export function flushLog(): void {
  const records = kept === 0 ? undefined : log?.take();
  if (records) publishRecords(records);
}
