// Runs programs in the process of a user. It is told on its standard input which one to run, and
// answers on its standard output with lines that begin with a mark; every other line there is
// what a program, or the package, has written itself.
import process from "node:process";
import { createInterface } from "node:readline";
import { show, showError } from "./show.mjs";

const MARK = "\u0001";
const write = process.stdout.write.bind(process.stdout);
const answer = (value) => write(`${MARK}${JSON.stringify(value)}\n`);

// Objects that programs may replace, to be restored.
const KEPT = ["fetch", "File", "FormData", "FileReader", "setTimeout"];
const kept = KEPT.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);

function restore() {
  for (const [name, descriptor] of kept) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
  }
}

/** The texts that this engine has for JSON it can't read. */
function engineTexts(texts) {
  return texts.map((text) => {
    try {
      JSON.parse(text);
    } catch (error) {
      return error.message;
    }
    throw new Error(`this is JSON: ${text}`);
  });
}

async function run({ group, name, key, url }) {
  const prints = [];
  const user = {
    key,
    url,
    models: `${url}/api/v1`,
    print: (...values) => prints.push(values.length === 1 ? show(values[0]) : values.map(show)),
  };
  try {
    const { programs } = await import(`../programs/${group}.mjs`);
    if (typeof programs[name] !== "function") throw new Error(`no program ${group}: ${name}`);
    await programs[name](user);
    return { prints };
  } catch (error) {
    const internal = error?.stack?.includes("flymyai") ? undefined : error?.stack;
    return { prints, raises: showError(error), stack: internal };
  } finally {
    restore();
  }
}

process.on("unhandledRejection", (error) => answer({ unhandled: showError(error) }));

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  if (job.texts) answer({ texts: engineTexts(job.texts) });
  else answer(await run(job));
}
process.exit(0);
