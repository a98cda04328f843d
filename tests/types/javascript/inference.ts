// The inference client in a strict program; compiled, never run.
import {
  type AsyncPredictionResult,
  FlyMyAI,
  FlyMyAIError,
  type PredictionResult,
} from "flymyai-js-client";

const client = new FlyMyAI({ apiKey: "fly-***" });
// @ts-expect-error the key is needed
new FlyMyAI({});
// @ts-expect-error an option that does not exist
new FlyMyAI({ apiKey: "fly-***", baseUrl: "http://127.0.0.1" });
new FlyMyAI({ apiKey: "fly-***", fetch: async (url, init) => fetch(url, init) });
new FlyMyAI({ apiKey: "fly-***", fetch: null });
client.baseUrl = "http://127.0.0.1:8787/api/v1";

interface Output {
  output_data: { output: string[] };
}

export async function predictions(): Promise<void> {
  const result = await client.predict({ prompt: "a cat" }, "flymyai/bert");
  const typed: PredictionResult = result;
  // As the README has always shown it (row 31), and with more care.
  console.log(result.output_data.sample[0]);
  console.log(result.output_data?.sample[0], typed.output_data?.output[0]?.length, result.status);
  const lengths: number[] = result.output_data.output.map((text) => text.length);
  const mocked: PredictionResult = {};
  const own = await client.predict<Output>({}, "flymyai/bert");
  const texts: string[] = own.output_data.output;
  for await (const piece of client.stream({ prompt: "x" }, "flymyai/llama")) {
    console.log(piece.output_data.output, texts, lengths, mocked);
  }
  for await (const piece of client.stream<Output>({ prompt: "x" }, "flymyai/llama")) {
    const text: string | undefined = piece.output_data.output[0];
    console.log(text);
  }
}

export async function tasks(signal: AbortSignal): Promise<void> {
  const options = { interval: 3000, signal };
  const all = await Promise.all(
    [1, 2].map((n) => client.predictAsync<AsyncPredictionResult>({ n }, "flymyai/flux", options)),
  );
  console.log(all[0]?.inference_responses?.[0]?.response.sample[0].url);
  const any = await client.predictAsync({}, "flymyai/flux");
  console.log(any.inference_responses[0].response.sample[0].url);
  const id: string = await client.asyncPredict({}, "flymyai/flux");
  const result = await client.checkAsyncResult("flymyai/flux", id, signal);
  if (result.status === "pending") console.log("pending");
}

export async function rest(): Promise<void> {
  const { openapi_schema, response } = await client.openapiSchema("flymyai/flux");
  const opened: Response = await client._createConnectionWithRetries({}, "a/b", true, 3, 10_000);
  const stream: ReadableStream = await client._createStream(opened);
  console.log(openapi_schema.paths, response.status, stream.locked, new FlyMyAIError("x").message);
}

export class Mine extends FlyMyAI {
  override async _createConnection(
    payload: unknown,
    model: string,
    stream = false,
  ): Promise<Response> {
    return super._createConnection(payload, model, stream);
  }
}
