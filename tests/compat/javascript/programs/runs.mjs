// Runs: their records, events and waits.
import { agents, caught, collect } from "./user.mjs";

export const programs = {
  "a run": async (user) => {
    const run = await agents(user).runs.get("r1");
    user.print(run);
    user.print(Object.keys(run).includes("output"), { ...run }.isTerminal, Object.isFrozen(run));
    user.print(JSON.parse(JSON.stringify(run)).createdAt, run.output === run.agentResult);
  },

  "a run with next to nothing": async (user) => {
    const { createdAt, originalPrompt, ...run } = await agents(user).runs.get(1);
    user.print(createdAt, originalPrompt, run);
  },

  "a field that nobody knows yet": async (user) => {
    const run = await agents(user).runs.get(1);
    user.print(run.brandNewField);
  },

  "an output that is no object": async (user) => {
    const client = agents(user);
    for (let n = 0; n < 3; n += 1) user.print((await client.runs.get(1)).output);
  },

  "large integers": async (user) => {
    const run = await agents(user).runs.get(1);
    user.print(typeof run.output.big, run.output.big === 2 ** 53, run.output.small);
  },

  "ids that are numbers and text": async (user) => {
    const client = agents(user);
    await client.runs.get(7);
    await client.runs.get("7");
    await client.runs.get(12345678901234567890n);
  },

  "all runs": async (user) => {
    const runs = await agents(user).runs.list();
    user.print(
      Array.isArray(runs),
      runs.map(({ id, isTerminal }) => [id, isTerminal]),
    );
  },

  "a follow-up": async (user) => {
    const run = await agents(user).runs.appendMessage("r1", { text: "and now?" });
    user.print(run.messages, run.status);
  },

  "a wait": async (user) => {
    const run = await agents(user).runs.wait("r1", { timeout: 300, pollInterval: 0.01 });
    user.print(run.status, run.output);
  },

  "a wait for a run that fails": async (user) => {
    const run = await agents(user).runs.wait("r1", { pollInterval: 0.01 });
    user.print(run.status, run.error, run.isTerminal);
  },

  "a wait for a run that is cancelled": async (user) => {
    user.print((await agents(user).runs.wait("r1")).status);
  },

  "a wait that takes too long": async (user) => {
    const client = agents(user);
    user.print(await caught(() => client.runs.wait("r1", { timeout: 0, pollInterval: 0.01 })));
    user.print(await caught(() => client.compilations.wait("c1", { timeout: 0 })));
  },

  "what a wait knows that takes too long": async (user) => {
    const error = await caught(() => agents(user).runs.wait("r1", { timeout: 0 }));
    user.print(error.lastStatus, error.cause);
  },

  "a wait that ends in an outage": async (user) => {
    const options = { timeout: 0.3, pollInterval: 0.6 };
    const error = await caught(() => agents(user).runs.wait("r1", options));
    user.print(error.constructor.name, error.lastStatus, error.cause);
  },

  "a wait that is refused": async (user) => {
    user.print(await caught(() => agents(user).runs.wait("r1", { pollInterval: 0.01 })));
  },

  "a wait with a failure on the way": async (user) => {
    const call = agents(user).runs.wait("r1", { pollInterval: 0.01, timeout: 20 });
    user.print(await caught(async () => user.print((await call).status)));
  },

  "a status that nobody knows yet": async (user) => {
    const run = await agents(user).runs.wait("r1", { pollInterval: 0.01 });
    user.print(run.status);
  },

  events: async (user) => {
    const seen = [];
    for await (const event of agents(user).runs.streamEvents("r1", { pollInterval: 0.01 })) {
      seen.push(`${event.type}: ${event.message || ""}`);
      if (event.data) seen.push(event.data);
    }
    user.print(seen);
  },

  "events up to a deadline": async (user) => {
    const stream = agents(user).runs.streamEvents("r1", { timeout: 0, pollInterval: 0.01 });
    user.print((await collect(stream)).map(({ id }) => id));
  },

  "events that are left": async (user) => {
    for await (const event of agents(user).runs.streamEvents("r1", { pollInterval: 0.01 })) {
      user.print(event.id);
      break;
    }
  },

  "events that nobody reads": async (user) => {
    const stream = agents(user).runs.streamEvents("r1");
    user.print(typeof stream.next, stream[Symbol.asyncIterator]() === stream);
  },

  "events of a run that is refused": async (user) => {
    const stream = agents(user).runs.streamEvents("r1");
    user.print(await caught(() => stream.next()));
  },

  "a compilation is waited for": async (user) => {
    const client = agents(user);
    const compilation = await client.compilations.wait("c1", { pollInterval: 0.01 });
    user.print(compilation.status, compilation.isReady);
  },

  "a run becomes an instruction": async (user) => {
    const compilation = await agents(user).agents.compileFromRun("r1", { pollInterval: 0.01 });
    user.print(compilation.id, compilation.status);
  },

  "a run that can't become one": async (user) => {
    const client = agents(user);
    const error = await caught(() => client.agents.compileFromRun("r1", { pollInterval: 0.01 }));
    user.print(error.name, error.message, error.statusCode, error.responseBody.status);
  },

  "an instruction is run and waited for": async (user) => {
    const options = { variables: { a_b: 1 }, pollInterval: 0.01 };
    const run = await agents(user).compilations.runInstructionAndWait("c1", options);
    user.print(run.id, run.output);
  },

  "a cancelled run": async (user) => {
    user.print(await agents(user).runs.cancel("r1"));
  },

  "from beginning to end": async (user) => {
    const client = agents(user);
    const run = await client.runs.create({
      agentId: "agent_scored",
      variables: { website_url: "x" },
    });
    const { length } = await collect(client.runs.streamEvents(run.id, { pollInterval: 0.01 }));
    const done = await client.runs.wait(run.id, { timeout: 300, pollInterval: 0.01 });
    user.print(length > 0, done.status, Object.keys(done.output).sort());
  },
};
