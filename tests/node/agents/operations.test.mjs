// The client has each operation of the list that all languages share, and no other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AgentClient } from "flymyai-js-client";
import { loadOperations } from "../support/vectors.mjs";

function* methods(resource) {
  for (let at = resource; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      const isPublic = name !== "constructor" && !name.startsWith("_");
      if (isPublic && typeof resource[name] === "function") yield name;
    }
  }
}

test("the client has exactly the listed operations", () => {
  const client = new AgentClient({ apiKey: "fly-k" });
  // The last one has no request of its own.
  const listed = [...loadOperations(), "runs.watch"];
  const spaces = new Set(listed.map((name) => name.split(".")[0]));
  const found = [...spaces].flatMap((space) =>
    [...new Set(methods(client[space]))].map((name) => `${space}.${name}`),
  );
  assert.deepEqual(found.sort(), listed.sort());
});
