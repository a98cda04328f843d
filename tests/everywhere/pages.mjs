import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import nodeResolve from "@rollup/plugin-node-resolve";
import esbuild from "esbuild";
import { chromium } from "playwright-core";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { buildExample, useExample } from "./example.mjs";

// The package in pages of a browser: in bundles, and as files of the package.

const PACKAGE = "node_modules/flymyai-js-client";
/** What the package says if the page's policy forbids WebAssembly, or the module is not there. */
const POLICY = /cannot start its WebAssembly module.*wasm-unsafe-eval/;
const MISSING = /cannot start its WebAssembly module\. \S+flymyai\.wasm has the status 404/;
/** The errors that pages show, by page. */
const ERRORS = { csp: POLICY, "file-csp": POLICY, "file-missing": MISSING };
const HEAD = "<!doctype html><meta charset=utf-8><title>flymyai</title><body>";
const TYPES = { html: "text/html", js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };
const importMap = (file) =>
  `<script type=importmap>{"imports":{"flymyai-js-client":"./${file}"}}</script>`;

/** Makes the folder of each page; returns their names by the environment that they show. */
async function makePages(base) {
  const start = `runAll(${JSON.stringify(base)}).then(
    (facts) => JSON.stringify(facts),
    (error) => String(error && error.stack),
  ).then((text) => { document.body.textContent = text; document.title = "done"; });\n`;
  writeFileSync("page.mjs", `import { runAll } from "./programs.mjs";\n${start}`);
  const page = (name, body, head = HEAD) => {
    mkdirSync(join("pages", name), { recursive: true });
    writeFileSync(join("pages", name, "index.html"), `${head}${body}`);
    return join("pages", name);
  };

  const bundled = page("esbuild", "<script src=page.js></script>");
  await esbuild.build({
    entryPoints: ["page.mjs"],
    bundle: true,
    outfile: join(bundled, "page.js"),
    logLevel: "warning",
  });

  const packed = page("webpack", "<script src=page.js></script>");
  const compiler = webpack({
    mode: "production",
    entry: "./page.mjs",
    output: { path: join(process.cwd(), packed), filename: "page.js" },
    performance: false,
  });
  await new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const problem = error ?? (stats.hasErrors() && new Error(stats.toString()));
      if (problem) reject(problem);
      else resolve();
    });
  });

  const rolled = page("rollup", "<script type=module src=page.js></script>");
  const bundle = await rollup({ input: "page.mjs", plugins: [nodeResolve({ browser: true })] });
  await bundle.write({ dir: rolled, format: "es" });

  mkdirSync("app", { recursive: true });
  for (const file of ["page.mjs", "programs.mjs"]) cpSync(file, join("app", file));
  writeFileSync("app/index.html", `${HEAD}<script type=module src=/page.mjs></script>`);
  const outDir = join(process.cwd(), "pages", "vite");
  await vite({ root: "app", base: "./", build: { outDir }, logLevel: "error" });

  const policyOf = (sources) =>
    `<meta http-equiv=content-security-policy content="script-src ${sources}">`;
  const unbundled = (name, file, { head, hasModule = true } = {}) => {
    const body = `${importMap(`${file}.mjs`)}<script type=module src=page.mjs></script>`;
    const folder = page(name, body, head);
    for (const each of ["page.mjs", "programs.mjs"]) cpSync(each, join(folder, each));
    for (const each of hasModule ? [`${file}.mjs`, "flymyai.wasm"] : [`${file}.mjs`]) {
      cpSync(join(PACKAGE, "bindings-node/dist", each), join(folder, each));
    }
  };
  unbundled("inline", "inline");
  unbundled("file", "file");
  // The import map is an inline script.
  unbundled("file-csp", "file", { head: `${policyOf("'self' 'unsafe-inline'")}${HEAD}` });
  unbundled("file-missing", "file", { hasModule: false });

  const umd = page("umd", "<script src=my-library.umd.js></script><script src=page.js></script>");
  cpSync(join(PACKAGE, "dist/my-library.umd.js"), join(umd, "my-library.umd.js"));
  const script = readFileSync("programs.mjs", "utf8").replace(
    /^import (.*) from .*$/m,
    'const $1 = globalThis["flymyai-js-client"];',
  );
  writeFileSync(join(umd, "page.js"), script.replaceAll("export ", "") + start);

  const strict = page("csp", "<script src=page.js></script>", `${policyOf("'self'")}${HEAD}`);
  cpSync(join(bundled, "page.js"), join(strict, "page.js"));
  return {
    "Chromium, esbuild": "esbuild",
    "Chromium, webpack": "webpack",
    "Chromium, rollup": "rollup",
    "Chromium, Vite": "vite",
    "Chromium, <script type=module>, inlined": "inline",
    "Chromium, <script type=module>, file": "file",
    "Chromium, UMD global": "umd",
    "Chromium, policy without wasm-unsafe-eval": "csp",
    "Chromium, file, policy without wasm-unsafe-eval": "file-csp",
    "Chromium, file that is missing": "file-missing",
  };
}

/** Serves the folder `pages`. */
export function serve() {
  return createServer(({ url }, response) => {
    const [path] = url.split("?");
    const file = path.endsWith("/") ? `${path}index.html` : path;
    try {
      const content = readFileSync(join("pages", file));
      response.setHeader("content-type", TYPES[file.split(".").pop()] ?? "text/plain");
      response.end(content);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
}

/** Yields each environment with its backend, the text that its page shows, and the error that it must show. */
export async function* pages(base, slowBase, executablePath) {
  const names = await makePages(base);
  const server = serve();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    for (const [environment, name] of Object.entries(names)) {
      const page = await browser.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(`http://127.0.0.1:${server.address().port}/${name}/`);
      const done = page.waitForFunction(() => document.title === "done", null, { timeout: 30_000 });
      await done.catch((error) => errors.push(error.message));
      const text = errors.join("\n") || (await page.textContent("body"));
      yield [environment, "wasm", text, ERRORS[name]];
      await page.close();
    }
    await buildExample(join(process.cwd(), "pages", "example"));
    const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
    await page.goto(`http://127.0.0.1:${server.address().port}/example/`);
    const result = await useExample(page, slowBase, process.env.SCREENSHOT);
    yield ["Chromium, examples/browser", "wasm", JSON.stringify(result)];
  } finally {
    await browser.close();
    server.close();
  }
}
