import { FlyMyAIError } from "../errors.js";
import { direct } from "./response.js";

const START = "data:";

/**
 * @internal
 * The last event of a prediction's reply. Each `data:` line stands for itself, adjacent ones
 * included: that is how the service has always written them.
 *
 * @param reply - The whole reply.
 * @throws FlyMyAIError when there is no event, or one is not JSON.
 */
export function lastEvent<T>(reply: string): T {
  let found: { value: T } | undefined;
  for (const line of reply.split("\n")) {
    if (!line.startsWith(START)) continue;
    try {
      found = { value: JSON.parse(line.slice(START.length)) };
    } catch {
      throw new FlyMyAIError(`Failed to parse SSE data: ${line}`);
    }
  }
  if (found === undefined) throw new FlyMyAIError("No valid data events found in response");
  return found.value;
}

/** @internal The body of a response as text, however its bytes are cut. */
export async function textOf(response: Response): Promise<string> {
  const reply = direct(response);
  if (reply) return reply.text();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}
