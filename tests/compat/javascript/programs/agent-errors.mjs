// Failures of the agents' client.
import {
  AgentClient,
  FlyMyAIAgentError,
  FlyMyAIError,
  SuggestSchemaError,
  VariablesValidationError,
} from "flymyai-js-client";
import { agents, caught, nowhere } from "./user.mjs";

const failing = async (user) => user.print(await caught(() => agents(user).runs.get(1)));
const refused = async (user) => {
  const error = await caught(() => agents(user).agents.run("a1", { variables: {} }));
  user.print(error.name, error.message, error.messages, error.fieldErrors, error.statusCode);
};

export const programs = {
  "a refusal": failing,
  "a refusal without a detail": failing,
  "a refusal whose detail is null": failing,
  "a refusal whose detail is a list": failing,
  "a refusal that is no JSON": failing,
  "a refusal with an empty body": failing,
  "a redirect": failing,
  "a gateway's failure": failing,
  "a success that is no JSON": failing,
  "a success of the wrong shape": failing,
  "a number that JSON does not have": failing,
  "a connection that is dropped": failing,

  "refused variables in a list": refused,
  "refused variables in an object": refused,
  "a refused variable in text": refused,
  "variables that are null": failing,
  "variables of another status": failing,

  "what errors are": async (user) => {
    const client = agents(user);
    const plain = await caught(() => client.runs.get(1));
    const gateway = await caught(() => client.agents.suggestSchema({ userPrompt: "x" }));
    const variables = await caught(() => client.agents.run("a1"));
    for (const error of [plain, gateway, variables]) {
      user.print(
        error.constructor.name,
        error instanceof FlyMyAIAgentError,
        error instanceof Error,
      );
      user.print(error instanceof FlyMyAIError, String(error).startsWith(`${error.name}: `));
    }
    user.print(
      gateway instanceof SuggestSchemaError,
      variables instanceof VariablesValidationError,
    );
  },

  "a server that is not there": async (user) => {
    const client = agents(user, { baseUrl: await nowhere() });
    const error = await caught(() => client.agents.list());
    user.print(error.constructor.name, error.statusCode, error.responseBody, error.cause.code);
    user.print(error.cause instanceof Error);
  },

  "a read that is tried again": async (user) => {
    const client = new AgentClient({ apiKey: user.key, baseUrl: user.url, maxRetries: 2 });
    user.print((await caught(() => client.runs.get(1))).statusCode ?? "a response");
  },

  "work that is not tried again": async (user) => {
    const client = new AgentClient({ apiKey: user.key, baseUrl: user.url, maxRetries: 2 });
    user.print((await caught(() => client.agents.run("a1"))).statusCode);
  },

  "work with a key of its own": async (user) => {
    const client = new AgentClient({ apiKey: user.key, baseUrl: user.url });
    const options = { variables: {}, idempotencyKey: "once" };
    user.print((await client.agents.run("a1", options)).id);
  },

  "a byte order mark": async (user) => {
    const client = agents(user);
    user.print((await client.runs.get(1)).id);
    user.print((await caught(() => client.runs.get(1))).responseBody);
  },

  "a silent server": async (user) => {
    const client = agents(user, { timeout: 0.5 });
    const error = await caught(() => client.runs.get(1));
    user.print(error.constructor.name, error.statusCode);
  },

  "NaN in variables": async (user) => {
    await agents(user).agents.run("a1", {
      variables: { a: Number.NaN, b: Infinity, c: undefined },
    });
  },

  "variables that can't be JSON": async (user) => {
    const client = agents(user);
    const error = await caught(() => client.agents.run("a1", { variables: { big: 1n } }));
    user.print(error.constructor.name);
  },
};
