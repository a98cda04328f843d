// The types of a CommonJS module.
import library = require("flymyai-js-client");

import type { AgentClient } from "flymyai-js-client";

const client: AgentClient = new library.AgentClient({ apiKey: "fly-***" });
export = client;
