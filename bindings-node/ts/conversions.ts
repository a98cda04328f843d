import { identifier, isEmptied } from "./arguments.js";
import { artifactFile } from "./artifact-files.js";
import { blobBytes, isBlob } from "./internal/bytes.js";
import { snakeCase } from "./internal/names.js";

// Converts arguments with a JavaScript-specific form to JSON; see `convert` in the declarations.

/** @internal The path of a directory; core refuses what is no text. */
export function directoryPath(directory: unknown): unknown {
  return directory;
}

/** @internal Ids as texts. */
export function idList(values: unknown): unknown {
  if (!Array.isArray(values)) return values;
  return values.map((value) => identifier(value, "an id"));
}

/** @internal A decimal number as the text that is sent. */
export function decimalText(value: unknown): unknown {
  return Number.isFinite(value) || typeof value === "bigint" ? String(value) : value;
}

/** @internal Fields of an open body; those with these names are decimal numbers. */
export function decimalTexts(
  fields: Record<string, unknown>,
  ...names: string[]
): Record<string, unknown> {
  const rows = Object.entries(fields).map(([name, value]) => [
    name,
    names.includes(name) ? decimalText(value) : value,
  ]);
  return Object.fromEntries(rows);
}

/** @internal The ids of runs as texts; core rejects other values than arrays. */
export function runIds(values: unknown): unknown {
  if (!Array.isArray(values)) return values;
  return values.map((value) => (value === "" ? "" : identifier(value, "ids")));
}

const LIMITS: Readonly<Record<string, string>> = {
  capUsd: "cap_usd",
  maxChildren: "max_children",
  maxParallel: "max_parallel",
};

/** @internal Limits of agents that a run starts, with the service's names for known keys. */
export function limitTexts(limits: unknown): unknown {
  if (!isRenamable(limits)) return limits;
  const rows = Object.entries(limits).map(([name, value]) => [
    Object.hasOwn(LIMITS, name) ? LIMITS[name] : name,
    value,
  ]);
  return Object.fromEntries(rows);
}

/** Whether the members of an object are renamed; `serialize` refuses those without JSON. */
function isRenamable(value: unknown): value is Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && !isEmptied(value);
}

/** @internal A secret, which is already text. */
export function secretText(value: unknown): unknown {
  return value;
}

/** @internal The members of an MCP resource set under the service's names. */
export function resourceSetMembers(members: unknown): unknown {
  if (!Array.isArray(members)) return members;
  return members.map((member) => {
    if (!isRenamable(member)) return member;
    const rows = Object.entries(member).map(([name, value]) => [snakeCase(name), value]);
    return Object.fromEntries(rows);
  });
}

/** The members of an entry of `files` that have its content. */
const CONTENTS = ["data", "content", "contentBase64", "content_base64"];

/** @internal The files of an artifact or an app under the service's names; blobs are read. */
export async function fileEntries(files: unknown): Promise<unknown> {
  if (!Array.isArray(files)) return files;
  return await Promise.all(files.map(fileEntry));
}

async function fileEntry(file: unknown): Promise<unknown> {
  if (!isRenamable(file)) return file;
  const { data, ...rest } = file as { path?: unknown; data?: unknown };
  const contents = CONTENTS.filter((name) => Object.hasOwn(file, name));
  if (contents.length > 0 && contents.every((name) => file[name] === undefined)) {
    throw new TypeError(
      `files: ${contents[0]} of the file ${JSON.stringify(rest.path)} is undefined`,
    );
  }
  const entries = Object.entries(rest).map(([name, value]) => [snakeCase(name), value]);
  const entry = Object.fromEntries(entries);
  if (data === undefined) return entry;
  const bytes = isBlob(data) ? await blobBytes(data) : data;
  const read = artifactFile(rest.path as string, bytes as Uint8Array);
  return Object.fromEntries(
    Object.entries({ ...entry, ...read }).map(([name, value]) => [snakeCase(name), value]),
  );
}

/** @internal Fields of an agent, with the JSON Schemas of schema objects. */
export function jsonSchemas(fields: Record<string, unknown>): Record<string, unknown> {
  const schemas: Record<string, unknown> = {};
  if ("input_schema" in fields)
    schemas.input_schema = jsonSchema(fields.input_schema, "inputSchema");
  if ("output_schema" in fields) {
    schemas.output_schema = jsonSchema(fields.output_schema, "outputSchema");
  }
  return { ...fields, ...schemas };
}

/** Whether a value is an object without a class, of this realm or another one. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

interface StandardJsonSchema {
  readonly vendor?: unknown;
  readonly jsonSchema?: { input?(options: { target: string }): unknown };
}

/**
 * @internal
 * The JSON Schema of a schema object; a JSON Schema and null stay as they are.
 *
 * @param schema - The argument.
 * @param name - Its name.
 */
export function jsonSchema(schema: unknown, name: string): unknown {
  if (schema === undefined || schema === null) return schema;
  const standard = (schema as { "~standard"?: StandardJsonSchema | null })["~standard"];
  if (standard) {
    const { toJSONSchema, toJsonSchema } = schema as Record<string, unknown>;
    if (standard.jsonSchema?.input) return standard.jsonSchema.input({ target: "draft-2020-12" });
    const convert = toJSONSchema ?? toJsonSchema;
    if (typeof convert === "function") return convert.call(schema);
    throw new TypeError(
      `${name} is a schema object of ${standard.vendor} that has no JSON Schema: ` +
        "pass its JSON Schema, such as z.toJSONSchema(schema) of zod 4",
    );
  }
  if (isPlainObject(schema)) return schema;
  const found = schema.constructor?.name ?? typeof schema;
  throw new TypeError(`${name} must be a JSON Schema or a schema object, not ${found}`);
}
