// Field names: snake_case on the wire, camelCase in JavaScript, unchanged in user data.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const TIMES = { created_at: RUN.created_at, updated_at: RUN.updated_at };
const NESTED = { user_key: { deep_key: [{ inner_key: null, camelKey: 1 }] } };

async function answered(value, call, status = 200) {
  const account = new Account();
  await account.script(json(value, status));
  const result = await call(account.client());
  const [request] = await account.requests(1);
  return { result, body: request.body ? JSON.parse(request.body) : undefined };
}

test("a run's keys are renamed, keys of user data are not", async () => {
  const raw = {
    ...RUN,
    previous_execution: "exec_1",
    variables: NESTED,
    messages: [{ role_name: "user", content: NESTED }],
    run_seq: 3,
    agent_result: NESTED,
    user_agent_task_uuid: "agent_abc123",
    logs: [{ id: 5, type: "tool_called", message: "m", data: NESTED, ...TIMES }],
  };
  const { result } = await answered(raw, (client) => client.runs.get(1));
  assert.deepEqual(result, {
    id: 1,
    userAgentTask: 7,
    previousExecution: "exec_1",
    originalPrompt: "go",
    variables: NESTED,
    messages: [{ role_name: "user", content: NESTED }],
    status: "completed",
    runSeq: 3,
    subagentLimits: null,
    error: null,
    agentResult: NESTED,
    output: NESTED,
    isTerminal: true,
    createdAt: "2026-01-02T03:04:05.123456Z",
    updatedAt: "2026-01-02T03:04:06Z",
    logs: [
      {
        id: 5,
        type: "tool_called",
        message: "m",
        data: NESTED,
        createdAt: "2026-01-02T03:04:05.123456Z",
        updatedAt: "2026-01-02T03:04:06Z",
      },
    ],
    userAgentTaskUuid: "agent_abc123",
  });
});

test("aliases are own, enumerable, plain properties", async () => {
  const raw = { ...RUN, agent_result: { score: 5 } };
  const { result } = await answered(raw, (client) => client.runs.get(1));
  const { output, isTerminal } = { ...result };
  assert.deepEqual([output, isTerminal], [{ score: 5 }, true]);
  assert.equal(Object.getPrototypeOf(result), Object.prototype);
  assert.ok(!Object.isFrozen(result));
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
});

test("missing and null fields get defaults", async () => {
  const empty = { id: 1, status: null, variables: null, messages: null, logs: null, run_seq: null };
  const { result } = await answered(empty, (client) => client.runs.get(1));
  assert.deepEqual(result, {
    id: 1,
    previousExecution: null,
    variables: {},
    messages: [],
    status: "pending",
    runSeq: 0,
    subagentLimits: null,
    error: null,
    agentResult: null,
    output: null,
    isTerminal: false,
    logs: [],
    userAgentTaskUuid: null,
  });
  assert.ok(!("createdAt" in result));
});

test("defaults are not shared between records", async () => {
  const { result } = await answered([RUN, { ...RUN, id: 2 }], (client) => client.runs.list());
  result[0].variables.mine = 1;
  result[0].messages.push(1);
  assert.deepEqual([result[1].variables, result[1].messages], [{}, []]);
});

test("unknown statuses and event types are accepted", async () => {
  const raw = { ...RUN, status: "meditating", logs: [{ id: 1, type: "dreamt", message: "m" }] };
  const { result } = await answered(raw, (client) => client.runs.get(1));
  assert.equal(result.status, "meditating");
  assert.equal(result.isTerminal, false);
  assert.equal(result.logs[0].type, "dreamt");
  assert.deepEqual(result.logs[0].data, {});
});

test("unknown keys are kept, renamed at the top level, and do not replace known ones", async () => {
  const raw = `{"id":1,"status":"failed","brand_new_key":{"in_side":1},"isTerminal":"no","output":"no",
    "SOME_CONSTANT":1,"_private_name":2,"__proto__":{"polluted":true},"constructor":3}`;
  const account = new Account();
  await account.script({ reply: { status: 200, text: raw } });
  const result = await account.client().runs.get(1);
  assert.deepEqual(result.brandNewKey, { in_side: 1 });
  assert.equal(result.isTerminal, true);
  assert.equal(result.output, null);
  assert.equal(result.SOME_CONSTANT, 1);
  assert.equal(result._privateName, 2);
  assert.equal(result.constructor, 3);
  assert.equal(result.polluted, undefined);
  assert.deepEqual(Object.getOwnPropertyDescriptor(result, "__proto__").value, { polluted: true });
});

test("agents, tools and compilations have their aliases", async () => {
  const { result: agent } = await answered(
    { uuid: "a1", id: 77, name: "n", user_prompt: "go", input_schema: NESTED, ...TIMES },
    (client) => client.agents.get("a1"),
  );
  assert.equal(agent.id, "a1");
  assert.equal(agent.goal, "go");
  assert.deepEqual(agent.inputSchema, NESTED);
  const steps = [{ step_type: "ask", vars_from_user_schema: NESTED, brand_new: 1 }];
  const { result: tool } = await answered(
    { id: 5, mcp_tool: "tavily", user_config: NESTED, required_configuration_steps: steps },
    (client) => client.tools.get(5),
  );
  assert.equal(tool.name, "tavily");
  assert.deepEqual(tool.userConfig, NESTED);
  assert.deepEqual(tool.requiredConfigurationSteps, [
    {
      stepType: "ask",
      varsFromUserSchema: NESTED,
      configurationSchema: null,
      config: null,
      executionCommand: null,
      brandNew: 1,
    },
  ]);
  for (const [status, ready, instruction = ""] of [
    ["compiled", true],
    ["running", false],
    ["running", true, "Do"],
    ["failed", false],
    ["failed", true, "Do"],
    ["new", false, "Do"],
  ]) {
    const raw = { id: 9, status, instruction_md: instruction, result: NESTED };
    const { result } = await answered(raw, (client) => client.compilations.get(9));
    assert.equal(result.isReady, ready, status);
    assert.deepEqual(result.result, NESTED);
  }
});

test("requests rename keys at the top level only", async () => {
  const { body: created } = await answered({ uuid: "a" }, (client) =>
    client.agents.create({
      name: "n",
      goal: "g",
      mcpServers: [1],
      inputSchema: NESTED,
      outputDescription: undefined,
      status: null,
    }),
  );
  assert.deepEqual(created, {
    name: "n",
    user_prompt: "g",
    available_custom_mcp_servers: [1],
    input_schema: NESTED,
  });
  const { body: started } = await answered(RUN, (client) =>
    client.agents.run("a", { variables: { websiteUrl: "x", ...NESTED } }),
  );
  assert.deepEqual(started, { variables: { websiteUrl: "x", ...NESTED } });
  const { body: configured } = await answered({ id: 5 }, (client) =>
    client.tools.provideConfig(5, { userResponse: { TAVILY_API_KEY: "k", camelKey: 1 } }),
  );
  assert.deepEqual(configured, { user_response: { TAVILY_API_KEY: "k", camelKey: 1 } });
  const { body: called } = await answered({ raw_key: NESTED }, (client) =>
    client.tools.call(5, { action: "a", arguments: { someArg: 1 } }),
  );
  assert.deepEqual(called, { action: "a", arguments: { someArg: 1 } });
});

test("open sets of fields rename known names and keep others", async () => {
  const { body: updated } = await answered({ uuid: "a" }, (client) =>
    client.agents.update("a", {
      goal: "g",
      tools: [1],
      webhookUrl: null,
      cronSchedule: "",
      name: undefined,
      brandNew: 1,
      service_name: 2,
    }),
  );
  assert.deepEqual(updated, {
    user_prompt: "g",
    available_tools: [1],
    webhook_url: null,
    cron_schedule: "",
    brandNew: 1,
    service_name: 2,
  });
  const { body: tool } = await answered({ id: 5 }, (client) =>
    client.tools.create({ mcpTool: "t", userConfig: NESTED, isActive: false, brandNew: 1 }),
  );
  assert.deepEqual(tool, { mcp_tool: "t", user_config: NESTED, is_active: false, brandNew: 1 });
});

test("a tool's result is returned unchanged", async () => {
  const { result } = await answered({ some_key: NESTED }, (client) =>
    client.tools.call(5, { action: "a" }),
  );
  assert.deepEqual(result, { some_key: NESTED });
});

test("user JSON is written as JSON.stringify writes it", async () => {
  const when = new Date(0);
  const variables = { when, nan: Number.NaN, none: undefined, list: [undefined], float: 1e21 };
  const { body } = await answered(RUN, (client) => client.agents.run("a", { variables }));
  assert.deepEqual(body.variables, {
    when: "1970-01-01T00:00:00.000Z",
    nan: null,
    list: [null],
    float: 1e21,
  });
});

test("rejects values that are not JSON by name before sending", async () => {
  const account = new Account();
  const client = account.client();
  const circular = {};
  circular.self = circular;
  for (const variables of [{ big: 10n }, circular]) {
    await assert.rejects(client.agents.run("a", { variables }), (error) => {
      assert.equal(error.constructor, TypeError);
      assert.match(error.message, /^variables cannot be sent as JSON: /);
      return true;
    });
  }
  const schema = {
    get bad() {
      throw new Error("mine");
    },
  };
  await assert.rejects(client.agents.create({ name: "n", goal: "g", outputSchema: schema }), {
    message: "outputSchema cannot be sent as JSON: mine",
  });
  assert.deepEqual(await account.requests(), []);
});

test("ids are strings or numbers, and one path segment", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const client = account.client();
  for (const id of [7, "7", "a/b", 9007199254740993n]) await client.runs.get(id);
  const paths = (await account.requests()).map(({ path }) => path.split("/").at(-2));
  assert.deepEqual(paths, ["7", "7", "a%2Fb", "9007199254740993"]);
});

test("a number that may have been rounded is no id", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const client = account.client();
  const calls = {
    runId: (id) => client.runs.get(id),
    agentId: (id) => client.runs.create({ agentId: id }),
    toolId: (id) => client.tools.get(id),
    compilationId: (id) => client.compilations.get(id),
  };
  for (const [name, call] of Object.entries(calls)) {
    for (const id of [2 ** 53, -(2 ** 53), 1e300]) {
      const refusal = { name: "TypeError", message: new RegExp(`^${name} .*a string or a BigInt`) };
      await assert.rejects(async () => call(id), refusal);
    }
  }
  assert.deepEqual(await account.requests(), []);
  await client.runs.get(Number.MAX_SAFE_INTEGER);
  assert.match((await account.requests())[0].path, /9007199254740991/);
});
