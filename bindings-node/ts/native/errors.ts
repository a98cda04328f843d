import {
  FlyMyAIAgentError,
  FlyMyAIError,
  SuggestSchemaError,
  TimeoutError,
  VariablesValidationError,
} from "../errors.js";
import { camelCase } from "../internal/names.js";
import { compilation } from "../records.js";
import type { Failure } from "./binding.js";

const NUMBERS: ReadonlySet<string | undefined> = new Set([
  "timeout",
  "poll_interval",
  "max_retries",
]);

function parsed(body: string | undefined): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The core speaks of arguments by its own names, and begins with them. */
function inOurNames({ message, argument }: Failure): string {
  if (argument === undefined || !message.startsWith(argument)) return message;
  return camelCase(argument) + message.slice(argument.length);
}

/** What Node's own network errors look like: text, and a code where one is known. */
function networkError(failure: Failure): Error {
  const error = new Error(failure.message);
  if (failure.code !== undefined) Object.assign(error, { code: failure.code });
  return error;
}

/**
 * @internal
 * The error that a native failure stands for; the core has decided everything else.
 *
 * @param failure - The failure.
 * @param thrown - What the program's own code has thrown meanwhile, by number.
 */
export function toError(failure: Failure, thrown?: ReadonlyMap<number, unknown>): Error {
  const message = inOurNames(failure);
  const [behind] = failure.cause ?? [];
  const cause = behind && toError(behind, thrown);
  const responseBody = parsed(failure.body);
  const facts = { statusCode: failure.status, responseBody, cause };
  switch (failure.kind) {
    case "argument":
      if (failure.argument === "api_key") return new FlyMyAIError(message);
      return NUMBERS.has(failure.argument) ? new RangeError(message) : new TypeError(message);
    case "closed":
      return new Error(message);
    case "status":
    case "decode":
      return new FlyMyAIAgentError(message, facts);
    case "variables": {
      const problems = failure.problems ?? [];
      const named = problems.flatMap(({ field, text }) => (field ? [[field, text] as const] : []));
      return new VariablesValidationError(message, {
        ...facts,
        messages: problems.map(({ text }) => text),
        fieldErrors: Object.fromEntries(named),
      });
    }
    case "suggest_schema":
      return new SuggestSchemaError(message, facts);
    case "compilation_failed":
      return new FlyMyAIAgentError(message, { responseBody: compilation(responseBody, 0) });
    case "wait_timeout":
      return new TimeoutError(message, { lastStatus: failure.lastStatus, cause });
    case "internal":
      return new Error(message, { cause });
    default: {
      // Programs look for the very object that their code has thrown.
      const own = failure.thrown === undefined ? undefined : thrown?.get(failure.thrown);
      return new FlyMyAIAgentError(message, { cause: own ?? cause ?? networkError(failure) });
    }
  }
}
