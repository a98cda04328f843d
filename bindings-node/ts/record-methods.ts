import { OutputError, RunFailedError } from "./errors.js";
import { binding } from "./native/binding.js";
import { withFacts } from "./native/errors.js";
import { clientOf } from "./record-clients.js";
import type {
  AgentDeploymentAccess,
  ExternalPrincipal,
  Json,
  OutputOf,
  OutputSchema,
  ResourceID,
  Run,
  RunDetail,
  WaitOptions,
} from "./types/index.js";

// Methods of records; the tables in `records/` bind them to the record.

/** @internal The customer with the caller's own id. */
export function principalForExternalUser(
  access: AgentDeploymentAccess,
  externalUserId: string,
): ExternalPrincipal {
  requireText(externalUserId, "external_user_id");
  const found = access.principals.filter((each) => each.externalUserId === externalUserId);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const user = quoted(externalUserId);
    throw new Error(
      `Expected exactly one external principal for external_user_id ${user}; found ${found.length}.`,
    );
  }
  return only;
}

/** @internal The ids of a customer's connections in a slot; throws if one can't be used. */
export function readyConnectionIdsForSlot(
  access: AgentDeploymentAccess,
  { principalId, slot }: { principalId: string; slot: string },
): string[] {
  requireText(principalId, "principal_id");
  requireText(slot, "slot");
  const bindings = access.bindings.filter(
    (each) => each.principal === principalId && each.slot === slot,
  );
  const [binding] = bindings;
  const name = quoted(slot);
  if (binding === undefined || bindings.length > 1) {
    throw new Error(
      `Expected exactly one connection binding for principal_id ${quoted(principalId)} ` +
        `and slot ${name}; found ${bindings.length}.`,
    );
  }
  const notReady = `Connection slot ${name} is not ready.`;
  if (binding.connections.length === 0) throw new Error(notReady);
  const known = new Map(access.connections.map((each) => [each.publicId, each]));
  if (known.size !== access.connections.length) {
    throw new Error("Deployment access contains duplicate connection UUIDs.");
  }
  for (const id of binding.connections) {
    const connection = known.get(id);
    if (connection?.principal !== principalId) {
      throw new Error(`Connection slot ${name} contains an invalid connection UUID.`);
    }
    if (connection.status !== "active" || !connection.credentialsConfigured) {
      throw new Error(notReady);
    }
  }
  return [...binding.connections];
}

/** @internal The same run; throws a `RunFailedError` if it has failed or was cancelled. */
export function raiseForStatus<R extends Run>(run: R): R {
  const why = run.error ?? undefined;
  const failure = binding().NativeClient.runFailure(String(run.id), String(run.status), why);
  if (failure) throw withFacts(new RunFailedError(failure.message, { run }), failure);
  return run;
}

/** @internal Shows a run until it has ended, with the client that has read the record. */
export async function watch(
  run: { id: ResourceID },
  options: WaitOptions | undefined,
): Promise<RunDetail> {
  const client = clientOf(run);
  if (client) return await client.watchRun(run.id, options);
  throw new Error(
    "this record of a run has no client: it was made by the program. Use client.runs.watch(run.id).",
  );
}

type Issue = { readonly message: string; readonly path?: readonly unknown[] | null | undefined };
type Validated = { readonly value: unknown; readonly issues?: readonly Issue[] | undefined };

/** @internal The output of a run as a schema reads it. */
export function outputAs<Schema extends OutputSchema>(
  run: { id: ResourceID; status: string; agentResult: Json },
  schema: Schema,
): OutputOf<Schema> {
  const standard = schema?.["~standard"];
  if (typeof standard?.validate !== "function") {
    throw new TypeError(
      "schema must implement Standard Schema, as those of zod, valibot and arktype do",
    );
  }
  const output = run.agentResult ?? null;
  let problems: { message: string; path: unknown[] }[] = [];
  if (output !== null) {
    // A copy: schemas may change their input, or return parts of it.
    const validated = standard.validate(structuredClone(output)) as
      | Validated
      | PromiseLike<unknown>;
    if (typeof (validated as PromiseLike<unknown>)?.then === "function") {
      (validated as PromiseLike<unknown>).then(undefined, () => {});
      throw new TypeError(
        "schema validates asynchronously, or its validation has thrown: outputAs needs a " +
          "synchronous schema",
      );
    }
    const { issues, value } = validated as Validated;
    if (!issues) return value as OutputOf<Schema>;
    problems = issues.map(({ message, path }) => ({
      message,
      path: (path ?? []).map((part) => (part as { key?: unknown } | null)?.key ?? part),
    }));
    if (problems.length === 0) problems.push({ message: "the schema gives no reason", path: [] });
  }
  const failure = binding().NativeClient.outputFailure(
    String(run.id),
    String(run.status),
    problems.map(({ path, message }) => [path.map(String).join("."), message]),
  );
  throw withFacts(new OutputError(failure.message, { output, issues: problems }), failure);
}

function requireText(value: unknown, name: string): void {
  if (typeof value !== "string" || value.trim() === "") {
    throw new Error(`${name} must be a non-blank string.`);
  }
}

function quoted(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replace(/'/g, "\\'")}'`;
}
