import { FlyMyAI } from "flymyai-js-client";

const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
client.baseUrl = process.env.MODELS_URL;
for await (const piece of client.stream({ prompt: "hi" }, "flymyai/bert")) {
  console.log(piece);
  break;
}
