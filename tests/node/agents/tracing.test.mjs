// Spans of OpenTelemetry, for programs that have registered its API.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { beforeEach, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SamplingDecision,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";
import { loadVectors } from "../support/vectors.mjs";

const AGENT = {
  uuid: "agent_1",
  name: "Scout",
  created_at: "2026-03-01T12:00:00Z",
  updated_at: "2026-03-01T12:00:00Z",
};

useEmulator();

const exporter = new InMemorySpanExporter();
/** The part of OpenTelemetry that fails for the spans of the package; `sampled` drops them. */
let broken;
/** The name that the program gives to the spans of the package, if any. */
let givenName;
const failIf = (part) => {
  if (broken === part) throw new Error(`the test breaks ${part}`);
};
const isOurs = ({ instrumentationScope }) => instrumentationScope.name === "flymyai-js-client";
const processor = {
  onStart: (span) => {
    if (!isOurs(span)) return;
    failIf("on_start");
    if (givenName) span.updateName(givenName);
  },
  onEnd: (span) => isOurs(span) && failIf("on_end"),
  forceFlush: async () => {},
  shutdown: async () => {},
};
const sampler = {
  shouldSample: (_context, _traceId, name) => {
    if (name !== "invoke_agent") return { decision: SamplingDecision.RECORD_AND_SAMPLED };
    failIf("sampler");
    const isDropped = broken === "sampled";
    const { NOT_RECORD, RECORD_AND_SAMPLED } = SamplingDecision;
    return { decision: isDropped ? NOT_RECORD : RECORD_AND_SAMPLED };
  },
};
class Propagator extends W3CTraceContextPropagator {
  inject(...given) {
    failIf("propagator");
    super.inject(...given);
  }
}
const spanProcessors = [new SimpleSpanProcessor(exporter), processor];
trace.setGlobalTracerProvider(new BasicTracerProvider({ sampler, spanProcessors }));
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new Propagator());
const tracer = trace.getTracer("program");
beforeEach(() => {
  broken = undefined;
  givenName = undefined;
  exporter.reset();
});

/** The spans of the package that have ended. */
const ended = () => exporter.getFinishedSpans().filter(isOurs);

function only() {
  const spans = ended();
  assert.equal(spans.length, 1);
  return spans[0];
}

/** Does work within a span of the program. */
function within(work) {
  return tracer.startActiveSpan("caller", async (span) => {
    await work(span.spanContext());
    assert.equal(trace.getActiveSpan(), span);
    span.end();
  });
}

const current = () => trace.getActiveSpan()?.spanContext().spanId;
const camelCase = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const renamed = (fields = {}) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [camelCase(name), value]));
const seconds = ([whole, nanoseconds]) => whole + nanoseconds / 1e9;
const log = (id) => ({ id, type: "tool_called", message: `m${id}` });
const running = (...ids) => json({ ...RUN, status: "running", logs: ids.map(log) });
const completed = (...ids) => json({ ...RUN, status: "completed", logs: ids.map(log) });

function step({ status, headers, json, text, ...rest }) {
  const served = status !== undefined;
  return { ...rest, ...(served && { reply: { status, headers, json, text } }) };
}

async function perform(client, { operation, id, fields, options, take, raises }, signal) {
  const [namespace, method] = operation.split(".").map(camelCase);
  const onEvent = raises && (() => fail(raises));
  const all = { ...renamed(fields), ...renamed(options), ...(onEvent && { onEvent }), signal };
  const result = client[namespace][method](...(id === undefined ? [] : [id]), all);
  if (method !== "streamEvents") return result;
  let count = 0;
  for await (const _ of result) {
    count += 1;
    if (count === take) break;
  }
}

function fail({ class: name, message, ...rest }) {
  throw Object.assign(new Error(message), { name, ...rest });
}

for (const vector of loadVectors("traces")) {
  test(vector.name, async () => {
    const { expect } = vector;
    const account = new Account();
    await account.script(...vector.script.map(step));
    if (vector.cancel) await account.script({ pass: true, hold: "poll" });
    const client = account.client({ maxRetries: 2 });
    const controller = new AbortController();
    broken = vector.breaks;
    let error;
    let parent;
    await within(async (caller) => {
      parent = caller;
      if (vector.before) await perform(client, vector.before);
      const performed = perform(client, vector, controller.signal).catch((caught) => {
        error = caught;
      });
      if (vector.cancel) {
        await account.requests(1);
        controller.abort(new Error("s3cr3t"));
      }
      await performed;
    });
    const headers = (await account.requests()).map((request) => request.headers.traceparent);
    const sent = headers.filter((header) => header !== undefined);
    assert.equal(sent.length, expect.sent);
    if (broken) assert.equal(error, undefined);
    if (broken === "sampled") {
      assert.deepEqual(ended(), []);
      for (const header of sent) assert.match(header, /-00$/);
      return;
    }
    if (expect.span === null) {
      assert.equal(error, undefined);
      assert.deepEqual(ended(), []);
    } else {
      check(only(), expect, account, error, parent);
    }
    const { traceId, spanId } = expect.span === null ? parent : only().spanContext();
    for (const header of sent) assert.ok(header.startsWith(`00-${traceId}-${spanId}-0`), header);
  });
}

function check(span, expect, account, error, parent) {
  assert.equal(span.name, expect.span);
  assert.equal(span.kind, SpanKind.CLIENT);
  assert.equal(span.parentSpanContext.spanId, parent.spanId);
  const { hostname, port } = new URL(account.url);
  const server = { "server.address": hostname, "server.port": Number(port) };
  assert.deepEqual({ ...span.attributes }, { ...expect.attributes, ...server });
  const exceptions = span.events.filter(({ name }) => name === "exception");
  const events = span.events.filter(({ name }) => name !== "exception");
  assert.deepEqual(
    events.map(({ name, attributes, time }) => ({ name, attributes, time: seconds(time) })),
    expect.events ?? [],
  );
  assert.equal(exceptions.length, expect.exceptions ?? 0);
  const message = exceptions.length > 0 ? error.message : expect.description;
  const { UNSET, ERROR } = SpanStatusCode;
  assert.deepEqual(span.status, message === undefined ? { code: UNSET } : { code: ERROR, message });
  const text = JSON.stringify([span.name, span.attributes, span.events, span.status]);
  assert.doesNotMatch(text, /s3cr3t/);
}

test("a failure of OpenTelemetry is one warning", async () => {
  const account = new Account();
  await account.script({ times: 0, ...completed() });
  const program = `
    import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
    import { trace } from "@opentelemetry/api";
    import { AgentClient } from "flymyai-js-client";
    const fail = () => { throw new Error("mine"); };
    const processor = { onStart() {}, onEnd: fail, forceFlush: fail, shutdown: fail };
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [processor] }));
    process.on("warning", ({ message }) => console.log(message));
    for (const id of [1, 2, 3]) console.log((await new AgentClient().runs.wait(id)).status);
  `;
  const lines = (await output(account, [], program)).trim().split("\n");
  const isWarning = (line) => /^OpenTelemetry has failed; .*: mine$/.test(line);
  assert.equal(lines.filter((line) => line === "completed").length, 3);
  assert.equal(lines.filter(isWarning).length, 1);
  assert.equal(lines.length, 4);
});

test("a context manager that fails does not end a call", async () => {
  const account = new Account();
  await account.script({ times: 0, ...completed() });
  const manager = context._getContextManager();
  const { with: original } = Object.getPrototypeOf(manager);
  for (const isBefore of [true, false]) {
    manager.with = (...given) => {
      if (!isBefore) original.apply(manager, given);
      throw new Error("the test breaks the context manager");
    };
    try {
      assert.equal((await account.client().runs.wait(1)).status, "completed");
    } finally {
      delete manager.with;
    }
  }
  // Each request was made once.
  assert.equal((await account.requests()).length, 2);
});

test("a span has the newest events", async () => {
  const account = new Account();
  await account.script(completed(...Array(130).keys()));
  await account.client().runs.wait(1);
  const { attributes, events } = only();
  const ids = events.map((event) => Number(event.attributes["flymyai.event.id"]));
  assert.deepEqual(ids, [...Array(130).keys()].slice(2));
  assert.equal(attributes["flymyai.events.dropped"], 2);
});

test("a stream that can't be opened ends its span", async () => {
  const client = new Account().client();
  const { fetch } = globalThis;
  const get = () => {
    throw new RangeError("no fetch");
  };
  Object.defineProperty(globalThis, "fetch", { get, configurable: true });
  try {
    await assert.rejects(client.runs.streamEvents(1).next(), RangeError);
  } finally {
    Object.defineProperty(globalThis, "fetch", {
      value: fetch,
      configurable: true,
      writable: true,
    });
  }
  assert.equal(only().attributes["error.type"], "RangeError");
});

test("the span is the active one in callbacks", async () => {
  const account = new Account();
  await account.script(running(), completed(1, 2));
  const seen = [];
  await within(() =>
    account.client().agents.runAndWait("agent_1", {
      pollInterval: 0.01,
      onEvent: async () => {
        await turn();
        seen.push(current());
      },
    }),
  );
  const { spanId } = only().spanContext();
  assert.deepEqual(seen, [spanId, spanId]);
});

test("a name that the program gives stays", async () => {
  const account = new Account();
  await account.script(json(AGENT), {
    times: 2,
    ...json({ ...RUN, status: "completed", user_agent_task_uuid: AGENT.uuid }),
  });
  const client = account.client();
  await client.agents.get(AGENT.uuid);
  await client.withOptions({ maxRetries: 0 }).runs.wait(1);
  givenName = "mine";
  await client.runs.wait(1);
  assert.deepEqual(
    ended().map(({ name }) => name),
    ["invoke_agent Scout", "mine"],
  );
});

test("an exception of a callback is recorded once", async () => {
  const account = new Account();
  await account.script(running(), completed(1));
  const fail = () => {
    throw new RangeError("mine");
  };
  const run = account.client().agents.runAndWait("agent_1", { pollInterval: 0.01, onEvent: fail });
  await assert.rejects(run, RangeError);
  const { attributes, events, status } = only();
  assert.equal(attributes["error.type"], "RangeError");
  assert.equal(events.filter(({ name }) => name === "exception").length, 1);
  assert.deepEqual(status, { code: SpanStatusCode.ERROR, message: "mine" });
});

test("a thrown value without a text is the failure of the span", async () => {
  const account = new Account();
  await account.script(running(), completed(1));
  const thrown = Object.create(null);
  const onEvent = () => {
    throw thrown;
  };
  const run = account.client().agents.runAndWait("agent_1", { pollInterval: 0.01, onEvent });
  await assert.rejects(run, (error) => error === thrown);
  assert.equal(only().status.code, SpanStatusCode.ERROR);
});

test("concurrent calls have the spans of their callers as parents", async () => {
  const account = new Account();
  await account.script({ times: 0, ...completed() });
  const client = account.client();
  const parents = {};
  await Promise.all(
    [1, 2, 3, 4].map((id) =>
      within(async ({ spanId }) => {
        parents[id] = spanId;
        await client.runs.wait(id);
      }),
    ),
  );
  const found = ended().map(({ attributes, parentSpanContext }) => [
    attributes["flymyai.run.id"],
    parentSpanContext.spanId,
  ]);
  assert.deepEqual(Object.fromEntries(found), parents);
});

test("the parent of a stream is the caller's span, wherever it is iterated", async () => {
  const account = new Account();
  await account.script({ times: 0, ...running(1, 2) });
  let events;
  let parent;
  await within(async (caller) => {
    parent = caller;
    events = account.client().runs.streamEvents(1, { pollInterval: 0.01 });
  });
  const seen = [];
  for await (const { id } of events) {
    assert.equal(current(), undefined);
    seen.push(id);
    if (id === 2) break;
  }
  assert.deepEqual(seen, [1, 2]);
  assert.equal(only().parentSpanContext.spanId, parent.spanId);
});

test("a timeout of a stream is an error only if the program requests it", async () => {
  for (const throwOnTimeout of [false, true]) {
    exporter.reset();
    const account = new Account();
    await account.script({ times: 0, ...running() });
    const options = { timeout: 0, throwOnTimeout };
    const [result] = await Promise.allSettled([
      account.client().runs.streamEvents(1, options).next(),
    ]);
    assert.equal(result.status, throwOnTimeout ? "rejected" : "fulfilled");
    const { attributes } = only();
    assert.equal(attributes["error.type"], throwOnTimeout ? "wait_timeout" : undefined);
  }
});

test("a `fetch` of the program sends the headers within the span", async () => {
  const active = [];
  const sent = [];
  const bodies = ["pending", "completed"].map((status) => ({ ...RUN, status }));
  const fetch = async (_, { headers }) => {
    active.push(current());
    sent.push(new Headers(headers).get("traceparent"));
    return Response.json(bodies.shift());
  };
  const client = new Account().client({ fetch });
  await client.agents.runAndWait("agent_1", { pollInterval: 0.01 });
  const { traceId, spanId } = only().spanContext();
  assert.deepEqual(active, [spanId, spanId]);
  for (const header of sent) assert.ok(header.startsWith(`00-${traceId}-${spanId}-`), header);
});

test("an abandoned stream ends its span", async () => {
  const program = `
    import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
    import { trace } from "@opentelemetry/api";
    import { AgentClient } from "flymyai-js-client";
    const ended = new Promise((resolve) => {
      const exporter = { export: ([span]) => resolve(span.name), shutdown: async () => {} };
      const spanProcessors = [new SimpleSpanProcessor(exporter)];
      trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
    });
    const read = async () => {
      const { value } = await new AgentClient().runs.streamEvents(1).next();
      console.log(value.id);
    };
    await read();
    const timer = setInterval(globalThis.gc, 10);
    console.log(await ended);
    clearInterval(timer);
  `;
  const account = new Account();
  await account.script({ times: 0, ...running(1) });
  assert.equal(await output(account, ["--expose-gc"], program), "1\ninvoke_agent\n");
});

test("without OpenTelemetry, nothing is added to requests", async () => {
  const account = new Account();
  await account.script({ times: 0, ...completed() });
  const program = `
    import { AgentClient } from "flymyai-js-client";
    console.log((await new AgentClient().agents.runAndWait("agent_1")).status);
  `;
  assert.equal(await output(account, [], program), "completed\n");
  for (const { headers } of await account.requests()) assert.equal(headers.traceparent, undefined);
});

/** The output of a program in a process of its own. */
async function output(account, flags, program) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, "--input-type=module", "-e", program],
    {
      cwd: fileURLToPath(new URL("../../..", import.meta.url)),
      env: {
        ...process.env,
        FLYMYAI_API_KEY: account.key,
        FLYMYAI_AGENTS_BASE_URL: account.url,
      },
    },
  );
  return stdout;
}
