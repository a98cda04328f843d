import type { Connection } from "../agents/connection.js";
import { EventStream } from "../agents/event-stream.js";
import { deadline, given, identifier, optionalNumber } from "../arguments.js";
import type { EventStreamOptions, ExecutionLog, ResourceID } from "../types/index.js";
import { EVENT_STREAM_DEFAULTS as defaults } from "../wait-defaults.js";

// Methods with a behaviour of their own; the generated resources call them.

/** @internal `runs.streamEvents` */
export function runsStreamEvents(
  connection: Connection,
  runId: ResourceID,
  options: EventStreamOptions | undefined,
): AsyncGenerator<ExecutionLog, void, undefined> {
  const open = () => {
    const { timeout = defaults.timeout, pollInterval = defaults.pollInterval } = given(options);
    const interval = optionalNumber(pollInterval, "pollInterval") ?? defaults.pollInterval;
    const id = identifier(runId, "runId");
    return connection.eventStream(id, deadline(timeout), interval);
  };
  return new EventStream(open, options?.signal, options?.throwOnTimeout === true);
}
