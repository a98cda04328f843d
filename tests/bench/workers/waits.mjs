// Concurrent `runs.wait` on the runs 1 to `count` of a fresh account.

import assert from "node:assert/strict";
import { AgentClient } from "flymyai-js-client";
import { meter, options, report } from "./usage.mjs";

const { url, key, count, poll_interval: pollInterval } = options;
const client = new AgentClient({ apiKey: key, baseUrl: url });
const ids = Array.from({ length: count }, (_, index) => index + 1);

// Results are not kept: their size does not depend on the package.
const wait = async (id) => (await client.runs.wait(id, { timeout: 300, pollInterval })).status;

await client.agents.list();
const measured = meter();
const statuses = await Promise.all(ids.map(wait));
const figures = measured.per(count);
assert.deepEqual([...new Set(statuses)], ["completed"]);
report(figures);
