import { FlyMyAIAgentError } from "./errors.js";
import { binding } from "./native/binding.js";

/**
 * @internal
 * The error of a successful response with an unexpected body.
 *
 * @param expected - The expected kind of value.
 * @param body - The parsed body, or its text if it cannot be parsed.
 * @param statusCode - The HTTP status.
 * @param cause - The error of the parser.
 */
export function unreadable(
  expected: string,
  body: unknown,
  statusCode: number,
  cause?: unknown,
): FlyMyAIAgentError {
  const text = (JSON.stringify(body) ?? "nothing").slice(0, 200);
  const message = `HTTP ${statusCode}: the response is not ${expected}: ${text}`;
  const error = new FlyMyAIAgentError(message, { statusCode, responseBody: body, cause });
  // The code of a success, as that of a response that core could not read.
  return Object.assign(error, binding().NativeRequest.statusCode(200));
}
