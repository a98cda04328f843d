// The types of an ES module: named imports, the namespace, and the CommonJS exports as default.

import type { AgentClient, RunDetail } from "flymyai-js-client";
import library, * as namespace from "flymyai-js-client";

const client: AgentClient = new library.AgentClient({ apiKey: "fly-***" });
export const run: Promise<RunDetail> = client.runs.get(1);
export const same: typeof AgentClient = namespace.AgentClient;
// @ts-expect-error what does not exist is not exported
console.log(namespace.Nothing);
