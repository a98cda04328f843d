// The transcripts of the command, and how their outputs are compared.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Account } from "../support/emulator.mjs";

const file = new URL("../../vectors/cli/transcripts.json", import.meta.url);

export const entries = JSON.parse(readFileSync(file, "utf8"));

/** The lines of an output, without the values that differ from run to run. */
export function lines(text, account, home) {
  const same = text
    .replaceAll(account.url, "<url>")
    .replaceAll(home, "<home>")
    .replace(/http:\/\/127\.0\.0\.1:\d{2,}/g, "<emulator>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>")
    .split("\n");
  if (same.at(-1) === "") same.pop();
  return same;
}

/** Calls `check` with the steps of an entry, its account, and a folder of its own. */
export async function withSteps({ setup, steps }, check) {
  const account = new Account();
  for (const { control, body } of setup) await account.control(control, body);
  const home = mkdtempSync(join(tmpdir(), "flymyai-cli-"));
  try {
    const own = steps.map((step) => {
      const args = step.args.map((each) => each.replaceAll("<home>", home));
      return { ...step, args, env: { HOME: home, ...step.env } };
    });
    await check(own, account, home);
  } finally {
    rmSync(home, { recursive: true });
  }
}
