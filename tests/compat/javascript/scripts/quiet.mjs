import { createRequire } from "node:module";

// So that the runtime has loaded its modules for CommonJS.
createRequire(import.meta.url)("flymyai-js-client/package.json");

const before = new Set(Object.getOwnPropertyNames(globalThis));
const { FlyMyAI } = await import("flymyai-js-client");
new FlyMyAI({ apiKey: "k" });
for (const name of Object.getOwnPropertyNames(globalThis)) if (!before.has(name)) console.log(name);
