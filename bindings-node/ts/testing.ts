// Tests of programs against a cloud in the test's own process; the entry `flymyai-js-client/testing`.

export { Cloud, cloud, type FaultOptions, type SentRequest } from "./testing/cloud.js";
export {
  type Duration,
  fail,
  hang,
  output,
  pause,
  type RunStep,
  type ToolOptions,
  tool,
} from "./testing/script.js";
