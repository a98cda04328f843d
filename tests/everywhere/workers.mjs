import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { Miniflare } from "miniflare";

// The package in workerd: one request, and several at once, which share the module's instance.

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
  const worker = new Miniflare({
    modules: [
      { type: "ESModule", path: "workerd/worker.mjs" },
      { type: "CompiledWasm", path: join("workerd", wasm) },
    ],
    modulesRoot: "workerd",
    compatibilityDate: "2025-06-01",
    bindings: { BASE: base },
  });
  const request = async () => (await worker.dispatchFetch("http://worker/")).text();
  try {
    yield ["workerd", "wasm", await request()];
    const texts = await Promise.all(Array.from({ length: 8 }, request));
    yield ["workerd, 8 requests at once", "wasm", texts.find((text) => text !== texts[0]) ?? texts[0]];
  } finally {
    await worker.dispose();
  }
}
