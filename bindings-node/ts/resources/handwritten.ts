import { BatchStream } from "../agents/batch-stream.js";
import type { Connection } from "../agents/connection.js";
import { deadline, given, identifier, optionalNumber } from "../arguments.js";
import { executionLog } from "../records/runs.js";
import type { EventStreamOptions, ExecutionLog, ResourceID } from "../types/index.js";
import { EVENT_STREAM_DEFAULTS as defaults } from "../wait-defaults.js";

// Methods that are written by hand; the generated resources call them.

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
    const throwsOnTimeout = options?.throwOnTimeout === true;
    const source = connection.eventStream(id, deadline(timeout), interval, throwsOnTimeout);
    return { source, signal: options?.signal };
  };
  return new BatchStream("EventStream", open, executionLog);
}
