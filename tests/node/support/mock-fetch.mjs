// Clients whose `fetch` is a mock.
import assert from "node:assert/strict";
import { AgentClient, FlyMyAIAgentError } from "flymyai-js-client";
import { RUN } from "./emulator.mjs";

/** A client with a mock, and the options of the requests that the mock has received. */
export function mocked(answer, options = {}) {
  const calls = [];
  const fetch = (url, init) => {
    calls.push(init);
    return answer(calls.length, init, url);
  };
  const baseUrl = "https://service.test";
  const client = new AgentClient({ apiKey: "fly-test", baseUrl, maxRetries: 2, fetch, ...options });
  return { calls, client };
}

export const never = () => new Promise(() => {});
export const fine = () => new Response(JSON.stringify(RUN));

/** The error of a call whose transport fails. */
export async function failure(promise) {
  const error = await promise.then(
    () => assert.fail("it succeeded"),
    (reason) => reason,
  );
  assert.equal(error.constructor, FlyMyAIAgentError, String(error));
  assert.equal(error.statusCode, 0);
  assert.equal(error.responseBody, undefined);
  return error;
}
