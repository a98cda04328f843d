import { identifier } from "./arguments.js";
import { snakeCase } from "./internal/names.js";

// Makes arguments JSON that have a form of their own in JavaScript; declarations name the functions.

/** @internal Ids as texts. */
export function idList(values: unknown): unknown {
  if (!Array.isArray(values)) return values;
  return values.map((value) => identifier(value, "an id"));
}

/** @internal A decimal number as the text that is sent. */
export function decimalText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : value;
}

/** @internal The ids of runs as texts; core refuses what is no array. */
export function runIds(values: unknown): unknown {
  if (!Array.isArray(values)) return values;
  return values.map((value) => (value === "" ? "" : identifier(value, "ids")));
}

const LIMITS: Readonly<Record<string, string>> = {
  capUsd: "cap_usd",
  maxChildren: "max_children",
  maxParallel: "max_parallel",
};

/** @internal Limits of agents that a run starts, under the service's names; others pass unchanged. */
export function limitTexts(limits: unknown): unknown {
  if (typeof limits !== "object" || limits === null || Array.isArray(limits)) return limits;
  const rows = Object.entries(limits).map(([name, value]) => [
    Object.hasOwn(LIMITS, name) ? LIMITS[name] : name,
    value,
  ]);
  return Object.fromEntries(rows);
}

/** @internal A secret is a text already. */
export function secretText(value: unknown): unknown {
  return value;
}

/** @internal The members of an MCP resource set under the service's names. */
export function resourceSetMembers(members: unknown): unknown {
  if (!Array.isArray(members)) return members;
  return members.map((member) => {
    if (typeof member !== "object" || member === null) return member;
    const rows = Object.entries(member).map(([name, value]) => [snakeCase(name), value]);
    return Object.fromEntries(rows);
  });
}
