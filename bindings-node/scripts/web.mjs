// Bundles the package for other platforms than Node: `node web.mjs`. Each build has the modules
// `*.web.ts` in place of their namesakes, and gets the WebAssembly module in its own way.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const wasm = join(dist, "flymyai.wasm");
const UMD_NAME = "flymyai-js-client";

/** How `wasm/module.js` gets the module. */
const modules = {
  // Compiled synchronously, in the first call: works in every bundle, without another file.
  inline: `import bytes from ${JSON.stringify(wasm)};
    let module;
    export const compiledModule = () => (module ??= new WebAssembly.Module(bytes));`,
  // The same for CommonJS, with the bytes of the entry for Node.
  shared: `const bytes = require("./wasm-bytes.js");
    let module;
    export const compiledModule = () => (module ??= new WebAssembly.Module(
      Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))));`,
  // Workers that compile no bytes at run time import the file as a module.
  workerd: `import module from "./flymyai.wasm"; export const compiledModule = () => module;`,
  edge: `import module from "./flymyai.wasm?module"; export const compiledModule = () => module;`,
  // Fetched while the package is loaded. Not compiled while it arrives: that needs a server that
  // knows the type of the file.
  // The first call throws an error of that.
  file: `const url = new URL("./flymyai.wasm", import.meta.url);
    async function compile() {
      const response = await fetch(url);
      if (!response.ok) throw new Error(url + " has the status " + response.status);
      return WebAssembly.compile(await response.arrayBuffer());
    }
    let module, failure;
    try { module = await compile(); } catch (error) { failure = { error }; }
    export const compiledModule = () => {
      if (failure) throw failure.error;
      return module;
    };`,
};

function plugin(kind) {
  return {
    name: "web",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.?\.\/.*\.js$/ }, ({ path, resolveDir }) => {
        if (/\/wasm\/module\.js$/.test(path)) return { path: "module", namespace: "wasm" };
        const file = join(resolveDir, path.replace(/\.js$/, ".web.ts"));
        return existsSync(file) ? { path: file } : undefined;
      });
      onLoad({ filter: /.*/, namespace: "wasm" }, () => ({
        contents: modules[kind],
        resolveDir: dist,
      }));
      if (kind === "inline") return;
      onResolve({ filter: /\.wasm(\?module)?$|wasm-bytes\.js$/ }, ({ path }) => ({
        path,
        external: true,
      }));
    },
  };
}

async function bundle(file, kind, format) {
  const { outputFiles } = await build({
    entryPoints: [join(root, "ts", "library.ts")],
    bundle: true,
    write: false,
    format,
    platform: "neutral",
    target: "es2022",
    loader: { ".wasm": "binary" },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    plugins: [plugin(kind)],
    logLevel: "warning",
  });
  const [{ text }] = outputFiles;
  if (file !== undefined) writeFileSync(join(dist, file), text);
  return text;
}

/** Adds a default export, the object of all names, as the entry for Node has. */
function withDefaultExport(text) {
  const [statement, list] = text.match(/export\s*\{([^}]*)\};?\s*$/);
  const pairs = list.split(",").map((item) => item.trim().split(" as "));
  const members = pairs.map(([local, name = local]) => `${name}: ${local}`);
  return `${text.slice(0, -statement.length)}const library = { ${members.join(", ")} };
export { ${list.trim()}, library as default };
`;
}

for (const [file, kind] of [
  ["inline.mjs", "inline"],
  ["workerd.mjs", "workerd"],
  ["edge-light.mjs", "edge"],
  ["file.mjs", "file"],
]) {
  const text = await bundle(undefined, kind, "esm");
  writeFileSync(join(dist, file), withDefaultExport(text));
}
writeFileSync(
  join(dist, "wasm-bytes.js"),
  `module.exports = "${readFileSync(wasm).toString("base64")}";\n`,
);
await bundle("inline.cjs", "shared", "cjs");
const commonjs = await bundle(undefined, "inline", "cjs");
// The global name and the loaders of version 0.2.4's build for browsers.
writeFileSync(
  join(dist, "my-library.umd.js"),
  `(function (root, factory) {
  if (typeof exports === "object" && typeof module !== "undefined") factory(exports, module);
  else if (typeof define === "function" && define.amd) {
    define(["exports"], (exports) => {
      const module = { exports };
      factory(exports, module);
      return module.exports;
    });
  } else {
    const module = { exports: {} };
    factory(module.exports, module);
    root[${JSON.stringify(UMD_NAME)}] = module.exports;
  }
})(typeof globalThis === "undefined" ? self : globalThis, function (exports, module) {
${commonjs}
});
`,
);
