#!/usr/bin/env node
import { loadAddon } from "./addon.js";

// The command `flymyai`. It runs in the native addon, on this thread.

// Replaces Node's handler, which would end the process before the command has said how to go on.
process.on("SIGINT", () => {});

function run(): number {
  let addon: { runCommand(args: string[]): number };
  try {
    addon = loadAddon() as typeof addon;
  } catch (error) {
    console.error(`flymyai: the command needs the native addon: ${(error as Error).message}`);
    return 5;
  }
  return addon.runCommand(process.argv.slice(2));
}

process.exit(run());
