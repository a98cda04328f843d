import { createRequire } from "node:module";
import { FlyMyAI } from "flymyai-js-client";

const { FlyMyAIError } = createRequire(import.meta.url)("flymyai-js-client");
const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
client.baseUrl = process.env.MODELS_URL;
try {
  await client.predict({ prompt: "hi" }, "flymyai/bert");
} catch (error) {
  if (error instanceof FlyMyAIError) console.log(error.name, error.message);
}
