import { unreadable } from "./errors.js";
import { camelCase } from "./internal/names.js";
import type {
  Agent,
  AgentDetail,
  AvailableTool,
  Compilation,
  ExecutionLog,
  Json,
  Run,
  RunDetail,
  SchemaSuggestion,
  Tool,
} from "./types/index.js";

// How the service's records become ours. Renaming is by record, one level deep: what is inside a
// field belongs to the user or to the service and passes untouched, but for the listed records.

type Raw = Record<string, unknown>;

interface Field {
  readonly name: string;
  /** Where the value comes from: the service's name, or a look at the record so far. */
  readonly from: string | ((record: Raw) => unknown);
  /** Stands in for a missing value; made anew for every record. */
  readonly fallback?: () => unknown;
  /** Whether null is a value of its own here; elsewhere it is as good as missing. */
  readonly nullable?: boolean;
  /** The records in the field's list. */
  readonly of?: Shape;
}

interface Shape {
  readonly fields: readonly Field[];
  readonly known: ReadonlySet<string>;
}

const none = () => null;
const text = () => "";
const no = () => false;
const list = () => [];
const object = () => ({});

/** The service's field `wire`, under its camelCase name. */
function field(wire: string, fallback?: () => unknown, of?: Shape): Field {
  return { name: camelCase(wire), from: wire, ...(fallback && { fallback }), ...(of && { of }) };
}

/** Like `field`, for a value of any kind: null is passed on. */
function anything(wire: string, fallback: () => unknown): Field {
  return { ...field(wire, fallback), nullable: true };
}

/** A second name for, or a conclusion from, fields that stand before it. */
function derived(name: string, from: (record: Raw) => unknown): Field {
  return { name, from };
}

function shape(...fields: Field[]): Shape {
  const wires = fields.map(({ from }) => from).filter((from) => typeof from === "string");
  return { fields, known: new Set(wires) };
}

const times = [field("created_at"), field("updated_at")];

const AGENT = shape(
  field("uuid"),
  derived("id", (agent) => agent.uuid),
  field("name"),
  field("user_prompt"),
  derived("goal", (agent) => agent.userPrompt),
  anything("available_tools", list),
  field("available_custom_mcp_servers", list),
  field("input_schema", none),
  field("input_description", text),
  field("output_schema", none),
  field("output_description", text),
  field("all_tools_configured", no),
  field("tools_need_to_configure", list),
  field("generated_pipeline", object),
  field("status", () => "draft"),
  field("cron_schedule", text),
  field("webhook_url", none),
  ...times,
);

const AGENT_DETAIL = shape(
  ...AGENT.fields.map((known) =>
    known.name === "availableTools" ? field("available_tools", list) : known,
  ),
);

const LOG = shape(field("id"), field("type"), field("message"), anything("data", object), ...times);

const ENDED: readonly unknown[] = ["completed", "failed", "cancelled"];

const RUN = shape(
  field("id"),
  field("user_agent_task"),
  field("previous_execution", none),
  field("original_prompt"),
  field("variables", object),
  field("messages", list),
  field("status", () => "pending"),
  field("run_seq", () => 0),
  field("error", none),
  field("agent_result", none),
  derived("output", (run) => run.agentResult),
  derived("isTerminal", (run) => ENDED.includes(run.status)),
  ...times,
);

const RUN_DETAIL = shape(
  ...RUN.fields,
  field("logs", list, LOG),
  field("user_agent_task_uuid", none),
);

const STEP = shape(
  field("description"),
  field("step_type"),
  field("vars_from_user_schema", none),
  field("configuration_schema", none),
  field("config", none),
  field("execution_command", none),
);

const TOOL = shape(
  field("id"),
  field("mcp_tool"),
  derived("name", (tool) => tool.mcpTool),
  field("user_config", object),
  field("is_configured", no),
  field("is_active", () => true),
  field("unsafe_methods", list),
  field("required_configuration_steps", list, STEP),
  field("finished_configuration_steps", list),
  field("next_configuration_step", none),
  field("redirect_url", text),
  field("response", text),
  ...times,
);

const AVAILABLE_TOOL = shape(
  field("name"),
  field("type"),
  field("title", text),
  field("description", text),
  field("detail", text),
  field("href", text),
  field("categories", list),
  field("instruction", none),
  field("custom_class", none),
  field("github_link", none),
  field("configuration_steps", list),
);

const READY: readonly unknown[] = ["compiled", "completed", "running"];

const COMPILATION = shape(
  field("id"),
  field("execution"),
  field("status", () => "pending"),
  field("script_code", text),
  field("instruction_md", text),
  field("cron_schedule", text),
  field("timezone", () => "UTC"),
  field("result", none),
  field("error", none),
  derived("isReady", (compilation) => READY.includes(compilation.status)),
  ...times,
);

const SUGGESTION = shape(
  field("reasoning", text),
  field("input_schema"),
  field("output_schema"),
  field("input_description", none),
  field("output_description", none),
);

/** Adds what no table knows, without ever covering a known name. */
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
  return of && Array.isArray(value) ? value.map((item) => read(item, of)) : value;
}

function read(raw: unknown, of: Shape): unknown {
  if (!isObject(raw)) return raw;
  const record: Raw = {};
  for (const known of of.fields) {
    const value = readField(known, raw, record);
    if (value !== undefined) record[known.name] = value;
  }
  addUnknown(record, raw, of);
  return record;
}

function isObject(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @internal
 * Makes a successful answer what a method returns.
 *
 * @param answer - The answer, parsed; undefined when it had no body.
 * @param status - Its HTTP status.
 */
export type Reader<T> = (answer: unknown, status: number) => T;

/** Reads a record. No body is no record, something else is an error. */
function reader<T>(of: Shape): Reader<T> {
  return (answer, status) => {
    if (answer === undefined || isObject(answer)) return read(answer, of) as T;
    throw unreadable("an object", answer, status);
  };
}

/** Reads a list of records. */
function listOf<T>(one: Reader<T>): Reader<T[]> {
  return (answer, status) => {
    if (Array.isArray(answer)) return answer.map((item) => one(item, status));
    throw unreadable("an array", answer, status);
  };
}

/** @internal Whatever the answer is, the method returns nothing. */
export const nothing: Reader<void> = () => {};
/** @internal Whatever the answer is, the method returns just that. */
export const untouched: Reader<Json> = (answer) => answer;
/** @internal */
export const agent = reader<Agent>(AGENT);
/** @internal */
export const agentDetail = reader<AgentDetail>(AGENT_DETAIL);
/** @internal */
export const agentList = listOf(agent);
/** @internal */
export const runDetail = reader<RunDetail>(RUN_DETAIL);
/** @internal */
export const runList = listOf(reader<Run>(RUN));
/** @internal */
export const executionLog = reader<ExecutionLog>(LOG);
/** @internal */
export const tool = reader<Tool>(TOOL);
/** @internal */
export const toolList = listOf(tool);
/** @internal */
export const availableToolList = listOf(reader<AvailableTool>(AVAILABLE_TOOL));
/** @internal */
export const compilation = reader<Compilation>(COMPILATION);
/** @internal */
export const compilationList = listOf(compilation);
/** @internal */
export const schemaSuggestion = reader<SchemaSuggestion>(SUGGESTION);

/** The way back: our names of a record's fields to the service's. */
function wireNames(of: Shape): ReadonlyMap<string, string> {
  return new Map(
    of.fields.flatMap(({ name, from }) => (typeof from === "string" ? [[name, from]] : [])),
  );
}

/** @internal The names an agent's change may use; `goal` and `tools` stay, the core knows them. */
export const AGENT_NAMES = new Map([...wireNames(AGENT), ["mcpServers", "mcp_servers"]]);
/** @internal */
export const TOOL_NAMES = wireNames(TOOL);

/**
 * @internal
 * An open set of fields under the service's names; names that are not ours pass unchanged.
 */
export function outgoing(fields: object, names: ReadonlyMap<string, string>): Raw {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [names.get(name) ?? name, value]),
  );
}
