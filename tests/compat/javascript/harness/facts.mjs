// The facts: what a program prints, raises and sends, by the published package's description.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = new URL("../facts/", import.meta.url);
const DIFFERENCES = fileURLToPath(new URL("../../differences.toml", import.meta.url));

/** Puts the file's records in the place of `{ "$name": { what is other in this one } }`. */
function expand(value, records) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => expand(item, records));
  const entries = Object.entries(value).map(([name, item]) => [name, expand(item, records)]);
  const [[name, item] = []] = entries;
  if (entries.length === 1 && Object.hasOwn(records, name)) return { ...records[name], ...item };
  return Object.fromEntries(entries);
}

/** All programs with their facts: `{ group, name, facts }`. */
export function allPrograms() {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) => {
      const group = file.replace(/\.json$/, "");
      const text = readFileSync(new URL(file, FOLDER), "utf8");
      const { $records = {}, ...facts } = JSON.parse(text);
      return Object.entries(expand(facts, $records)).map(([name, entry]) => ({
        group,
        name,
        facts: entry,
      }));
    });
}

/** The ids of the documented differences. */
function documented() {
  if (!existsSync(DIFFERENCES)) throw new Error("tests/compat/differences.toml is missing");
  const text = readFileSync(DIFFERENCES, "utf8");
  return new Set([...text.matchAll(/^\s*id\s*=\s*["']([^"']+)["']/gm)].map(([, id]) => id));
}

/** Errors in the facts themselves, as texts. */
export function flaws(programs) {
  const rows = documented();
  const found = [];
  for (const { group, name, facts } of programs) {
    const say = (text) => found.push(`${group}: ${name}: ${text}`);
    const { row, before, now } = facts;
    if ((row === undefined) !== (before === undefined)) say("a difference has a row and `before`");
    if ((before === undefined) !== (now === undefined)) say("`before` and `now` belong together");
    if (row !== undefined && !rows.has(row)) say(`no row ${row} in tests/compat/differences.toml`);
    if (before && JSON.stringify(before) === JSON.stringify(now)) say("`before` is `now`");
    if (facts.only && !facts.only.why) say("it says not why it does not run everywhere");
  }
  return found;
}

/** The behaviour of our package where it differs from the published one. */
export function ours({ facts }) {
  return { ...facts, ...facts.now };
}
