import { AgentClient, backend, FlyMyAI, FlyMyAIAgentError } from "flymyai-js-client";

// The programs that every environment runs.

const POLL = { pollInterval: 0.05 };

function check(condition, text) {
  if (!condition) throw new Error(text);
}

/** The error of a call; an error if there is none. */
async function failure(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error("the call has not failed");
}

const agentClient = (base) => new AgentClient({ apiKey: "fly-everywhere", baseUrl: base, maxRetries: 1 });

function modelClient(base) {
  const models = new FlyMyAI({ apiKey: "fly-everywhere" });
  models.baseUrl = `${base}/api/v1`;
  return models;
}

async function startedRun(client) {
  const agent = await client.agents.create({ name: "A", goal: "Do it" });
  return client.runs.create({ agentId: agent.id });
}

const programs = {
  async "a run, its events and its result"(base) {
    const client = agentClient(base);
    const run = await startedRun(client);
    let events = 0;
    for await (const event of client.runs.streamEvents(run.id, POLL)) events += event.type ? 1 : 0;
    check(events > 3, `${events} events`);
    const { status } = await client.runs.wait(run.id, { timeout: 30, ...POLL });
    check(status === "completed", status);
  },

  async "errors of the service, of time and of arguments"(base) {
    const client = agentClient(base);
    const missing = await failure(client.runs.get(999999));
    check(missing.statusCode === 404, String(missing));
    const run = await startedRun(client);
    const late = await failure(client.runs.wait(run.id, { timeout: 0, ...POLL }));
    check(late.name === "TimeoutError", String(late));
    const invalid = await failure(client.runs.wait(run.id, { timeout: 1, pollInterval: -1 }));
    check(/interval/i.test(invalid.message), String(invalid));
    // A port that browsers do not block, and that nothing listens on.
    const unreachable = new AgentClient({ apiKey: "fly-k", baseUrl: "http://127.0.0.1:65534", maxRetries: 0 });
    const refused = await failure(unreachable.runs.get(1));
    check(refused instanceof FlyMyAIAgentError, String(refused));
    check(/no connection could be made|incomplete or invalid|fetch has failed/.test(refused.message), String(refused));
  },

  async "a call that its signal stops"(base) {
    const client = agentClient(base);
    const run = await startedRun(client);
    const abort = new AbortController();
    const waiting = failure(client.runs.wait(run.id, { signal: abort.signal, pollInterval: 30 }));
    abort.abort();
    const { name } = await waiting;
    check(name === "AbortError", name);
  },

  async "fifty waits at once"(base) {
    const client = agentClient(base);
    const runs = await Promise.all(Array.from({ length: 50 }, () => startedRun(client)));
    const ended = await Promise.all(runs.map(({ id }) => client.runs.wait(id, { timeout: 30, ...POLL })));
    check(ended.every(({ status }) => status === "completed"), JSON.stringify(ended));
  },

  async "files of an artifact, and the rows of its list"(base) {
    const client = agentClient(base);
    const data = new Blob(["<h1>Deck</h1>"], { type: "text/html" });
    const { artifact } = await client.artifacts.create({ name: "Deck", files: [{ path: "index.html", data }] });
    const names = [];
    for await (const row of await client.artifacts.list({ pageSize: 1 })) names.push(row.id);
    check(names.includes(artifact.id), names.join());
  },

  async "a prediction with an image"(base) {
    const image = new Blob([new Uint8Array(400_000)], { type: "image/png" });
    const { output_data } = await modelClient(base).predict({ prompt: "a cat", image }, "demo/echo");
    check(output_data?.files?.image?.size === 400_000, JSON.stringify(output_data));
  },

  async "a prediction with a file that is a stream"(base) {
    const file = new Blob([new Uint8Array(400_000)]).stream?.();
    // A page of jsdom has no streams.
    if (file === undefined) return;
    const client = modelClient(base);
    const { output_data } = await client.predict({ prompt: "a cat", file }, "demo/echo");
    check(output_data !== undefined, "no output");
    const again = await failure(client.predict({ file }, "demo/echo"));
    check(/read already|locked/.test(again.message), again.message);
  },

  async "a stream of a model's text"(base) {
    let parts = 0;
    const stream = modelClient(base).stream({ prompt: "word", count: 3 }, "demo/echo");
    for await (const part of stream) parts += part ? 1 : 0;
    check(parts === 3, `${parts} parts`);
  },
};

/**
 * Runs all programs.
 *
 * @param {string} base - The emulator's address.
 * @returns {Promise<{ backend: string, passed: number, total: number, failed: string[] }>} The backend
 *   that ran, and the programs that passed and failed.
 */
export async function runAll(base) {
  const failed = [];
  for (const [name, program] of Object.entries(programs)) {
    try {
      await program(base);
    } catch (error) {
      failed.push(`${name}: ${error?.stack ?? error}`);
    }
  }
  const total = Object.keys(programs).length;
  return { backend: backend(), passed: total - failed.length, total, failed };
}
