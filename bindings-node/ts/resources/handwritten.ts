import { BatchStream } from "../agents/batch-stream.js";
import type { Connection } from "../agents/connection.js";
import { rowsOfPages } from "../agents/pages.js";
import { deadline, given, identifier, integer, optionalNumber } from "../arguments.js";
import { artifactClone, artifactLineage } from "../records/artifacts.js";
import { projectErrors } from "../records/projects.js";
import { executionLog } from "../records/runs.js";
import type {
  ArtifactLineage,
  ArtifactLineageFilter,
  EventStreamOptions,
  ExecutionLog,
  Json,
  ProjectErrorFilter,
  ProjectErrors,
  ResourceID,
} from "../types/index.js";
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

/** @internal `projects.errors` */
export async function projectsErrors(
  connection: Connection,
  projectId: string,
  options: ProjectErrorFilter | undefined,
): Promise<ProjectErrors> {
  const { limit, before, signal } = given(options);
  const request = async (start: string | null | undefined): Promise<ProjectErrors> => {
    const fields = { project_id: projectId, limit: integer(limit, "limit"), before: start };
    return await connection.call("projects.errors", { fields, signal }, projectErrors);
  };
  const page = await request(before);
  const rows = ({ errors, nextBefore }: ProjectErrors) => ({ rows: errors, next: nextBefore });
  return rowsOfPages<Json, ProjectErrors>("Project errors", page, page, rows, request);
}

/** @internal `artifacts.lineage` */
export async function artifactsLineage(
  connection: Connection,
  artifactId: string,
  options: ArtifactLineageFilter | undefined,
): Promise<ArtifactLineage> {
  const id = identifier(artifactId, "artifactId");
  const { cursor, pageSize, signal } = given(options);
  const request = async (start: string | null | undefined): Promise<ArtifactLineage> => {
    const fields = { cursor: start, page_size: integer(pageSize, "pageSize") };
    const request = { id, fields, signal };
    const lineage = await connection.call("artifacts.lineage", request, artifactLineage);
    const page = lineage?.clones;
    if (Array.isArray(page?.results))
      page.results = page.results.map((row) => artifactClone(row, 0));
    return lineage;
  };
  const lineage = await request(cursor);
  const clones = ({ clones }: ArtifactLineage) => ({
    rows: clones?.results,
    next: clones?.nextCursor,
  });
  if (lineage?.clones) {
    rowsOfPages("Artifact copies", lineage.clones, lineage, clones, request);
  }
  return lineage;
}
