import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { FlyMyAI } from "flymyai-js-client";

async function ask() {
  const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
  client.baseUrl = process.env.MODELS_URL;
  return client.predict({ prompt: "hi" }, "flymyai/bert");
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  const [answer] = await once(worker, "message");
  console.log(answer, await ask());
  await worker.terminate();
} else {
  parentPort.postMessage(await ask());
}
