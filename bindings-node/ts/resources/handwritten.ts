import { BatchStream } from "../agents/batch-stream.js";
import type { Connection } from "../agents/connection.js";
import { deadline, given, identifier, integer, optionalNumber } from "../arguments.js";
import { artifactClone, artifactLineage } from "../records/artifacts.js";
import { projectErrors } from "../records/projects.js";
import { executionLog } from "../records/runs.js";
import { untouched } from "../records.js";
import { callerContext } from "../tracing.js";
import type {
  ArtifactLineage,
  ArtifactLineageFilter,
  EventStreamOptions,
  ExecutionLog,
  Json,
  ProjectErrorFilter,
  ProjectErrors,
  ResourceID,
  RunDetail,
  WaitOptions,
} from "../types/index.js";
import { EVENT_STREAM_DEFAULTS as defaults } from "../wait-defaults.js";

// Methods that are written by hand; the generated resources call them.

/** @internal `runs.streamEvents` */
export function runsStreamEvents(
  connection: Connection,
  runId: ResourceID,
  options: EventStreamOptions | undefined,
): AsyncGenerator<ExecutionLog, void, undefined> {
  const parent = callerContext();
  const open = () => {
    const { timeout = defaults.timeout, pollInterval = defaults.pollInterval } = given(options);
    const interval = optionalNumber(pollInterval, "pollInterval") ?? defaults.pollInterval;
    const id = identifier(runId, "runId");
    const throwsOnTimeout = options?.throwOnTimeout === true;
    const signal = options?.signal;
    const source = connection.eventStream(
      id,
      deadline(timeout),
      interval,
      throwsOnTimeout,
      signal,
      parent,
    );
    return { source, signal };
  };
  return new BatchStream("EventStream", "runs.stream_events", open, executionLog);
}

/** @internal `runs.watch` */
export function runsWatch(
  connection: Connection,
  runId: ResourceID,
  options: WaitOptions | undefined,
): Promise<RunDetail> {
  return connection.watchRun(runId, options);
}

/** @internal `projects.errors` */
export async function projectsErrors(
  connection: Connection,
  projectId: string,
  options: ProjectErrorFilter | undefined,
): Promise<ProjectErrors> {
  const { limit, before, signal } = given(options);
  const request = {
    fields: { project_id: projectId, limit: integer(limit, "limit"), before },
    signal,
  };
  const page = await connection.call("projects.errors", request, projectErrors);
  const part = () => ({ rows: page.errors, next: page.nextBefore });
  connection.makeIterable<Json>(page, "projects.errors", request, "before", part, untouched);
  return page;
}

/** @internal `artifacts.lineage` */
export async function artifactsLineage(
  connection: Connection,
  artifactId: string,
  options: ArtifactLineageFilter | undefined,
): Promise<ArtifactLineage> {
  const id = identifier(artifactId, "artifactId");
  const { cursor, pageSize, signal } = given(options);
  const request = { id, fields: { cursor, page_size: integer(pageSize, "pageSize") }, signal };
  const lineage = await connection.call("artifacts.lineage", request, artifactLineage);
  const clones = lineage?.clones;
  if (Array.isArray(clones?.results)) {
    clones.results = clones.results.map((row) => artifactClone(row, 0));
    const part = () => ({ rows: clones.results, next: clones.nextCursor });
    connection.makeIterable(clones, "artifacts.lineage", request, "cursor", part, artifactClone);
  }
  return lineage;
}
