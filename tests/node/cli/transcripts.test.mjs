// The command `flymyai` of the npm package has the output of the transcripts.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Account, useEmulator } from "../support/emulator.mjs";
import { start } from "./launcher.mjs";

useEmulator();

const file = new URL("../../vectors/cli/transcripts.json", import.meta.url);

/** The lines of an output, without the values that differ from run to run. */
function lines(text, account, home) {
  const same = text
    .replaceAll(account.url, "<url>")
    .replaceAll(home, "<home>")
    .replace(/http:\/\/127\.0\.0\.1:\d{2,}/g, "<emulator>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>")
    .split(/\r?\n/);
  if (same.at(-1) === "") same.pop();
  return same;
}

for (const entry of JSON.parse(readFileSync(file, "utf8"))) {
  test(entry.name, async () => {
    const account = new Account();
    for (const { control, body } of entry.setup) await account.control(control, body);
    const home = mkdtempSync(join(tmpdir(), "flymyai-cli-"));
    try {
      for (const { args, exit, stdout = [], stderr = [], stdin, env } of entry.steps) {
        const given = args.map((each) => each.replaceAll("<home>", home));
        const options = { account, env: { HOME: home, ...env }, input: stdin, cwd: home };
        const found = await start(given, options).ended;
        const text = JSON.stringify({ args, ...found });
        assert.equal(found.exit, exit, text);
        if (stdout) assert.deepEqual(lines(found.stdout, account, home), stdout, text);
        if (stderr) assert.deepEqual(lines(found.stderr, account, home), stderr, text);
      }
    } finally {
      rmSync(home, { recursive: true });
    }
  });
}
