// Which certificates are trusted: the variables that Node's own connections obey.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { emulatorProgram } from "./support/emulator.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
let emulator;
let origin;
let authority;

before(async () => {
  emulator = spawn(emulatorProgram(), ["--tls", "--exit-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  for await (const text of emulator.stdout) {
    said += text;
    [, authority] = /^FLYMYAI_EMULATOR_CA=(.+)$/m.exec(said) ?? [];
    [, origin] = /^FLYMYAI_EMULATOR_TLS_URL=(.+)\n/m.exec(said) ?? [];
    if (origin) break;
  }
});

after(async () => {
  emulator.stdin.end();
  await once(emulator, "exit");
});

/** Runs code in a process of its own; what it has written. */
async function output(code, variables) {
  const child = spawn(process.execPath, ["--no-warnings", "-e", code], {
    cwd: folder,
    env: { ...process.env, ORIGIN: origin, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const piece of child.stdout) text += piece;
  return text;
}

/** Makes calls of the clients in a process of its own; what each came to, and the warnings. */
async function run(variables, first = "") {
  const code = `
    ${first}
    const { AgentClient, FlyMyAI } = require("flymyai-js-client");
    const warnings = [];
    process.on("warning", ({ message }) => warnings.push(message));
    const agents = () => new AgentClient({ apiKey: "fly-trust", baseUrl: process.env.ORIGIN, maxRetries: 0 });
    const models = new FlyMyAI({ apiKey: "fly-trust" });
    models.baseUrl = process.env.ORIGIN + "/api/v1";
    const calls = [agents().runs.list(), agents().runs.list(), models.asyncPredict({}, "flymyai/bert")];
    Promise.allSettled(calls).then(async (all) => {
      await new Promise(setImmediate);
      const codes = all.flatMap(({ reason }) => (reason ? [reason.cause?.code] : []));
      console.log(JSON.stringify({ states: all.map(({ status }) => status), codes, warnings }));
    });`;
  return JSON.parse(await output(code, variables));
}

const ACCEPTED = ["fulfilled", "fulfilled", "fulfilled"];
const REFUSED = ["rejected", "rejected", "rejected"];
const UNKNOWN = Array(3).fill("UNABLE_TO_VERIFY_LEAF_SIGNATURE");

test("a certificate of an unknown authority is refused", async () => {
  for (const variables of [{}, { NODE_TLS_REJECT_UNAUTHORIZED: "1" }]) {
    assert.deepEqual(await run(variables), { states: REFUSED, codes: UNKNOWN, warnings: [] });
  }
});

test("NODE_EXTRA_CA_CERTS names a further authority", async () => {
  const known = { NODE_EXTRA_CA_CERTS: authority };
  assert.deepEqual(await run(known), { states: ACCEPTED, codes: [], warnings: [] });
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 trusts everybody, with one warning", async () => {
  const first = 'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";';
  for (const given of [[{ NODE_TLS_REJECT_UNAUTHORIZED: "0" }], [{}, first]]) {
    const { states, warnings } = await run(...given);
    assert.deepEqual(states, ACCEPTED);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /^NODE_TLS_REJECT_UNAUTHORIZED is 0/);
  }
});

test("NODE_TLS_REJECT_UNAUTHORIZED counts for a new client of models under the same key", async () => {
  const code = `
    const { FlyMyAI } = require("flymyai-js-client");
    const ask = async (trust) => {
      if (trust === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = trust;
      const models = new FlyMyAI({ apiKey: "fly-trust" });
      models.baseUrl = process.env.ORIGIN + "/api/v1";
      return models.asyncPredict({}, "flymyai/bert").then(() => "trusted", () => "refused");
    };
    (async () => {
      const all = [];
      for (const trust of [undefined, "0", undefined, "0", "1"]) all.push(await ask(trust));
      console.log(all.join());
    })();`;
  assert.equal(await output(code, {}), "refused,trusted,refused,trusted,refused\n");
});

test("without TLS there is nothing to warn of", async () => {
  const plain = { NODE_TLS_REJECT_UNAUTHORIZED: "0", ORIGIN: "http://127.0.0.1:1" };
  const codes = Array(3).fill("ECONNREFUSED");
  assert.deepEqual(await run(plain), { states: REFUSED, codes, warnings: [] });
});
