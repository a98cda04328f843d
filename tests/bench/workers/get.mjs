// `runs.get`, or the same request with fetch and JSON.parse, many at once, for a given time.

import assert from "node:assert/strict";
import { meter, options, report } from "./usage.mjs";

const { url, key, seconds, at_once: atOnce } = options;

async function withClient() {
  const { AgentClient } = await import("flymyai-js-client");
  const client = new AgentClient({ apiKey: key, baseUrl: url });
  return () => client.runs.get(1);
}

function withFetch() {
  const headers = { "X-API-KEY": key };
  return async () => {
    const response = await fetch(`${url}/api/v1/agents/executions/1/`, { headers });
    assert(response.ok);
    return JSON.parse(await response.text());
  };
}

const get = options.side === "fetch" ? withFetch() : await withClient();
const batch = () => Promise.all(Array.from({ length: atOnce }, get));

await batch();
let ops = 0;
let runs = [];
const measured = meter();
while (measured.wall() < seconds) {
  runs = await batch();
  ops += atOnce;
}
const figures = measured.per(ops);
assert(runs.every((run) => run.status === "completed" && run.logs.length > 0));
report(figures);
// fetch keeps its idle connections, and with them the process, for some seconds.
process.exit(0);
