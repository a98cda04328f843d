import { FlyMyAI } from "flymyai-js-client";

const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
client.baseUrl = process.env.MODELS_URL;
await client.predict({ prompt: "hi" }, "flymyai/bert");
