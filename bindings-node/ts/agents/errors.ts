import {
  ArtifactStaleBaseVersionError,
  FlyMyAIAgentError,
  FlyMyAIError,
  McpResourceSetStaleRevisionError,
  McpServerOAuthError,
  McpTeamError,
  SuggestSchemaError,
  TimeoutError,
  VariablesValidationError,
} from "../errors.js";
import type { Failure } from "../native/calls.js";
import type { Outcome } from "../native/completions.js";
import { argumentError, localizedMessage, systemError, withFacts } from "../native/errors.js";
import { compilation } from "../records/compilations.js";
import { unreadable } from "../unreadable.js";

// Failures of core as the error classes of the agents client.

/** The parsed body; its text and the error of the parser if it is not JSON. */
function parseBody(body: string | undefined): { value?: unknown; error?: unknown } {
  if (body === undefined) return {};
  try {
    return { value: JSON.parse(body) };
  } catch (error) {
    return { value: body, error };
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function whole(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}

/**
 * @internal
 * The error for a native failure. Core has decided the kind and the text.
 *
 * @param failure - The failure.
 * @param thrown - The values that the program's `fetch` has thrown during the call, by number.
 */
export function toError(failure: Failure, thrown?: ReadonlyMap<number, unknown>): Error {
  return withFacts(errorOfKind(failure, thrown), failure);
}

function errorOfKind(failure: Failure, thrown?: ReadonlyMap<number, unknown>): Error {
  const message = localizedMessage(failure);
  const [behind] = failure.cause ?? [];
  const cause = behind && toError(behind, thrown);
  const { value: responseBody, error: syntaxError } = parseBody(failure.body);
  const { idempotencyKey } = failure;
  const facts = { statusCode: failure.status, responseBody, cause, idempotencyKey };
  switch (failure.kind) {
    case "argument":
      return failure.argument === "api_key" ? new FlyMyAIError(message) : argumentError(failure);
    case "closed":
      return withKey(new FlyMyAIError(message), idempotencyKey);
    case "status":
      return new FlyMyAIAgentError(message, facts);
    case "decode":
      return new FlyMyAIAgentError(message, { ...facts, cause: cause ?? syntaxError });
    case "variables": {
      const problems = failure.problems ?? [];
      const named = problems.flatMap(({ field, text }) => (field ? [[field, text] as const] : []));
      return new VariablesValidationError(message, {
        ...facts,
        messages: problems.map(({ text }) => text),
        fieldErrors: Object.fromEntries(named),
      });
    }
    case "stale_revision": {
      const currentRevision = whole(member(responseBody, "current_revision"));
      return new McpResourceSetStaleRevisionError(message, { ...facts, currentRevision });
    }
    case "stale_base_version": {
      const details = member(responseBody, "details");
      return new ArtifactStaleBaseVersionError(message, {
        ...facts,
        latestVersion: whole(member(details, "latest_version")),
        liveVersion: whole(member(details, "live_version")),
      });
    }
    case "mcp_server_oauth": {
      const redirectUri = member(responseBody, "redirect_uri");
      return new McpServerOAuthError(message, {
        ...facts,
        code: String(member(responseBody, "code")),
        redirectUri: typeof redirectUri === "string" ? redirectUri : null,
      });
    }
    case "mcp_team": {
      const code = message.slice(message.lastIndexOf(": ") + 2);
      return new McpTeamError(message, { ...facts, code });
    }
    case "pages":
      return new FlyMyAIAgentError(message, { ...facts, statusCode: 0 });
    case "suggest_schema":
      return new SuggestSchemaError(message, facts);
    case "compilation_failed":
      return new FlyMyAIAgentError(message, { responseBody: compilation(responseBody, 0) });
    case "wait_timeout":
      return new TimeoutError(message, { lastStatus: failure.lastStatus, cause, idempotencyKey });
    case "internal":
      return new Error(message, { cause });
    default: {
      // Programs compare the cause with the object that their `fetch` has thrown.
      const own = failure.thrown === undefined ? undefined : thrown?.get(failure.thrown);
      const fallback = () => systemError(message, failure.code);
      return new FlyMyAIAgentError(message, { cause: own ?? cause ?? fallback(), idempotencyKey });
    }
  }
}

/** @internal The same error with the idempotency key of a call whose outcome is unknown. */
export function withKey<E extends Error>(error: E, idempotencyKey: string | null | undefined): E {
  return typeof idempotencyKey === "string" ? Object.assign(error, { idempotencyKey }) : error;
}

/** @internal The same error with the operation whose response could not be read. */
export function withOperation<E>(error: E, operation: string): E {
  const isKnown = !(error instanceof FlyMyAIAgentError) || error.operation !== undefined;
  return isKnown ? error : Object.assign(error, { operation });
}

/** @internal The text of a successful outcome, if it has a body; throws the error of a failed one. */
export function outcomeText({ result, thrown }: Outcome): string | undefined {
  if (result === undefined || typeof result === "string") return result;
  throw toError(result as Failure, thrown);
}

/**
 * @internal
 * The parsed body of a successful outcome; throws the error of a failed one.
 *
 * @param outcome - The outcome.
 * @param failure - Returns the failure for a body that is not JSON, if it has one of its own.
 */
export function parseOutcome(outcome: Outcome, failure?: () => Failure | null): unknown {
  const text = outcomeText(outcome);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = failure?.();
    throw found ? toError(found) : unreadable("JSON", text, outcome.status, cause);
  }
}
