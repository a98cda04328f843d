// A fetch of the program's own under the agents' client, as tests have it.
import {
  AgentClient,
  FlyMyAI,
  FlyMyAIAgentError,
  VariablesValidationError,
} from "flymyai-js-client";
import { agents, caught, collect, HI, MODEL } from "./user.mjs";

const RUN = { id: 1, status: "completed", agent_result: { snake_key: 5 } };

/** A client whose requests a function answers, and the arguments of its calls. */
function mocked(answer, options) {
  const calls = [];
  const fetch = async (url, init) => {
    calls.push({ url, ...init });
    return answer(calls.length, url, init);
  };
  const client = new AgentClient({
    apiKey: "fly-mock",
    baseUrl: "https://mock.test",
    maxRetries: 0,
    fetch,
    ...options,
  });
  return { calls, client };
}

const json = (value, status = 200) => new Response(JSON.stringify(value), { status });

export const programs = {
  "what it is given": async ({ print }) => {
    const { calls, client } = mocked(() => json(RUN));
    await client.runs.get(1);
    await client.agents.run("a1", { variables: { a_b: 1 } });
    for (const { url, method, headers, body } of calls) {
      print(method, url, headers.get("x-api-key"), headers.get("content-type"), body);
    }
  },

  "what it is given for work without a body": async ({ print }) => {
    const { calls, client } = mocked(() => json({ id: "c1", status: "compiled" }));
    await client.compilations.compile({ executionId: "r1" });
    const [{ url, method, headers, body }] = calls;
    print(method, url, [...headers.keys()], body);
  },

  "its responses are records": async ({ print }) => {
    const { client } = mocked(() => json(RUN));
    const run = await client.runs.get(1);
    print(run.output, run.isTerminal, run.logs);
  },

  "its refusals are errors": async ({ print }) => {
    const { client } = mocked((n) => json({ variables: ["'url' is wrong"] }, n === 1 ? 400 : 404));
    const refused = await caught(() => client.agents.run("a1"));
    print(refused instanceof VariablesValidationError, refused.fieldErrors);
    print(await caught(() => client.agents.get("a1")));
  },

  "what it throws is the cause": async ({ print }) => {
    const own = new RangeError("offline");
    const { client } = mocked(() => {
      throw own;
    });
    const error = await caught(() => client.runs.list());
    print(error instanceof FlyMyAIAgentError, error.statusCode, error.cause === own);
  },

  "reads are tried again": async ({ print }) => {
    const answer = (n) => (n === 1 ? new Response("later", { status: 503 }) : json(RUN));
    const { calls, client } = mocked(answer, { maxRetries: 1 });
    print((await client.runs.get(1)).status, calls.length);
  },

  "connections that break under it": async ({ print }) => {
    const codes = [
      "ECONNREFUSED",
      "UND_ERR_CONNECT_TIMEOUT",
      "ETIMEDOUT",
      "UND_ERR_HEADERS_TIMEOUT",
    ];
    codes.push("ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ENOENT");
    const tries = async (code, call) => {
      const breaking = (n) => {
        if (n > 1) return json(RUN);
        throw new TypeError("failed", { cause: Object.assign(new Error("broken"), { code }) });
      };
      const { calls, client } = mocked(breaking, { maxRetries: 1 });
      await caught(() => call(client));
      return calls.length;
    };
    const lines = codes.map(async (code) => [
      code,
      await tries(code, (client) => client.runs.get(1)),
      await tries(code, (client) => client.agents.run("a1")),
    ]);
    for (const line of await Promise.all(lines)) print(...line);
  },

  "connections that break after a response": async ({ print }) => {
    const broken = () => {
      const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
      const start = (body) => body.error(new TypeError("terminated", { cause }));
      return new Response(new ReadableStream({ start }));
    };
    const { calls, client } = mocked((n) => (n > 1 ? json(RUN) : broken()), { maxRetries: 1 });
    print((await caught(() => client.agents.run("a1"))).constructor.name, calls.length);
  },

  "waits go by it": async ({ print }) => {
    const status = (n) => (n < 3 ? "running" : "completed");
    const { calls, client } = mocked((n) => json({ ...RUN, status: status(n) }));
    print((await client.runs.wait(1, { pollInterval: 0.01 })).output, calls.length);
  },

  "events go by it": async ({ print }) => {
    const logs = [1, 2].map((id) => ({ id, type: "tool_called", message: `m${id}` }));
    const { client } = mocked((n) => json({ ...RUN, logs, status: n < 2 ? "running" : "failed" }));
    const events = await collect(client.runs.streamEvents(1, { pollInterval: 0.01 }));
    print(events.map(({ message }) => message));
  },

  "the global fetch, replaced": async (user) => {
    const { fetch } = globalThis;
    const seen = [];
    globalThis.fetch = async (url, { method }) => {
      seen.push(`${method} ${url}`);
      return json([{ ...RUN, id: 9 }]);
    };
    const client = agents(user, { baseUrl: "https://mock.test" });
    user.print(
      (await client.runs.list()).map(({ id }) => id),
      seen,
    );
    globalThis.fetch = fetch;
    user.print(await agents(user).runs.list());
  },

  "undici's mock": async (user) => {
    const { getGlobalDispatcher, MockAgent, setGlobalDispatcher } = await import("undici");
    const own = getGlobalDispatcher();
    const mock = new MockAgent();
    mock.disableNetConnect();
    setGlobalDispatcher(mock);
    try {
      const path = "/api/v1/agents/executions/1/";
      mock.get(user.url).intercept({ path }).reply(200, RUN);
      user.print((await agents(user).runs.get(1)).output);
      mock.assertNoPendingInterceptors();
    } finally {
      setGlobalDispatcher(own);
      await mock.close();
    }
  },

  "the models' client takes one": async (user) => {
    const client = new FlyMyAI({
      apiKey: user.key,
      fetch: async (url) => new Response(`data: ${JSON.stringify({ url })}\n\n`),
    });
    client.baseUrl = user.models;
    const { url } = await client.predict(HI, MODEL);
    user.print(url ? new URL(url).pathname : "a response of the server");
  },

  "what is no fetch": async ({ print }) => {
    const options = { apiKey: "k", fetch: "https://mock.test" };
    print((await caught(() => new AgentClient(options))).constructor.name);
  },
};
