// The events of spans are collected only while a span is recorded.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { trace } from "@opentelemetry/api";
import { BasicTracerProvider, SamplingDecision } from "@opentelemetry/sdk-trace-base";

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("flymyai-js-client/package.json"));
const { callSpan } = require(join(folder, "bindings-node", "dist", "tracing.js"));

let decision;
const sampler = { shouldSample: () => ({ decision }) };
trace.setGlobalTracerProvider(new BasicTracerProvider({ sampler }));

/** A client whose trace notes the calls. */
function client(calls) {
  const note =
    (name, result) =>
    (...given) => {
      calls.push([name, ...given]);
      return result;
    };
  const state = JSON.stringify({ name: "invoke_agent", attributes: {}, events: [] });
  const names = ["setHeaders", "discardEvents", "fail", "free"];
  const methods = names.map((name) => [name, note(name)]);
  return { trace: () => ({ ...Object.fromEntries(methods), take: () => state }) };
}

test("a span that sampling drops collects no events from its start on", () => {
  for (const [kind, isDropped] of [
    [SamplingDecision.RECORD_AND_SAMPLED, false],
    [SamplingDecision.NOT_RECORD, true],
  ]) {
    decision = kind;
    const calls = [];
    callSpan(client(calls), "runs.wait", "1");
    const discarded = calls.filter(([name]) => name === "discardEvents");
    assert.equal(discarded.length, isDropped ? 1 : 0);
  }
});

test("a span that has ended collects no events, and ends once", () => {
  decision = SamplingDecision.RECORD_AND_SAMPLED;
  const calls = [];
  const span = callSpan(client(calls), "runs.wait", "1");
  span.fail(new RangeError("mine"), undefined);
  span.end();
  span.fail(new RangeError("later"), undefined);
  const expected = [["fail", "RangeError", "mine", false, undefined], ["discardEvents"], ["free"]];
  assert.deepEqual(
    calls.filter(([name]) => name !== "setHeaders"),
    expected,
  );
});
