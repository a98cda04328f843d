// Loads the vector files that all languages share, and checks their keys.
import { readFileSync } from "node:fs";

const read = (file) =>
  JSON.parse(readFileSync(new URL(`../../vectors/${file}`, import.meta.url), "utf8"));
const KEYS = read("keys.json");
const RECORDS = read("records.json");

/** The names of all operations, as `namespace.method` in JavaScript. */
export function loadOperations() {
  return read("operations.json").map(({ node }) => node);
}

/** The rows of the list of operations. */
export const loadRows = () => read("operations.json");

/** The entries of a file; throws for an unknown key. */
export function loadVectors(file) {
  const vectors = read(`${file}.json`);
  for (const vector of vectors) {
    checkKeys(file, vector);
    vector.script = vector.script?.map(expand);
  }
  return vectors;
}

/** Completes the run of a response: a vector has only the fields that it is about. */
function expand({ run, ...response }) {
  return run ? { ...response, json: { ...RECORDS.run, ...run } } : response;
}

/** Throws for an unknown key, because no test would check its value. */
export function checkKeys(file, vector) {
  for (const [where, found, allowed] of objects(file, vector)) {
    const unknown = Object.keys(found).filter((key) => !allowed.includes(key));
    if (unknown.length > 0) {
      throw new Error(`${file}.json, ${vector.name}: ${where} has unknown ${unknown.join(", ")}`);
    }
  }
}

function* objects(file, vector) {
  const { parts } = KEYS;
  const { options = {}, client = {}, reply = {}, script = [], expect = {} } = vector;
  yield ["entry", vector, KEYS[file].entry];
  yield ["expect", expect, KEYS[file].expect];
  yield ["options", options, parts.options];
  yield ["client", client, parts.client];
  for (const one of [reply, ...script]) {
    yield ["reply", one, parts.reply];
    yield ["match", one.match ?? {}, parts.match];
  }
  for (const request of expect.requests ?? []) yield ["request", request, parts.request];
  yield ["error", expect.error ?? {}, parts.error];
}
