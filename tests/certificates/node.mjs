// The result of Node's tls for each case: "ok", or the code of its error. Prints a JSON list for the file
// that the first argument names.
import { readFileSync } from "node:fs";
import { connect as netConnect } from "node:net";
import { connect, createServer } from "node:tls";
import { fileURLToPath } from "node:url";

/** A value of cases.json as PEM. */
export function pem(kind, text) {
  return `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;
}

/** The options of the server's side of a case. */
export function serverOptions({ chain, key }) {
  return {
    cert: chain.map((each) => pem("CERTIFICATE", each)).join(""),
    key: pem("PRIVATE KEY", key),
    ciphers: "DEFAULT:@SECLEVEL=0",
  };
}

export async function answer(one) {
  const server = createServer(serverOptions(one)).on("tlsClientError", () => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ca = one.roots.map((each) => pem("CERTIFICATE", each));
  const { port } = server.address();
  const code = await new Promise((resolve) => {
    const through = netConnect(port, "127.0.0.1");
    const socket = connect({
      socket: through,
      host: one.host,
      ca,
      // Node's default is 2 from version 24 on; with 1 all versions give the same answers.
      ciphers: "DEFAULT:@SECLEVEL=1",
      servername: sni(one.host),
    });
    socket.on("secureConnect", () => {
      resolve("ok");
      socket.destroy();
    });
    socket.on("error", (error) => resolve(error.code));
  });
  server.close();
  return code;
}

/** The name in the handshake, which has no addresses. */
function sni(host) {
  return /^[\d.]+$|:/.test(host) ? "" : host;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const answers = [];
  for (const one of cases) answers.push(await answer(one));
  console.log(JSON.stringify(answers));
}
