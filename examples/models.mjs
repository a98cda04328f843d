// Calls models: one prediction, a stream, an asynchronous task.
//
// With the emulator: run `make emulator` in one terminal, and in another one
//
//     FLYMYAI_DSN=http://127.0.0.1:8787/ node examples/models.mjs
//
// With the cloud: set FLYMYAI_API_KEY to your own key, and FLYMYAI_MODEL to one of your models.

import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";

const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY ?? "fly-local" });
const model = process.env.FLYMYAI_MODEL ?? "demo/echo";
// FlyMyAI does not read the service's address from the environment.
if (process.env.FLYMYAI_DSN) client.baseUrl = new URL("api/v1", process.env.FLYMYAI_DSN).href;

console.log("== JavaScript: one prediction");
const prediction = await client.predict({ prompt: "What is a run?" }, model);
console.log(`   ${prediction.output_data.sample[0]}`);

console.log("\n== JavaScript: a stream");
try {
  for await (const partial of client.stream({ prompt: "one two three" }, model)) {
    if (partial.output_data) console.log(`   ${JSON.stringify(partial.output_data.output)}`);
  }
} catch (error) {
  if (!(error instanceof FlyMyAIError)) throw error;
  console.log(`   the model failed: ${error.message}`);
}

console.log("\n== JavaScript: an asynchronous task");
const result = await client.predictAsync({ prompt: "Take your time" }, model, {
  interval: 100,
  signal: AbortSignal.timeout(60_000),
});
console.log(`   ${result.inference_responses[0].response.sample[0]}`);
