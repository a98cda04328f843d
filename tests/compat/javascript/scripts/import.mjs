import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";

try {
  new FlyMyAI({});
} catch (error) {
  console.log(error instanceof FlyMyAIError, error.message);
}
const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
client.baseUrl = process.env.MODELS_URL;
console.log(await client.predict({ prompt: "hi" }, "flymyai/bert"));
