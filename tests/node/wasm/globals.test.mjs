// Node 18 has no global `crypto`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { backend } from "flymyai-js-client";
import { events, Service } from "../support/service.mjs";

process.env.FLYMYAI_BACKEND = "wasm";

test("random numbers need no global", async (t) => {
  Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
  const service = await Service.says(t, events(1));
  assert.equal(await service.client().predict({}, "flymyai/bert"), 1);
  assert.equal(backend(), "wasm");
});
