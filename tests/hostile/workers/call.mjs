// Makes one call with the built package, or with `fetch` alone, and prints its outcome, as
// one JSON line: node call.mjs '{"package": .. | null, "url": .., "kind": .., "timeout": .., "interrupt": ..}'

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const asked = JSON.parse(process.argv[2]);
const { url, kind, timeout } = asked;
// Milliseconds after the call's start at which it is interrupted.
const INTERRUPT_AT = 700;
let sentAt = 0;

function memory(field) {
  const line = readFileSync("/proc/self/status", "utf8")
    .split("\n")
    .find((text) => text.startsWith(field));
  return Number(line.split(/\s+/)[1]) / 1024;
}

const payload = kind === "upload" ? { file: new Blob([new Uint8Array(24 << 20)]) } : { prompt: "x" };

function withPackage() {
  const { AgentClient, FlyMyAI } = createRequire(import.meta.url)(asked.package);
  if (kind === "get" || kind === "wait") {
    const client = new AgentClient({ apiKey: "fly-hostile", baseUrl: url, timeout, maxRetries: 0 });
    if (kind === "get") return (signal) => client.runs.get(1, { signal });
    return (signal) => client.runs.wait(1, { timeout, pollInterval: 0.1, signal });
  }
  const client = new FlyMyAI({ apiKey: "fly-hostile" });
  client.baseUrl = `${url}/api/v1`;
  if (kind !== "stream") return () => client.predict(payload, "a/b");
  return async (signal) => {
    const stream = client.stream({ prompt: "x" }, "a/b");
    signal.addEventListener("abort", () => stream.return());
    for await (const _ of stream);
    signal.throwIfAborted();
  };
}

function withFetch() {
  const isAgents = kind === "get" || kind === "wait";
  const address = isAgents
    ? `${url}/api/v1/agents/executions/1/`
    : `${url}/api/v1/a/b/predict/stream/`;
  return async (signal) => {
    const body = isAgents ? undefined : new FormData();
    for (const [name, value] of Object.entries(payload)) body?.append(name, value);
    const method = isAgents ? "GET" : "POST";
    // The limit of `fetch` is on the whole call, so a long upload goes without.
    const limits = kind === "upload" ? [] : [AbortSignal.timeout(timeout * 1000)];
    const response = await fetch(address, {
      method,
      body,
      signal: AbortSignal.any([signal, ...limits]),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`status ${response.status}`);
    return JSON.parse(isAgents ? text : text.split("\n")[0].slice(6));
  };
}

const call = asked.package ? withPackage() : withFetch();
const controller = new AbortController();
let outcome = "result";
let text = "";
const before = memory("VmRSS");
writeFileSync("/proc/self/clear_refs", "5");
const begin = performance.now();
if (asked.interrupt) {
  setTimeout(() => {
    sentAt = performance.now();
    controller.abort();
  }, INTERRUPT_AT).unref();
}
try {
  await call(controller.signal);
} catch (error) {
  outcome = error?.name ?? typeof error;
  text = String(error?.message ?? error).slice(0, 200);
}
const end = performance.now();
const figures = {
  outcome,
  text,
  seconds: (end - begin) / 1000,
  megabytes: memory("VmHWM") - before,
  interrupted: sentAt ? (end - sentAt) / 1000 : null,
};
console.log(JSON.stringify(figures));
process.exit(0);
