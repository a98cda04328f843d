const { FlyMyAI } = require("flymyai-js-client");

console.log(require("flymyai-js-client/dist/my-library.umd.js").FlyMyAI === FlyMyAI);
console.log(typeof require("flymyai-js-client/dist/my-library.emd.js").FlyMyAIError);
console.log(require("flymyai-js-client/package.json").name);
try {
  require("flymyai-js-client/dist/my-library.esm.js");
} catch (error) {
  console.log(error instanceof Error);
}
import("flymyai-js-client/dist/my-library.umd.js").then((module) => {
  console.log(typeof module.FlyMyAI, module.default.FlyMyAI === FlyMyAI);
});
