// The budgets of `make dist`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../artefacts/sizes.mjs", import.meta.url));

/** The program's output for packages with these files. */
function check(t, files) {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-sizes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "package"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const args = ["-czf", "a-1.tgz", "package"];
  assert.equal(spawnSync("tar", args, { cwd: folder }).status, 0);
  return spawnSync(process.execPath, [script, folder], { encoding: "utf8" });
}

test("sizes within the budgets are printed", (t) => {
  const files = { "a.whl": Buffer.alloc(4e6), "package/a.node": Buffer.alloc(8e6) };
  const { status, stdout, stderr } = check(t, {
    ...files,
    "package/a.wasm": Buffer.alloc(1e6),
  });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /4\.00 MB {2}a\.whl, at most 4000 kB/);
  assert.match(stdout, /8\.00 MB .*package\/a\.node, at most 8000 kB/);
  assert.match(stdout, /package\/a\.wasm, with brotli, at most 220 kB/);
});

for (const [name, content] of [
  ["a.whl", Buffer.alloc(4e6 + 1)],
  ["package/a.node", Buffer.alloc(8e6 + 1)],
  ["package/a.wasm", randomBytes(230e3)],
]) {
  test(`${name} above its budget is an error that names it`, (t) => {
    const { status, stderr } = check(t, { [name]: content });
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^Larger than their budgets: ${name}`));
  });
}

test("a folder without a package is an error", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-sizes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: "utf8" });
  assert.notEqual(status, 0);
  assert.match(stderr, /holds no package/);
});
