import { AgentClient, backend, FlyMyAI } from "flymyai-js-client";

// What every environment runs: a run with its events, errors, a cancelled call, an upload, a stream.

/**
 * Runs the program.
 *
 * @param {string} base - The emulator's address.
 * @returns {Promise<object>} The facts that the environments have in common.
 */
export async function program(base) {
  const apiKey = "fly-everywhere";
  const client = new AgentClient({ apiKey, baseUrl: base, maxRetries: 1 });
  const agent = await client.agents.create({ name: "A", goal: "Do it" });
  const run = await client.runs.create({ agentId: agent.id });
  let events = 0;
  for await (const event of client.runs.streamEvents(run.id, { pollInterval: 0.05 })) {
    events += event.type ? 1 : 0;
  }
  const { status } = await client.runs.wait(run.id, { timeout: 30, pollInterval: 0.05 });
  const missing = await client.runs.get(999999).catch((error) => error.statusCode);
  const late = await client.runs
    .wait((await client.runs.create({ agentId: agent.id })).id, { timeout: 0, pollInterval: 0.05 })
    .catch((error) => error.name);
  const abort = new AbortController();
  const waiting = client.runs.get(run.id, { signal: abort.signal }).catch((error) => error.name);
  abort.abort();
  const aborted = await waiting;

  const models = new FlyMyAI({ apiKey });
  models.baseUrl = `${base}/api/v1`;
  const image = new Blob([new Uint8Array(400_000)], { type: "image/png" });
  const { output_data } = await models.predict({ prompt: "a cat", image }, "demo/echo");
  let parts = 0;
  for await (const part of models.stream({ prompt: "word", count: 3 }, "demo/echo")) {
    parts += part ? 1 : 0;
  }
  const facts = { status, hasEvents: events > 3, missing, late, aborted, parts };
  return { backend: backend(), ...facts, hasOutput: output_data !== undefined };
}

/** What the program finds in each environment. */
export const EXPECTED = {
  backend: "wasm",
  status: "completed",
  hasEvents: true,
  missing: 404,
  late: "TimeoutError",
  aborted: "AbortError",
  parts: 3,
  hasOutput: true,
};
