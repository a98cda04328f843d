// Makes the calls of the shared vectors.
import { loadRows } from "./vectors.mjs";

/** Wire names that open sets of fields accept. */
const KNOWN =
  /^(input|output)_(schema|description|hint)$|^(mcp_(tool|servers)|user_(config|prompt|response)|cron_schedule|webhook_url|agent_id|instruction_md|inputs_prompt|outputs_prompt|generate_descriptions|is_active|available_tools|available_custom_mcp_servers)$/;

const OPERATIONS = new Map(loadRows().map((row) => [row.operation, row]));

/** A name of core, as JavaScript has it. */
export const camelCase = (name) =>
  name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const ourName = (name) => (KNOWN.test(name) ? camelCase(name) : name);
/** Fields with other names; by default, those of open sets of fields. */
export const renamed = (fields, name = ourName) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [name(key), value]));

// The id of a run is a member of the options.
const KEYWORD_IDS = [
  "compilations.compile",
  "compilations.freeze",
  "compilations.save_instruction",
];

/** Makes the call of a vector. */
export function perform(client, { operation, id, fields = {}, options = {} }) {
  const [namespace, method] = operation.split(".").map(camelCase);
  const resource = client[namespace];
  const row = OPERATIONS.get(operation) ?? {};
  const named = row.open ? renamed(fields) : renamed(fields, camelCase);
  const rest = renamed(options, camelCase);
  if (KEYWORD_IDS.includes(operation)) {
    return resource[method]({ executionId: id, ...named, ...rest });
  }
  if (row.optional_id) return resource[method](id, { ...named, ...rest });
  if (row.change) return resource[method](id, named, rest);
  const more = (row.node_positional ?? []).map((name) => fields[name]);
  for (const name of row.node_positional ?? []) {
    delete named[name];
    delete named[camelCase(name)];
  }
  const all = { ...named, ...rest };
  const positional = id === undefined ? more : [id, ...more];
  const result = resource[method](...positional, all);
  return method.startsWith("iter") ? collected(result) : result;
}

async function collected(rows) {
  const found = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** A vector's response as a step of the emulator's script. */
export function step({ match, times = 1, drop, delay, ...response }) {
  const served = Object.keys(response).length > 0;
  return {
    ...(match && { match }),
    times,
    ...(delay && { delay }),
    ...(drop && { drop }),
    ...(served && { reply: response }),
  };
}
