// Connections that the server closes between two requests, or during an upload.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { AgentClient, FlyMyAI } from "flymyai-js-client";
import { RUN } from "../support/emulator.mjs";

const ROUNDS = 10;

/** A raw server that calls `answer` with a connection and the bytes of a request's head. */
async function serve(answer) {
  const open = new Set();
  const server = createServer({ noDelay: true }, (connection) => {
    open.add(connection);
    connection.on("error", () => {});
    connection.on("close", () => open.delete(connection));
    answer(connection);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, open, url: `http://127.0.0.1:${server.address().port}` };
}

const SUSPENDED = `
import { AgentClient } from "flymyai-js-client";
const client = new AgentClient({ apiKey: "fly-k", baseUrl: process.argv[1] });
for (let round = 0; round < ${ROUNDS}; round++) {
  await client.agents.run("a");
  process.stdout.write("done\\n");
  process.kill(process.pid, "SIGSTOP");
}
`;

test("no request is lost while the process is suspended", {
  skip: process.platform === "win32",
}, async () => {
  let requests = 0;
  const body = JSON.stringify(RUN);
  const { server, open, url } = await serve((connection) => {
    connection.on("data", (data) => {
      if (String(data).startsWith("POST")) {
        requests += 1;
        connection.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      }
    });
  });
  const child = spawn(process.execPath, ["--input-type=module", "-e", SUSPENDED, url], {
    cwd: import.meta.dirname ?? new URL(".", import.meta.url).pathname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.on("data", async () => {
    await stopped(child.pid);
    for (const connection of open) {
      connection.destroy();
    }
    child.kill("SIGCONT");
  });
  const [code] = await once(child, "exit");
  server.close();
  assert.equal(code, 0);
  assert.equal(requests, ROUNDS);
});

/** Waits until the process is suspended. */
async function stopped(pid) {
  for (;;) {
    const ps = spawn("ps", ["-o", "stat=", "-p", String(pid)]);
    let text = "";
    ps.stdout.on("data", (data) => {
      text += data;
    });
    await once(ps, "close");
    if (text.trim().startsWith("T") || text === "") {
      return;
    }
  }
}

for (const closes of [true, false]) {
  test(`an error response before the end of the upload is reported; the server ${closes ? "closes" : "stays"}`, async () => {
    const body = '{"detail":"too big"}';
    const { server, open, url } = await serve((connection) => {
      connection.once("data", () => {
        connection.pause();
        const head = `HTTP/1.1 413 Payload Too Large\r\ncontent-length: ${body.length}\r\n\r\n`;
        connection.write(head + body, () => {
          if (closes) {
            connection.destroy();
          }
        });
      });
    });
    const client = new FlyMyAI({ apiKey: "fly-k" });
    client.baseUrl = `${url}/api/v1`;
    const upload = new Blob([new Uint8Array(30_000_000)]);
    for (let time = 0; time < 5; time++) {
      await assert.rejects(client.predict({ file: upload }, "a/b"), (error) =>
        /413/.test(`${error} ${error.cause}`),
      );
    }
    for (const connection of open) {
      connection.destroy();
    }
    server.close();
  });
}

test("a folded header of a response is accepted", async () => {
  const body = JSON.stringify(RUN);
  const { server, url } = await serve((connection) => {
    connection.on("data", () => {
      connection.end(
        `HTTP/1.1 200 OK\r\nx-path: a,\r\n b\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  });
  try {
    // As the fetch of Node 18 to 22 accepts it; that of Node 24 does not.
    const client = new AgentClient({ apiKey: "fly-k", baseUrl: url, maxRetries: 0 });
    assert.equal((await client.runs.get(RUN.id)).id, RUN.id);
  } finally {
    server.close();
  }
});
