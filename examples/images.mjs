// Images as asynchronous tasks: nine at once, then one with a loop of polls.
//
// With the emulator: run `make emulator` in one terminal, and in another one
//
//     FLYMYAI_DSN=http://127.0.0.1:8787/ node examples/images.mjs
//
// With the cloud: set FLYMYAI_API_KEY to your own key.

import { setTimeout as pause } from "node:timers/promises";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";

const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY ?? "fly-local" });
const model = "flymyai/flux-schnell";
// FlyMyAI does not read the service's address from the environment.
if (process.env.FLYMYAI_DSN) client.baseUrl = new URL("api/v1", process.env.FLYMYAI_DSN).href;

console.log("== JavaScript: nine images at once");
try {
  const results = await Promise.all(
    Array.from({ length: 9 }, (_, number) =>
      client.predictAsync({ prompt: `a lighthouse, view ${number}` }, model, {
        interval: 100,
        signal: AbortSignal.timeout(3_600_000),
      }),
    ),
  );
  for (const result of results)
    console.log(`   ${result.inference_responses[0].response.sample[0].url}`);
} catch (error) {
  if (!(error instanceof FlyMyAIError)) throw error;
  console.log(`   no image: ${error.message}`);
}

console.log("\n== JavaScript: one image, with a loop of polls");
const id = await client.asyncPredict({ prompt: "a quiet harbour" }, model);
let result = await client.checkAsyncResult(model, id);
while (result.status === "pending") {
  await pause(100);
  result = await client.checkAsyncResult(model, id);
}
console.log(`   ${result.inference_responses[0].response.sample[0].url}`);

console.log("\n== JavaScript: a model that does not exist");
try {
  await client.predict({ prompt: "a fox" }, "flymyai/missing");
} catch (error) {
  if (!(error instanceof FlyMyAIError)) throw error;
  console.log(`   ${error.message}`);
}
