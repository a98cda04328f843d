import type { Connection } from "../agents/connection.js";
import { EventStream } from "../agents/event-stream.js";
import { deadline, given, identifier, optionalNumber } from "../arguments.js";
import type { EventStreamOptions, ExecutionLog, ResourceID } from "../types/index.js";

// Methods with a behaviour of their own; the generated resources call them.

/** Seconds, unless the caller says otherwise. */
const STREAM = { timeout: 300, pollInterval: 1.0 };

/** @internal `runs.streamEvents` */
export function runsStreamEvents(
  connection: Connection,
  runId: ResourceID,
  options: EventStreamOptions | undefined,
): AsyncGenerator<ExecutionLog, void, undefined> {
  const open = () => {
    const { timeout = STREAM.timeout, pollInterval = STREAM.pollInterval } = given(options);
    const interval = optionalNumber(pollInterval, "pollInterval") ?? STREAM.pollInterval;
    const id = identifier(runId, "runId");
    return connection.eventStream(id, deadline(timeout), interval);
  };
  return new EventStream(open, options?.signal, options?.throwOnTimeout === true);
}
