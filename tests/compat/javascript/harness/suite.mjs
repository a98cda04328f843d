// All programs on one runtime.
import { jsonTexts, untrue } from "./comparison.mjs";
import { ours } from "./facts.mjs";
import { runScript, Worker } from "./process.mjs";
import { makeProject } from "./project.mjs";

const LIMIT = 10_000;

/**
 * Runs programs and compares.
 *
 * @param programs - From `allPrograms`.
 * @param emulator - A running one.
 * @param runtime - `{ name, command, isV8 }`, the command as a list.
 * @param installed - The folder of the installed package.
 * @param others - Folders of other packages that programs import, by name.
 * @returns A list of `{ program, failures }`; `skipped` instead of `failures` where a program says
 *   that it is not for this runtime.
 */
export async function runSuite({ programs, emulator, runtime, installed, others }) {
  const project = makeProject(installed, others);
  const suite = new Suite(emulator, runtime, project.folder);
  try {
    const results = [];
    for (const program of programs) results.push(await suite.result(program));
    return results;
  } finally {
    await suite.end();
    project.remove();
  }
}

const requestCount = (sends) => (sends?.inAnyOrder ?? sends?.first ?? sends ?? []).length;

class Suite {
  #worker;
  #json = new Map();

  constructor(emulator, runtime, folder) {
    Object.assign(this, { emulator, runtime, folder });
  }

  async result(program) {
    const { runtimes, why } = program.facts.only ?? {};
    if (runtimes && !runtimes.includes(this.runtime.family)) return { program, skipped: why };
    return { program, failures: await this.#failures(program) };
  }

  async end() {
    await this.#worker?.stop();
  }

  async #failures(program) {
    const facts = ours(program);
    const account = this.emulator.account();
    try {
      await account.script(facts.responses ?? []);
      const seen = facts.script
        ? await this.#script(facts, account)
        : await this.#program(program, account);
      if (seen.died) return [seen.died];
      seen.requests = await account.requests(requestCount(facts.sends));
      if (facts.left !== undefined) seen.left = await account.aborted(facts.left);
      const failures = untrue(facts, seen, await this.#places(facts, account));
      if (failures.length > 0 && seen.stderr) failures.push(seen.stderr);
      return failures;
    } finally {
      await account.end();
    }
  }

  async #program({ group, name, facts }, account) {
    if (facts.alone) await this.#restart();
    const seen = await this.#started().ask(
      { group, name, key: account.key, url: account.url },
      LIMIT,
    );
    if (facts.alone) await this.#restart();
    return seen;
  }

  async #script(facts, account) {
    const env = {
      FLYMYAI_API_KEY: account.key,
      FLYMYAI_AGENTS_BASE_URL: account.url,
      MODELS_URL: `${account.url}/api/v1`,
      ...facts.env,
    };
    const seen = await runScript(this.runtime.command, this.folder, facts.script, env, LIMIT);
    if (!seen.died && facts.within && seen.took > facts.within) {
      seen.died = `it took ${Math.round(seen.took)} ms, not ${facts.within}`;
    }
    return seen;
  }

  #started() {
    if (!this.#worker || this.#worker.died)
      this.#worker = new Worker(this.runtime.command, this.folder);
    return this.#worker;
  }

  async #restart() {
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  async #places(facts, account) {
    const missing = jsonTexts(facts).filter((text) => !this.#json.has(text));
    if (missing.length > 0) {
      const { texts } = await this.#started().ask({ texts: missing }, LIMIT);
      missing.forEach((text, index) => {
        this.#json.set(text, texts[index]);
      });
    }
    const { isV8, family } = this.runtime;
    return {
      key: account.key,
      url: account.url,
      json: this.#json,
      isV8,
      isNode: family === "node",
    };
  }
}
