import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { chromium } from "playwright-core";
import { serve } from "./pages.mjs";
import { checks } from "./trouble-checks.mjs";

// The package in pages that have trouble, and in workers of pages.

const DIST = "node_modules/flymyai-js-client/bindings-node/dist";
const PAGE = `<!doctype html><meta charset=utf-8><title>flymyai</title>
<script type=module>
  import * as package1 from "./inline.mjs";
  import * as package2 from "./inline.mjs?copy";
  Object.assign(globalThis, { flymyai: package1, copy: package2 });
</script>`;

/** What workers do: the programs, or many waits. Both kinds of workers answer to a port. */
const WORKER = `import { AgentClient } from "flymyai-js-client";
import { runAll } from "./programs.mjs";

const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memories.push(this.exports.memory);
  }
};

async function manyWaits({ base, key, ids, times }) {
  const client = new AgentClient({ apiKey: key, baseUrl: base });
  const wait = (id) => client.runs.wait(id, { timeout: 120, pollInterval: 1 });
  const ended = await Promise.all(Array(times).fill(ids).flat().map(wait));
  const memory = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  const completed = ended.filter(({ status }) => status === "completed").length;
  return { completed, memory };
}

self.addEventListener("message", (event) => {
  const { base, ids } = event.data;
  const work = ids ? manyWaits(event.data) : runAll(base);
  const answered = work.then(JSON.stringify, String).then((text) => event.ports[0].postMessage(text));
  event.waitUntil?.(answered);
});\n`;

/** A page that asks a worker, and requests an address with the answer. */
const UNATTENDED = `<!doctype html><script type=module>
  const worker = new Worker("worker.js", { type: "module" });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => fetch("answer?" + encodeURIComponent(data));
  worker.postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))), [port2]);
</script>`;

async function makePages() {
  const folder = join("pages", "trouble");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "unattended.html"), UNATTENDED);
  cpSync(join(DIST, "inline.mjs"), join(folder, "inline.mjs"));
  writeFileSync("trouble-worker.mjs", WORKER);
  await esbuild.build({
    entryPoints: ["trouble-worker.mjs"],
    bundle: true,
    format: "esm",
    outfile: join(folder, "worker.js"),
    logLevel: "warning",
  });
}

/** Yields each environment with its backend and the text of its result. */
export async function* troubles(base, executablePath) {
  await makePages();
  const server = serve().listen(0, "127.0.0.1");
  await once(server, "listening");
  const site = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox"],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  try {
    for (const [name, check] of Object.entries(checks)) {
      const context = await browser.newContext();
      const failed = [];
      /** Opens the page, with a script that runs before it. */
      const open = async (script) => {
        const page = await context.newPage();
        page.setDefaultTimeout(30_000);
        if (script !== undefined) await page.addInitScript(script);
        await page.goto(`${site}/trouble/`);
        await page.waitForFunction(() => globalThis.flymyai !== undefined);
        return page;
      };
      let result;
      try {
        result = await check({ base, context, open, site, server, executablePath });
      } catch (error) {
        failed.push(`${name}: ${error.stack}`);
      }
      const passed = 1 - failed.length;
      yield [`Chromium, ${name}`, "wasm", result ?? JSON.stringify({ backend: "wasm", passed, total: 1, failed })];
      await context.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
}
