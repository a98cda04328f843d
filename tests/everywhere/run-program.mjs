import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

// Runs programs and test runners.

/** The path of a tool. */
export const bin = (name) => join(process.cwd(), "node_modules", ".bin", name);

/** Runs a program and returns what it prints. */
export function run(program, args, { cwd = process.cwd(), env = {} } = {}) {
  const { stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return stdout?.trim() || stderr || String(error);
}

/** Runs a test runner; returns the result that its test has written to its folder, or what it printed. */
export function runTests(program, folder, args, env) {
  const file = join(folder, "result.json");
  rmSync(file, { force: true });
  const printed = run(program, args, { env });
  return existsSync(file) ? readFileSync(file, "utf8") : printed;
}
