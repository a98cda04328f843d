import { FlyMyAIError } from "../errors.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { Turns } from "../internal/turns.js";
import { TextParts } from "../internal/utf8.js";
import { binding } from "../native/binding.js";
import type { NativeLimits } from "../native/calls.js";
import { localizedMessage } from "../native/errors.js";
import { bodyReader } from "./body.js";
import { takeNativeResponse } from "./response.js";

// Reads the result of a prediction from a response that has arrived completely.
//
// This is not core's SSE decoder. The published client takes each `data:` line for an event of its
// own, also adjacent lines, which the SSE format joins into one event; it takes the last one, and
// quotes a line that is not JSON in its error. Services and mocks rely on these rules, and the
// text may come from a `Response` that a program has made.

const DATA_PREFIX = "data:";

/**
 * @internal
 * The last event of a prediction's response.
 *
 * @param text - The whole body.
 * @throws FlyMyAIError when there is no event, or one is not JSON.
 */
export function lastEvent<T>(text: string): T {
  let found: { value: T } | undefined;
  for (const line of text.split("\n")) {
    if (!line.startsWith(DATA_PREFIX)) continue;
    try {
      found = { value: JSON.parse(line.slice(DATA_PREFIX.length)) };
    } catch {
      throw new FlyMyAIError(`Failed to parse SSE data: ${line}`);
    }
  }
  if (found === undefined) throw new FlyMyAIError("No valid data events found in response");
  return found.value;
}

/**
 * @internal
 * The body of a response as text.
 *
 * @param response - The response.
 * @param limits - The limits of the client; the native response has them already.
 * @throws Error when the body has more bytes than the limit.
 */
export async function textOf(response: Response, limits: NativeLimits): Promise<string> {
  const native = takeNativeResponse(response);
  if (native) return native.text();
  const reader = bodyReader(response);
  if (reader === undefined) throw new FlyMyAIError("Failed to read response stream");
  const parts = new TextParts();
  const size = new (binding().NativeBodySize)(limits);
  const turns = new Turns();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + parts.end();
      text += parts.push(value);
      const failure = size.add(value?.byteLength ?? 0);
      if (failure) throw new Error(localizedMessage(failure));
      if (turns.isOver) await turns.yield();
    }
  } catch (error) {
    void ignoreErrors(() => reader.cancel(error));
    throw error;
  } finally {
    size.free?.();
  }
}
