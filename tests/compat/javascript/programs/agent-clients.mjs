// The agents' client itself.
import { inspect } from "node:util";
import { AgentClient, FlyMyAIError } from "flymyai-js-client";
import { agents, caught } from "./user.mjs";

/** Does something with these variables in the environment, and none of the package's others. */
async function withEnvironment(variables, work) {
  const names = ["FLYMYAI_API_KEY", "FLYMYAI_AGENTS_BASE_URL", "FLYMYAI_DSN"];
  for (const name of names) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of names) delete process.env[name];
  }
}

export const programs = {
  "its parts": async ({ print }) => {
    const client = new AgentClient({ apiKey: "k" });
    print(Object.keys(client), client.baseUrl, client instanceof AgentClient);
    print(typeof client.runs.wait, typeof client.webhooks, typeof client.triggers);
  },

  "no key": ({ print }) =>
    withEnvironment({}, async () => {
      print(await caught(() => new AgentClient()));
      print(await caught(() => new AgentClient({})));
      print((await caught(() => new AgentClient({ apiKey: "" }))) instanceof FlyMyAIError);
    }),

  "an empty key in the environment": ({ print }) =>
    withEnvironment({ FLYMYAI_API_KEY: "" }, async () => {
      print(await caught(() => new AgentClient()));
    }),

  "the environment": ({ key, url, print }) => {
    const variables = {
      FLYMYAI_API_KEY: key,
      FLYMYAI_AGENTS_BASE_URL: url,
      FLYMYAI_DSN: "http://127.0.0.1:1",
    };
    return withEnvironment(variables, async () => print(await new AgentClient().agents.list()));
  },

  "an empty address in the environment": ({ print }) =>
    withEnvironment({ FLYMYAI_AGENTS_BASE_URL: "" }, async () => {
      print(new AgentClient({ apiKey: "k", baseUrl: "" }).baseUrl);
    }),

  "what is passed counts before the environment": ({ key, url, print }) => {
    const variables = { FLYMYAI_API_KEY: "fly-no", FLYMYAI_AGENTS_BASE_URL: "http://127.0.0.1:1" };
    return withEnvironment(variables, async () => {
      print(await new AgentClient({ apiKey: key, baseUrl: url }).agents.list());
    });
  },

  "it does not show its key": async ({ print }) => {
    const client = new AgentClient({ apiKey: "fly-secret" });
    const texts = [inspect(client, { depth: 9, showHidden: true }), JSON.stringify({ ...client })];
    print(texts.some((text) => text.includes("fly-secret")));
  },

  "it is closed": async (user) => {
    const client = agents(user);
    user.print(await client.agents.list());
    await client.close();
    user.print(await client.close());
    user.print((await caught(() => client.agents.list())) instanceof Error);
  },

  "options that can't be": async ({ print }) => {
    const make = (options) => caught(() => new AgentClient({ apiKey: "k", ...options }));
    for (const options of [{ timeout: -1 }, { timeout: "5" }, { maxRetries: 1.5 }]) {
      const error = await make(options);
      print(error.constructor.name, error.message.startsWith(Object.keys(options)[0]));
    }
    print((await make({ baseUrl: "nonsense" })).constructor.name);
  },

  "many at once": async (user) => {
    const client = agents(user);
    const runs = await Promise.all(Array.from({ length: 30 }, (_, id) => client.runs.get(id)));
    user.print(runs.length);
  },

  "two keys in one process": async (user) => {
    const other = agents(user, { apiKey: "fly-compat-nobody" });
    user.print(await agents(user).agents.list(), (await other.agents.list()).length > 0);
  },
};
