import * as diagnostics from "node:diagnostics_channel";
import { camelCase } from "./internal/names.js";

// The channels of this package in `node:diagnostics_channel`. Builds for other platforms have
// `diagnostics.web.ts` in place of this module.

/** The bit of the kind of records about requests, and all bits, as `LogKinds` in core has them. */
const REQUEST = 1;
const ALL = 31;

type Context = Record<string, unknown>;

/** A record as core writes it. */
interface Wire {
  logger: string;
  level: string;
  /** Seconds since 1970. */
  time: number;
  text: string;
  fields: Record<string, unknown>;
}

const EVENTS = ["start", "end", "asyncStart", "asyncEnd", "error"] as const;
const requests = channels("flymyai:request");
const runs = channels("flymyai:run");
/** Missing before Node 18.19. */
const runTracing = diagnostics.tracingChannel?.("flymyai:run");
const log = diagnostics.channel("flymyai:log");

function channels(name: string): Record<(typeof EVENTS)[number], diagnostics.Channel> {
  const entries = EVENTS.map((event) => [event, diagnostics.channel(`tracing:${name}:${event}`)]);
  return Object.fromEntries(entries);
}

function hasSubscribers(channels: typeof requests): boolean {
  return EVENTS.some((event) => channels[event].hasSubscribers);
}

/** @internal The kinds of records that somebody wants, as core's bits. */
export function wantedRecords(): number {
  if (log.hasSubscribers) return ALL;
  return hasSubscribers(requests) ? REQUEST : 0;
}

/** @internal Publishes core's records: all in `flymyai:log`, requests in their own channels, too. */
export function publishRecords(json: string): void {
  for (const record of JSON.parse(json) as Wire[]) {
    const entries = Object.entries(record.fields);
    const fields = Object.fromEntries(entries.map(([name, value]) => [camelCase(name), value]));
    if (log.hasSubscribers) log.publish({ ...record, time: record.time * 1000, fields });
    if (fields.event === "request") publishRequest(record.time * 1000, fields);
  }
}

/** Publishes a request that has ended: one context, which passes through all channels. */
function publishRequest(endTime: number, fields: Context): void {
  const { status, reason, httpVersion, requestId, error, event: _, duration, ...request } = fields;
  const context: Context = { ...request, startTime: endTime - Number(duration) * 1000 };
  requests.start.publish(context);
  requests.end.publish(context);
  if (error === undefined) {
    Object.assign(context, { status, reason, httpVersion, requestId });
  } else {
    context.error = error;
    requests.error.publish(context);
  }
  context.endTime = endTime;
  requests.asyncStart.publish(context);
  requests.asyncEnd.publish(context);
}

/**
 * @internal
 * Does the work of a wait, and traces it in `flymyai:run` if somebody has subscribed.
 *
 * @param operation - The name of the operation in core.
 * @param id - The id of the run, the agent or the compilation that it is called with.
 * @param work - The work.
 */
export function traceRun<T>(operation: string, id: unknown, work: () => Promise<T>): Promise<T> {
  if (!runTracing || !hasSubscribers(runs)) return work();
  return runTracing.tracePromise(work, { operation, id });
}
