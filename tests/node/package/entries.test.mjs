// The entries of the package: `require`, `import`, several copies, a missing addon.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import byDefault, * as namespace from "flymyai-js-client";
import { AgentClient, FlyMyAIError } from "flymyai-js-client";

const require = createRequire(import.meta.url);
const entry = require.resolve("flymyai-js-client");
const NAMES = [
  "AgentClient",
  "AgentStatus",
  "ArtifactStaleBaseVersionError",
  "BrowserUseProfileStatus",
  "CompilationStatus",
  "ExecutionLogType",
  "ExecutionStatus",
  "ExternalPrincipalStatus",
  "FlyMyAI",
  "FlyMyAIAgentError",
  "FlyMyAIError",
  "IntegrationConnectionStatus",
  "McpAccessMode",
  "McpResourceSetAuthorityType",
  "McpResourceSetManagementMode",
  "McpResourceSetStaleRevisionError",
  "McpResourceSetStatus",
  "McpResourceType",
  "McpServerOAuthError",
  "McpTeamError",
  "OutputError",
  "RawResponse",
  "RunFailedError",
  "SuggestSchemaError",
  "TimeoutError",
  "VariablesValidationError",
  "artifactFile",
  "artifactFilesFromDirectory",
  "backend",
];

test("every entry exports the same names", async () => {
  const required = require("flymyai-js-client");
  assert.deepEqual(Object.keys(required).sort(), NAMES);
  assert.deepEqual(Object.keys(namespace).sort(), [...NAMES, "default"].sort());
  assert.equal(byDefault, required);
  const imported = await import("flymyai-js-client");
  for (const name of NAMES) {
    assert.equal(namespace[name], required[name], name);
    assert.equal(imported[name], required[name], name);
  }
  assert.equal(AgentClient, required.AgentClient);
});

test("an error is an instance of both entries' classes", () => {
  const required = require("flymyai-js-client");
  assert.throws(() => new required.AgentClient({ apiKey: " " }), FlyMyAIError);
  assert.throws(() => new AgentClient({ apiKey: " " }), required.FlyMyAIError);
});

test("the CommonJS exports are plain properties without a transpiler's mark", () => {
  const required = require("flymyai-js-client");
  for (const name of NAMES) {
    const { writable, enumerable, get } = Object.getOwnPropertyDescriptor(required, name);
    assert.deepEqual(
      { writable, enumerable, get },
      { writable: true, enumerable: true, get: undefined },
    );
  }
  assert.equal(required.__esModule, undefined);
  assert.equal(required.default, undefined);
});

test("importing the CommonJS entry finds the named exports", async () => {
  const imported = await import(entry);
  assert.equal(imported.AgentClient, AgentClient);
});

test("package.json is exported", () => {
  const description = require("flymyai-js-client/package.json");
  assert.equal(description.name, "flymyai-js-client");
  assert.equal(description.dependencies, undefined);
});

test("the entry files of 0.2.4 exist", async () => {
  for (const file of ["my-library.umd.js", "my-library.emd.js"]) {
    assert.equal(require(`flymyai-js-client/dist/${file}`).AgentClient, AgentClient);
    assert.equal((await import(`flymyai-js-client/dist/${file}`)).AgentClient, AgentClient);
  }
});

test("the status lists are frozen", () => {
  const { AgentStatus, CompilationStatus, ExecutionLogType, ExecutionStatus } = namespace;
  for (const states of [AgentStatus, CompilationStatus, ExecutionLogType, ExecutionStatus]) {
    assert.ok(Object.isFrozen(states));
    for (const [name, value] of Object.entries(states)) assert.equal(name, value.toUpperCase());
  }
  assert.equal(ExecutionStatus.COMPLETED, "completed");
});

/** Loads another copy of the package, as test runners with module registries do. */
function loadAgain() {
  for (const file of Object.keys(require.cache)) delete require.cache[file];
  return require("flymyai-js-client");
}

test("several copies in one process have their own classes", async () => {
  const first = loadAgain();
  const second = loadAgain();
  assert.notEqual(first.AgentClient, second.AgentClient);
  for (const { AgentClient, FlyMyAIAgentError, FlyMyAIError } of [first, second]) {
    assert.throws(() => new AgentClient({ apiKey: " " }), FlyMyAIError);
    const client = new AgentClient({
      apiKey: "fly-k",
      baseUrl: "http://127.0.0.1:1",
      maxRetries: 0,
    });
    await assert.rejects(client.runs.get(1), FlyMyAIAgentError);
  }
});

test("importing does not load the addon", () => {
  for (const file of Object.keys(require.cache)) delete require.cache[file];
  require("flymyai-js-client");
  const loaded = Object.keys(require.cache).filter((file) => file.endsWith(".node"));
  assert.deepEqual(loaded, []);
});

/** A copy of the package without the files that `isLeftOut` selects, loaded with `FLYMYAI_BACKEND`. */
function copyWithout(t, isLeftOut, selected, file = "index.js") {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-"));
  const { FLYMYAI_BACKEND } = process.env;
  t.after(() => {
    rmSync(folder, { recursive: true });
    if (FLYMYAI_BACKEND === undefined) delete process.env.FLYMYAI_BACKEND;
    else process.env.FLYMYAI_BACKEND = FLYMYAI_BACKEND;
  });
  process.env.FLYMYAI_BACKEND = selected;
  cpSync(dirname(entry), folder, { recursive: true, filter: (file) => !isLeftOut(file) });
  return require(join(folder, file));
}

const isAddon = (file) => file.endsWith(".node");

test("WebAssembly is used where no addon is installed", (t) => {
  const { AgentClient, backend } = copyWithout(t, isAddon, "");
  assert.equal(backend(), "wasm");
  assert.equal(new AgentClient({ apiKey: "fly-k", baseUrl: "http://h" }).baseUrl, "http://h");
});

test("FLYMYAI_BACKEND selects WebAssembly although an addon is installed", (t) => {
  assert.equal(copyWithout(t, () => false, "wasm").backend(), "wasm");
});

test("FLYMYAI_BACKEND rejects other names", (t) => {
  const { backend } = copyWithout(t, isAddon, "rust");
  assert.throws(backend, /FLYMYAI_BACKEND must be native or wasm, not rust/);
});

test("FLYMYAI_BACKEND rejects the addon in a build without it", (t) => {
  const { backend } = copyWithout(t, isAddon, "native", "inline.cjs");
  assert.throws(backend, /FLYMYAI_BACKEND must be wasm in this build, not native/);
});

for (const [selected, isLeftOut] of [
  ["native", isAddon],
  ["", (file) => isAddon(file) || file.endsWith("wasm-bytes.js")],
]) {
  const how = selected ? "a selected addon" : "an addon without WebAssembly";
  test(`${how} that is missing is an error with advice`, (t) => {
    const { AgentClient } = copyWithout(t, isLeftOut, selected);
    assert.throws(
      () => new AgentClient({ apiKey: "fly-k" }),
      (error) => {
        assert.match(error.message, /has no native addon for \S+-\S+/);
        assert.match(error.message, /build it on this machine/);
        // No such package is published: the advice must not make users install one.
        assert.doesNotMatch(error.message, /flymyai-js-client-/);
        assert.ok(error.cause);
        return true;
      },
    );
  });
}

test("the builds for browsers export the same names", async () => {
  const { exports } = require("flymyai-js-client/package.json");
  const folder = dirname(require.resolve("flymyai-js-client/package.json"));
  const { import: imported, require: required } = exports["."].browser;
  const library = await import(join(folder, imported.default));
  assert.deepEqual(Object.keys(library).sort(), [...NAMES, "default"].sort());
  assert.deepEqual(Object.keys(require(join(folder, required.default))).sort(), NAMES);
});
