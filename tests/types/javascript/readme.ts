// The examples of the README of 0.2.4, as programs of a strict TypeScript project; compiled, never run.
import { type AsyncPredictionResult, FlyMyAI, FlyMyAIError } from "flymyai-js-client";

const client = new FlyMyAI({ apiKey: "fly-***" });

/** One prediction; the output is indexed by field. */
export async function predict(): Promise<void> {
  try {
    const result = await client.predict({ prompt: "a cat on a mat" }, "flymyai/sdxl");
    // biome-ignore lint/complexity/useLiteralKeys: the README has it by text
    console.log(result.output_data["sample"][0]);
  } catch (error) {
    if (error instanceof FlyMyAIError) console.error(error.message);
    else throw error;
  }
}

/** The pieces of a prediction, without a type argument. */
export async function stream(): Promise<string> {
  let text = "";
  for await (const result of client.stream({ prompt: "a story", best_of: 1 }, "flymyai/llama")) {
    if (result.output_data) text += result.output_data.output[0];
  }
  return text;
}

/** Nine pictures at once, waited for in the background. */
export async function pictures(): Promise<string[]> {
  const prompts = Array.from({ length: 9 }, (_, n) => `a cat, take ${n}`);
  const results = await Promise.all(
    prompts.map((prompt) =>
      client.predictAsync<AsyncPredictionResult>({ prompt }, "flymyai/flux", {
        interval: 3000,
        signal: AbortSignal.timeout(3_600_000),
      }),
    ),
  );
  return results.map((result) => result.inference_responses?.[0]?.response.sample[0].url);
}

/** A task and its result as two steps. */
export async function task(): Promise<unknown> {
  const id = await client.asyncPredict({ prompt: "a cat" }, "flymyai/flux");
  const result = await client.checkAsyncResult("flymyai/flux", id);
  if (result.status === "pending") return undefined;
  return result.inference_responses[0].response.sample[0].url;
}
