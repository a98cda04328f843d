// The root certificates that the clients trust, and the variables that change them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import { emulatorProgram } from "../support/emulator.mjs";

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

/** Runs code in a child process; resolves with its output. */
async function output(code, variables) {
  const child = spawn(process.execPath, ["--no-warnings", "-e", code], {
    cwd: folder,
    // Independent of the trusted roots of this machine.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: "", ORIGIN: origin, ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const piece of child.stdout) text += piece;
  return text;
}

/** Makes calls of the clients in a child process; resolves with outcomes and warnings. */
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

test("the system's roots are not trusted", async () => {
  const named = { SSL_CERT_FILE: authority, NODE_EXTRA_CA_CERTS: "" };
  assert.deepEqual(await run(named), { states: REFUSED, codes: UNKNOWN, warnings: [] });
});

test("--use-openssl-ca trusts the roots of OpenSSL's variables", async () => {
  const known = { SSL_CERT_FILE: authority, NODE_OPTIONS: "--use-openssl-ca" };
  assert.deepEqual(await run(known), { states: ACCEPTED, codes: [], warnings: [] });
  // A missing file must not make other roots trusted.
  const missing = { SSL_CERT_FILE: `${authority}.missing`, NODE_OPTIONS: "--use-openssl-ca" };
  assert.deepEqual((await run(missing)).states, REFUSED);
});

test("an unreadable NODE_EXTRA_CA_CERTS is ignored", async () => {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-trust-"));
  try {
    const own = readFileSync(authority, "utf8");
    const broken = own.replace("MII", "M!I");
    const files = { empty: "", text: "hello", broken, before: `${broken}${own}` };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
      const { states } = await run({ NODE_EXTRA_CA_CERTS: join(folder, name) });
      assert.deepEqual(states, REFUSED, name);
    }
    const { states } = await run({ NODE_EXTRA_CA_CERTS: join(folder, "missing") });
    assert.deepEqual(states, REFUSED);
    // The certificates before the first malformed one are used.
    writeFileSync(join(folder, "behind"), `${own}${broken}`);
    const found = await run({ NODE_EXTRA_CA_CERTS: join(folder, "behind") });
    assert.deepEqual(found.states, ACCEPTED);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const HAS_DEFAULTS = "setDefaultCACertificates" in tls;

if (HAS_DEFAULTS) {
  test("tls.setDefaultCACertificates sets the trusted roots", async () => {
    const first = `
      const pem = require("node:fs").readFileSync(${JSON.stringify(authority)}, "utf8");
      require("node:tls").setDefaultCACertificates([pem]);`;
    assert.deepEqual((await run({}, first)).states, ACCEPTED);
  });
}

test("rejects a certificate of an unknown authority", async () => {
  for (const variables of [{}, { NODE_TLS_REJECT_UNAUTHORIZED: "1" }]) {
    assert.deepEqual(await run(variables), { states: REFUSED, codes: UNKNOWN, warnings: [] });
  }
});

test("NODE_EXTRA_CA_CERTS adds an authority", async () => {
  const known = { NODE_EXTRA_CA_CERTS: authority };
  assert.deepEqual(await run(known), { states: ACCEPTED, codes: [], warnings: [] });
});

test("NODE_TLS_REJECT_UNAUTHORIZED=0 turns verification off, with one warning", async () => {
  const first = 'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";';
  for (const given of [[{ NODE_TLS_REJECT_UNAUTHORIZED: "0" }], [{}, first]]) {
    const { states, warnings } = await run(...given);
    assert.deepEqual(states, ACCEPTED);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0], /^NODE_TLS_REJECT_UNAUTHORIZED is 0/);
  }
});

test("NODE_TLS_REJECT_UNAUTHORIZED applies to a new inference client with the same key", async () => {
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

test("a client without TLS causes no warning", async () => {
  const plain = { NODE_TLS_REJECT_UNAUTHORIZED: "0", ORIGIN: "http://127.0.0.1:1" };
  const codes = Array(3).fill("ECONNREFUSED");
  assert.deepEqual(await run(plain), { states: REFUSED, codes, warnings: [] });
});
