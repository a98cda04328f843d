import { camelCase } from "./internal/names.js";
import type { Json } from "./types/index.js";
import { unreadable } from "./unreadable.js";

// Converts the service's responses to records, with the tables in `records/`. Only the fields of a
// record are renamed. The value of a field belongs to the user or to the service, and is not
// changed unless the table lists a record for it.

type Raw = Record<string, unknown>;

/** @internal */
export interface Field {
  readonly name: string;
  /** The source of the value: the service's name, or a function of the record so far. */
  readonly from: string | ((record: Raw) => unknown);
  /** Makes the value of a missing field, for each record. */
  readonly fallback?: () => unknown;
  /** Whether null is a value; otherwise it counts as missing. */
  readonly nullable?: boolean;
  /** The record in the field, or the records in its list. */
  readonly of?: Shape;
  /** Whether the property is not enumerable, since its value is secret. */
  readonly isHidden?: boolean;
}

/** @internal */
export interface Shape {
  readonly fields: readonly Field[];
  readonly known: ReadonlySet<string>;
}

/** @internal */
export const none = () => null;
/** @internal */
export const text = () => "";
/** @internal */
export const no = () => false;
/** @internal */
export const list = () => [];
/** @internal */
export const object = () => ({});

/** @internal The service's field `wire`, under its camelCase name. */
export function field(wire: string, fallback?: () => unknown, of?: Shape): Field {
  return { name: camelCase(wire), from: wire, ...(fallback && { fallback }), ...(of && { of }) };
}

/** @internal Like `field`, for a value of any kind, also null. */
export function anything(wire: string, fallback: () => unknown): Field {
  return { ...field(wire, fallback), nullable: true };
}

/** @internal Like `field`, for a secret: printing or serializing the record does not show it. */
export function hidden(wire: string, fallback?: () => unknown): Field {
  return { ...field(wire, fallback), isHidden: true };
}

/** @internal A method of the record; printing or serializing the record does not show it. */
export function method(name: string, body: (record: never, ...given: never[]) => unknown): Field {
  const bound = (record: Raw) => body.bind(undefined, record as never);
  return { name, from: bound, isHidden: true };
}

/** @internal A property that is computed from the fields before it, such as a second name. */
export function derived(name: string, from: (record: Raw) => unknown): Field {
  return { name, from };
}

/** @internal */
export function shape(...fields: Field[]): Shape {
  const wires = fields.map(({ from }) => from).filter((from) => typeof from === "string");
  return { fields, known: new Set(wires) };
}

/** @internal A table with further fields; a field with a known name replaces the old one. */
export function extended(base: Shape, ...more: Field[]): Shape {
  const named = new Map(more.map((field) => [field.name, field]));
  const kept = base.fields.map((field) => {
    const own = named.get(field.name);
    named.delete(field.name);
    return own ?? field;
  });
  return shape(...kept, ...named.values());
}

/** Adds the fields that no table has; a known name is never replaced. */
function addUnknown(record: Raw, raw: Raw, { known }: Shape): void {
  for (const key of Object.keys(raw)) {
    if (known.has(key)) continue;
    const name = camelCase(key);
    if (Object.hasOwn(record, name)) continue;
    // Assigning to `__proto__` would change the record instead of adding to it.
    if (name === "__proto__") {
      const value = raw[key];
      Object.defineProperty(record, name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else {
      record[name] = raw[key];
    }
  }
}

function readField({ from, fallback, nullable, of }: Field, source: Raw, record: Raw): unknown {
  const value = typeof from === "string" ? source[from] : from(record);
  if (value === undefined || (value === null && !nullable)) return fallback ? fallback() : value;
  if (of === undefined) return value;
  return Array.isArray(value) ? value.map((item) => read(item, of)) : read(value, of);
}

function read(raw: unknown, of: Shape): unknown {
  if (!isObject(raw)) return raw;
  const record: Raw = {};
  for (const known of of.fields) {
    const value = readField(known, raw, record);
    if (value === undefined) continue;
    if (known.isHidden) {
      const { name } = known;
      Object.defineProperty(record, name, { value, writable: true, configurable: true });
    } else {
      record[known.name] = value;
    }
  }
  addUnknown(record, raw, of);
  return record;
}

function isObject(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @internal
 * Converts a successful response to the result of a method.
 *
 * @param body - The parsed body; undefined if there is none.
 * @param status - Its HTTP status.
 */
export type Reader<T> = (body: unknown, status: number) => T;

/** @internal Reads a record, `undefined` without a body; throws for any other value. */
export function reader<T>(of: Shape): Reader<T> {
  return (body, status) => {
    if (body === undefined || isObject(body)) return read(body, of) as T;
    throw unreadable("an object", body, status);
  };
}

/** @internal Reads a record, or null. */
export function orNull<T>(one: Reader<T>): Reader<T | null> {
  return (body, status) => (body === null ? null : one(body, status));
}

/** @internal Reads a list of records. */
export function listOf<T>(one: Reader<T>): Reader<T[]> {
  return (body, status) => {
    if (Array.isArray(body)) return body.map((item) => one(item, status));
    throw unreadable("an array", body, status);
  };
}

/** @internal Reads a page, whose rows are in the member `rows`. */
export function pageOf<T>(of: Shape, rows: string, one: Reader<T>): PageReader<T> {
  const page = reader<Raw>(of);
  const read = (body: unknown, status: number) => {
    const record = page(body, status);
    if (!Array.isArray(record?.[rows])) throw unreadable("a page", body, status);
    record[rows] = record[rows].map((row) => one(row, status));
    return record as Page<T>;
  };
  return Object.assign(read, { row: one });
}

/** @internal A page before it can be iterated over. */
export interface Page<T> {
  readonly nextCursor?: string | null;
  readonly [rows: string]: T[] | Json;
}

/** @internal Reads a page; `row` reads one of its rows. */
export interface PageReader<T> extends Reader<Page<T>> {
  readonly row: Reader<T>;
}

/** @internal Reads one of two records: the other one if a member of the body is truthy. */
export function either<A, B>(plain: Reader<A>, other: Reader<B>, name: string): Reader<A | B> {
  return (body, status) =>
    isObject(body) && body[name] ? other(body, status) : plain(body, status);
}

/** @internal The reader of one of two records: the other one if an argument is given. */
export function choose<A, B>(given: unknown, plain: Reader<A>, other: Reader<B>): Reader<A | B> {
  return given === undefined || given === null ? plain : other;
}

/** @internal Ignores the response, for methods without a result. */
export const nothing: Reader<void> = () => {};
/** @internal For methods that return the body as it is. */
export const untouched: Reader<Json> = (body) => body;
/** @internal The names of an open set of fields whose record is not known. */
export const noNames: ReadonlyMap<string, string> = new Map();
/** @internal The service's names of a record's fields, by their names in JavaScript. */
export function wireNames(of: Shape): ReadonlyMap<string, string> {
  return new Map(
    of.fields.flatMap(({ name, from }) => (typeof from === "string" ? [[name, from]] : [])),
  );
}

/**
 * @internal
 * An open set of fields under the service's names; unknown names pass unchanged.
 */
export function outgoing(fields: object, names: ReadonlyMap<string, string>): Raw {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [names.get(name) ?? name, value]),
  );
}
