// An ES module: named import, default import and namespace are one library.
import library, { AgentClient, FlyMyAI } from "flymyai-js-client";
import manifest from "flymyai-js-client/package.json" with { type: "json" };

export const agents: AgentClient = new library.AgentClient({ apiKey: "fly-***" });
export const models: FlyMyAI = new library.FlyMyAI({ apiKey: "fly-***" });
export const same: boolean = library.AgentClient === AgentClient && library.FlyMyAI === FlyMyAI;
export const version: string = manifest.version;
