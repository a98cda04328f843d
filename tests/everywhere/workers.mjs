import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { Miniflare } from "miniflare";

// The package in workerd: one request, and several at once, which share the module's instance; with a
// compatibility date of today's projects, and with one from before requests had the property `cache`.
const DATES = ["2025-06-01", "2024-01-01"];

/** Yields each environment with its backend and the text of its result. */
export async function* workers(base) {
  writeFileSync(
    "worker.mjs",
    `import { runAll } from "./programs.mjs";
export default {
  async fetch(_, { BASE }) {
    try {
      return Response.json(await runAll(BASE));
    } catch (error) {
      return new Response(String(error && error.stack));
    }
  },
};\n`,
  );
  await esbuild.build({
    entryPoints: ["worker.mjs"],
    bundle: true,
    format: "esm",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
    outfile: "workerd/worker.mjs",
    logLevel: "warning",
  });
  const wasm = readdirSync("workerd").find((file) => file.endsWith(".wasm"));
  for (const compatibilityDate of DATES) {
    const worker = new Miniflare({
      modules: [
        { type: "ESModule", path: "workerd/worker.mjs" },
        { type: "CompiledWasm", path: join("workerd", wasm) },
      ],
      modulesRoot: "workerd",
      compatibilityDate,
      bindings: { BASE: base },
    });
    const request = async () => (await worker.dispatchFetch("http://worker/")).text();
    const environment = `workerd of ${compatibilityDate}`;
    try {
      yield [environment, "wasm", await request()];
      const texts = await Promise.all(Array.from({ length: 8 }, request));
      const text = texts.find((each) => each !== texts[0]) ?? texts[0];
      yield [`${environment}, 8 requests at once`, "wasm", text];
    } finally {
      await worker.dispose();
    }
  }
}
