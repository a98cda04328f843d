// The command `flymyai` of the npm package has the output of the transcripts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useEmulator } from "../support/emulator.mjs";
import { start } from "./launcher.mjs";
import { entries, lines, withSteps } from "./transcripts.mjs";

useEmulator();

for (const entry of entries) {
  test(entry.name, async () => {
    await withSteps(entry, async (steps, account, home) => {
      for (const { args, exit, stdout = [], stderr = [], stdin, env } of steps) {
        const found = await start(args, { account, env, input: stdin, cwd: home }).ended;
        const text = JSON.stringify({ args, ...found });
        assert.equal(found.exit, exit, text);
        if (stdout) assert.deepEqual(lines(found.stdout, account, home), stdout, text);
        if (stderr) assert.deepEqual(lines(found.stderr, account, home), stderr, text);
      }
    });
  });
}
