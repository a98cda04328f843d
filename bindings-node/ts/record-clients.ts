import type { ResourceID, RunDetail, WaitOptions } from "./types/index.js";

// The clients that have read records, for the methods of records that send requests. They are not
// in the records: printing, comparing and copying shows the data alone.

/** @internal The part of a client that records use. */
export interface RunWatcher {
  watchRun(runId: ResourceID, options: WaitOptions | undefined): Promise<RunDetail>;
}

const clients = new WeakMap<object, RunWatcher>();

/** @internal Notes the client of runs that it has read, and returns what it has read. */
export function rememberClient<T>(found: T, client: RunWatcher): T {
  for (const record of Array.isArray(found) ? found : [found]) {
    if (typeof record?.watch === "function") clients.set(record, client);
  }
  return found;
}

/** @internal The client that has read a record. */
export function clientOf(record: object): RunWatcher | undefined {
  return clients.get(record);
}
