// The results of Node and of the clients on the certificates of tests/certificates.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { createSecureContext, TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";
import { answer, pem, serverOptions } from "../../certificates/node.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const file = new URL("../../certificates/cases.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8"));
// Versions of Node differ in whether an IPv6 address is that of the certificate.
const reached = cases.filter(({ host }) => !host.includes(":"));
// Each server has a port of its own, which identifies its case.
const FIRST_PORT = 1000;
let proxy;

before(async () => {
  proxy = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (head) => {
      const [, port] = /^CONNECT \S+:(\d+) HTTP/.exec(String(head));
      socket.write("HTTP/1.1 200 Connected\r\n\r\n");
      const secureContext = createSecureContext(serverOptions(cases[port - FIRST_PORT]));
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on("error", () => {});
      secure.once("data", () => secure.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"));
    });
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});

after(() => proxy.close());

test("Node's results match the table", async () => {
  const changed = [];
  for (const one of reached) {
    const result = await answer(one);
    if ((result === "ok") !== (one.node === "ok")) changed.push([one.name, result]);
  }
  assert.deepEqual(changed, []);
});

// Newer versions of Node list the roots that they trust; for older ones the case lists them.
const PROGRAM = `
  // Node's own fetch must not be detected as replaced.
  process.env.NODE_USE_ENV_PROXY = "1";
  const tls = require("node:tls");
  const { AgentClient } = require("flymyai-js-client");
  const { readFileSync } = require("node:fs");
  (async () => {
    const answers = [];
    for (const [baseUrl, roots] of JSON.parse(readFileSync(0, "utf8"))) {
      tls.getCACertificates = () => roots;
      const client = new AgentClient({ apiKey: "fly-k", baseUrl, maxRetries: 0 });
      answers.push(await client.runs.list().then(() => "ok", (error) => error.cause?.code));
      client.close();
    }
    console.log(JSON.stringify(answers));
  })();`;

test("the clients' results match the table", async () => {
  const inputs = reached.map((one) => {
    const roots = one.roots.map((root) => pem("CERTIFICATE", root));
    return [`https://${one.host}:${FIRST_PORT + cases.indexOf(one)}`, roots];
  });
  const { NODE_EXTRA_CA_CERTS, NODE_USE_ENV_PROXY, NO_PROXY, no_proxy, ...env } = process.env;
  env.HTTPS_PROXY = env.https_proxy = `http://127.0.0.1:${proxy.address().port}`;
  const child = spawn(process.execPath, ["--no-warnings", "-e", PROGRAM], {
    cwd: folder,
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(inputs));
  let text = "";
  for await (const chunk of child.stdout) text += chunk;
  const answers = JSON.parse(text);
  const wrong = reached.flatMap((one, index) =>
    answers[index] === one.core ? [] : [[one.name, answers[index], one.core]],
  );
  assert.deepEqual(wrong, []);
});
