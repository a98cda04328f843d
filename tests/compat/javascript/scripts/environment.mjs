import { FlyMyAI } from "flymyai-js-client";

console.log(typeof process.env.FLYMYAI_API_KEY);
try {
  new FlyMyAI({});
} catch (error) {
  console.log(error.message);
}
console.log(new FlyMyAI({ apiKey: "k" }).baseUrl);
