const library = require("flymyai-js-client");
const { FlyMyAI, FlyMyAIError } = require("flymyai-js-client");

console.log(typeof FlyMyAI, typeof FlyMyAIError, library.__esModule, library.default);
for (const name of ["FlyMyAI", "FlyMyAIError"]) {
  const { writable, enumerable, value } = Object.getOwnPropertyDescriptor(library, name);
  console.log(name, writable, enumerable, value === library[name]);
}
