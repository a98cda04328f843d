// `run.outputAs`, and schemas of agents from schema objects.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { FlyMyAIError, OutputError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const SCHEMA = { type: "object", properties: { score: { type: "number" } } };

/** A schema as a library of Standard Schema has it. */
function standard(validate, more = {}) {
  return { "~standard": { version: 1, vendor: "own", validate, ...more } };
}

const score = standard((value) =>
  typeof value.score === "number"
    ? { value: { points: value.score } }
    : { issues: [{ message: "a number is needed", path: [{ key: "score" }] }] },
);

async function runWith(record) {
  const account = new Account();
  await account.script(json({ ...RUN, ...record }));
  return account.client().runs.get(RUN.id);
}

test("an output is read by a schema, and the raw output stays", async () => {
  const run = await runWith({ agent_result: { score: 7 } });
  assert.deepEqual(run.outputAs(score), { points: 7 });
  assert.deepEqual(run.output, { score: 7 });
  assert.ok(!Object.keys(run).includes("outputAs"));
  assert.deepEqual(JSON.parse(JSON.stringify(run)).output, { score: 7 });
});

test("functions may be schemas", async () => {
  const run = await runWith({ agent_result: { score: 7 } });
  assert.deepEqual(run.outputAs(Object.assign(() => {}, score)), { points: 7 });
});

test("an output that does not fit is kept by the error", async () => {
  const run = await runWith({ agent_result: { score: "secret-value" } });
  assert.throws(
    () => run.outputAs(score),
    (error) => {
      assert.ok(error instanceof OutputError && error instanceof FlyMyAIError);
      const text = `the output of run ${RUN.id} does not fit the schema: score: a number is needed`;
      assert.equal(error.message, text);
      assert.equal(error.output, run.output);
      assert.deepEqual([error.runId, error.code], [String(run.id), "invalid_output"]);
      assert.deepEqual(error.issues, [{ message: "a number is needed", path: ["score"] }]);
      return true;
    },
  );
});

test("a missing output is an error", async () => {
  const run = await runWith({ status: "running", agent_result: null });
  assert.throws(() => run.outputAs(score), {
    name: "OutputError",
    message: `run ${RUN.id} has no output for the schema (status: running)`,
    output: null,
  });
});

test("other schemas are refused", async () => {
  const run = await runWith({ agent_result: { score: 7 } });
  for (const schema of [undefined, null, 5, {}, SCHEMA]) {
    assert.throws(() => run.outputAs(schema), /^TypeError: schema must implement Standard Schema/);
  }
  const slow = standard(() => Promise.reject(new Error("late")));
  assert.throws(() => run.outputAs(slow), /^TypeError: schema validates asynchronously/);
});

test("agents take schema objects with a JSON Schema", async () => {
  const account = new Account();
  await account.script({ ...json({ uuid: "a1", name: "n", user_prompt: "g" }), times: 0 });
  const { agents } = account.client();
  const given = [
    SCHEMA,
    standard(() => {}, { jsonSchema: { input: ({ target }) => ({ ...SCHEMA, target }) } }),
    { ...score, toJSONSchema: () => SCHEMA },
    Object.assign(() => {}, score, { toJsonSchema: () => SCHEMA }),
  ];
  for (const outputSchema of given) {
    await agents.create({ name: "n", goal: "g", inputSchema: SCHEMA, outputSchema });
    await agents.update("a1", { outputSchema, inputSchema: null });
  }
  const bodies = (await account.requests()).map(({ body }) => JSON.parse(body));
  assert.equal(bodies.length, 2 * given.length);
  for (const [at, body] of bodies.entries()) {
    const { target, ...schema } = body.output_schema;
    assert.deepEqual(schema, SCHEMA);
    assert.equal(target, [2, 3].includes(at) ? "draft-2020-12" : undefined);
    assert.deepEqual(body.input_schema, at % 2 === 0 ? SCHEMA : null);
  }
});

test("schemas without a JSON Schema, and other values, are refused", async () => {
  const account = new Account();
  const { agents } = account.client();
  await assert.rejects(agents.create({ name: "n", goal: "g", outputSchema: score }), {
    name: "TypeError",
    message:
      "outputSchema is a schema object of own that has no JSON Schema: pass its JSON Schema, " +
      "such as z.toJSONSchema(schema) of zod 4",
  });
  for (const inputSchema of ["{}", 5, [SCHEMA], () => {}]) {
    const refused = agents.update("a1", { inputSchema });
    await assert.rejects(refused, /^TypeError: inputSchema must be a JSON Schema or a schema/);
  }
  assert.deepEqual(await account.requests(), []);
});

test("the raw output stays when a schema changes it, or returns a part of it", async () => {
  const run = await runWith({ agent_result: { score: 7, list: [1] } });
  const changing = standard((value) => {
    value.score = 8;
    return { value: value.list };
  });
  run.outputAs(changing).push(2);
  assert.deepEqual(run.output, { score: 7, list: [1] });
});

test("a schema may give no reason", async () => {
  const run = await runWith({ agent_result: { score: 7 } });
  for (const [issues, text] of [
    [[], "output: the schema gives no reason"],
    [[{ message: "no", path: null }], "output: no"],
  ]) {
    assert.throws(() => run.outputAs(standard(() => ({ issues }))), {
      message: `the output of run ${RUN.id} does not fit the schema: ${text}`,
    });
  }
  const promised = standard(() => runInNewContext("Promise.resolve({})"));
  assert.throws(() => run.outputAs(promised), { name: "TypeError", message: /asynchronously/ });
});

test("instances of classes are no schemas", async () => {
  const account = new Account();
  const client = account.client();
  for (const schema of [new Date(0), new Map(), new (class Shape {})()]) {
    const created = client.agents.create({ name: "A", goal: "G", outputSchema: schema });
    await assert.rejects(created, {
      name: "TypeError",
      message: `outputSchema must be a JSON Schema or a schema object, not ${schema.constructor.name}`,
    });
  }
  assert.deepEqual(await account.requests(), []);
});
