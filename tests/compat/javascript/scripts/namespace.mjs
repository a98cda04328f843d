import { createRequire } from "node:module";
import library, * as namespace from "flymyai-js-client";

const required = createRequire(import.meta.url)("flymyai-js-client");
const dynamic = await import("flymyai-js-client");
const names = ["FlyMyAI", "FlyMyAIError", "default"];
console.log(names.filter((name) => name in namespace).join());
console.log(library === required, library.FlyMyAI === namespace.FlyMyAI);
console.log(dynamic.FlyMyAI === namespace.FlyMyAI, dynamic.default === library);
console.log(required.FlyMyAIError === namespace.FlyMyAIError);
