import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

// The package in an app of Next.js: routes of both runtimes, and a page of the browser.

const CLI = join(process.cwd(), "node_modules", "next", "dist", "bin", "next");
const ENV = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

function route(runtime) {
  return `import { runAll } from "../../../programs.mjs";
export const runtime = "${runtime}";
export const dynamic = "force-dynamic";
export async function GET() {
  try {
    return Response.json(await runAll(process.env.BASE));
  } catch (error) {
    return new Response(String(error && error.stack));
  }
}\n`;
}

/** Makes the app's folder, below the tools, and builds it. */
function build(bundler) {
  const app = join(process.cwd(), "next-app");
  rmSync(app, { recursive: true, force: true });
  for (const runtime of ["nodejs", "edge"]) {
    mkdirSync(join(app, "app", "api", runtime), { recursive: true });
    writeFileSync(join(app, "app", "api", runtime, "route.js"), route(runtime));
  }
  cpSync("programs.mjs", join(app, "programs.mjs"));
  writeFileSync(
    join(app, "app", "layout.js"),
    "export default ({ children }) => <html><body>{children}</body></html>;\n",
  );
  writeFileSync(join(app, "app", "page.js"), "export default () => <p>flymyai</p>;\n");
  writeFileSync(join(app, "package.json"), '{ "private": true }\n');
  const args = [CLI, "build", `--${bundler}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: app, env: ENV, encoding: "utf8" });
  return { app, problem: status === 0 ? undefined : `${stdout}${stderr}` };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Yields each environment with its backend and the text of its result. */
export async function* nextApps(base) {
  for (const bundler of ["turbopack", "webpack"]) {
    const { app, problem } = build(bundler);
    const environments = [
      [`Next.js, ${bundler}, Node route`, "native", "nodejs"],
      [`Next.js, ${bundler}, edge route`, "wasm", "edge"],
    ];
    if (problem !== undefined) {
      for (const [environment, backend] of environments) yield [environment, backend, problem];
      continue;
    }
    const port = await freePort();
    const args = [CLI, "start", "--hostname", "127.0.0.1", "--port", String(port)];
    const server = spawn(process.execPath, args, {
      cwd: app,
      env: { ...ENV, BASE: base },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      for await (const chunk of server.stdout) if (String(chunk).includes("Ready")) break;
      for (const [environment, backend, runtime] of environments) {
        const response = await fetch(`http://127.0.0.1:${port}/api/${runtime}`);
        yield [environment, backend, await response.text()];
      }
    } finally {
      server.kill();
    }
  }
}
