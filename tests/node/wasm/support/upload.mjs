// Uploads a file: `node upload.mjs URL KIND FILE`. Prints how much the memory of the process has grown,
// and the size of the WebAssembly module's memory.
import * as fs from "node:fs";
import process from "node:process";

const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    if (this.exports.command) process.on("exit", () => report(this.exports.memory.buffer));
  }
};
const { FlyMyAI } = await import("flymyai-js-client");

const [url, kind, file] = process.argv.slice(2);
const client = new FlyMyAI({ apiKey: "fly-test" });
client.baseUrl = url;
// The first call loads what every call needs.
await client.predict({}, "flymyai/bert");
const before = process.resourceUsage().maxRSS;

function report({ byteLength }) {
  const growth = (process.resourceUsage().maxRSS - before) * 1024;
  console.log(JSON.stringify({ growth, memory: byteLength }));
}

const upload = kind === "blob" ? await fs.openAsBlob(file) : fs.createReadStream(file);
await client.predict({ upload }, "flymyai/bert");
