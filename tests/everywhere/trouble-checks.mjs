import { spawn } from "node:child_process";
import { on, once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

// The checks of pages that have trouble. Each throws if the package does not do what it must, and may
// return the result of `runAll` as JSON.

const KEY = "fly-trouble";
const MIB = 1024 * 1024;
let accounts = 0;

function check(condition, text) {
  if (!condition) throw new Error(text);
}

/** Ids of runs of a new account that complete at the poll number `polls`. */
async function makeRuns(base, count, polls) {
  accounts += 1;
  const key = `${KEY}-${accounts}`;
  const response = await fetch(`${base}/_emulator/runs`, {
    method: "POST",
    headers: { "x-api-key": key, "content-type": "application/json" },
    body: JSON.stringify({ count, polls }),
  });
  const { ids } = await response.json();
  return { base, key, ids };
}

/**
 * Starts a wait in a page, and resolves when its first response has arrived. The wait is `globalThis.wait`:
 * its status, or its error as text.
 */
async function startWait(page, account, options) {
  const response = page.waitForResponse(/executions/);
  await page.evaluate(
    ({ base, key, ids: [id], options }) => {
      const client = new flymyai.AgentClient({ apiKey: key, baseUrl: base, maxRetries: 1 });
      globalThis.wait = client.runs.wait(id, options).then(({ status }) => status, String);
    },
    { ...account, options },
  );
  await response;
}

const waitOf = (page) => page.evaluate(() => globalThis.wait);

/** The errors of calls of both clients that fail: the message of one, and the reason of the other. */
function failuresOf(page, base) {
  return page.evaluate(async (baseUrl) => {
    const client = new flymyai.AgentClient({ apiKey: "fly-k", baseUrl, maxRetries: 0 });
    const models = Object.assign(new flymyai.FlyMyAI({ apiKey: "fly-k" }), { baseUrl });
    return Promise.all([
      client.runs.get(1).then(JSON.stringify, String),
      models.asyncPredict({ prompt: "a" }, "demo/echo").then(JSON.stringify, ({ cause }) => String(cause)),
    ]);
  }, base);
}

/** Sends data to a worker of the page, and resolves with its answer. */
function askWorker(page, kind, data) {
  return page.evaluate(
    async ({ kind, data }) => {
      let worker;
      if (kind === "service") {
        await navigator.serviceWorker.register("worker.js", { type: "module" });
        worker = (await navigator.serviceWorker.ready).active;
      } else {
        worker = new Worker("worker.js", { type: "module" });
      }
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
      });
      worker.postMessage(data, [port2]);
      return answer;
    },
    { kind, data },
  );
}

/**
 * Has a worker do something in a browser that no tool watches: watching a request costs more than the
 * request.
 */
async function askUnattended(server, executablePath, page, task) {
  // A new profile each time, and left there: processes of the browser write to it after its exit.
  const profile = mkdtempSync(join(process.cwd(), "chromium-profile-"));
  const url = `${page}#${encodeURIComponent(JSON.stringify(task))}`;
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"];
  const requests = on(server, "request", { signal: AbortSignal.timeout(300_000) });
  const browser = spawn(executablePath, [...args, `--user-data-dir=${profile}`, url], { stdio: "ignore" });
  try {
    for await (const [{ url }] of requests) {
      const [path, answer] = url.split("?");
      if (path.endsWith("/answer")) return decodeURIComponent(answer);
    }
  } finally {
    browser.kill();
    await once(browser, "exit");
  }
}

const TIMERS_OF_A_BACKGROUND_TAB = `{
  const original = setTimeout;
  globalThis.setTimeout = (work, delay, ...args) =>
    original(work, Math.max(1, Math.ceil((delay ?? 0) / 1000)) * 1000, ...args);
}`;

export const checks = {
  async "a server without CORS headers"({ open }) {
    const server = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      for (const text of await failuresOf(await open(), `http://127.0.0.1:${server.address().port}`)) {
        check(/Error: .*CORS headers do not allow requests from http:/.test(text), text);
      }
    } finally {
      server.close();
    }
  },

  async "a page without a network"({ open, context, base }) {
    const page = await open();
    await context.setOffline(true);
    for (const text of await failuresOf(page, base)) {
      check(/Error: .*\(the browser is offline\)/.test(text), text);
    }
  },

  async "a wait during which the network is lost"({ open, context, base }) {
    const account = await makeRuns(base, 1, 30);
    const page = await open();
    await startWait(page, account, { timeout: 60, pollInterval: 0.1 });
    const failures = once(page, "requestfailed").then(() => once(page, "requestfailed"));
    await context.setOffline(true);
    await failures;
    await context.setOffline(false);
    check((await waitOf(page)) === "completed", await waitOf(page));
  },

  async "a fetch without streams"({ context, site }) {
    const page = await context.newPage();
    await page.addInitScript("delete Response.prototype.body;");
    await page.goto(`${site}/esbuild/`);
    await page.waitForFunction(() => document.title === "done", null, { timeout: 30_000 });
    return page.textContent("body");
  },

  async "timers of a background tab"({ open, base }) {
    const page = await open(TIMERS_OF_A_BACKGROUND_TAB);
    const started = Date.now();
    await startWait(page, await makeRuns(base, 1, 100_000), { timeout: 1.5, pollInterval: 0.1 });
    const ended = await waitOf(page);
    check(/^TimeoutError/.test(ended), ended);
    check(Date.now() - started < 10_000, `${Date.now() - started} ms`);
    await startWait(page, await makeRuns(base, 1, 3), { timeout: 30, pollInterval: 0.1 });
    check((await waitOf(page)) === "completed", await waitOf(page));
  },

  async "a page frozen in the back-forward cache"({ open, base, site }) {
    const page = await open();
    await page.evaluate(() => {
      globalThis.seen = [];
      for (const name of ["freeze", "resume"]) document.addEventListener(name, () => seen.push(name));
    });
    await startWait(page, await makeRuns(base, 1, 8), { timeout: 60, pollInterval: 0.2 });
    await page.goto(`${site}/trouble/?next`);
    await page.waitForFunction(() => globalThis.flymyai !== undefined);
    // Longer than an interval of the first page.
    await startWait(page, await makeRuns(base, 1, 5), { timeout: 60, pollInterval: 0.1 });
    await waitOf(page);
    await page.goBack({ waitUntil: "commit" });
    const seen = await page.evaluate(() => globalThis.seen?.join());
    check(seen === "freeze,resume", seen ?? "the page was loaded again");
    check((await waitOf(page)) === "completed", await waitOf(page));
  },

  async "a tab that is closed during a wait"({ open, base }) {
    const account = await makeRuns(base, 1, 5);
    const page = await open();
    await startWait(page, account, { timeout: 60, pollInterval: 30 });
    await page.close();
    const other = await open();
    await startWait(other, account, { timeout: 60, pollInterval: 0.1 });
    check((await waitOf(other)) === "completed", await waitOf(other));
  },

  async "a service worker"({ open, base }) {
    return askWorker(await open(), "service", { base });
  },

  async "a module worker"({ open, base }) {
    return askWorker(await open(), "dedicated", { base });
  },

  async "ten thousand waits in a worker"({ base, site, server, executablePath }) {
    const task = { ...(await makeRuns(base, 100, 1)), times: 100 };
    const answer = await askUnattended(server, executablePath, `${site}/trouble/unattended.html`, task);
    const { completed, memory } = JSON.parse(answer);
    check(completed === 10_000, answer);
    check(memory < 128 * MIB, answer);
  },

  async "two copies of the package"({ open, base }) {
    const page = await open();
    const account = await makeRuns(base, 2, 2);
    const found = await page.evaluate(async ({ base, key, ids }) => {
      const wait = ({ AgentClient }, id) =>
        new AgentClient({ apiKey: key, baseUrl: base }).runs.wait(id, { timeout: 30, pollInterval: 0.1 });
      const runs = await Promise.all([wait(flymyai, ids[0]), wait(copy, ids[1])]);
      return [flymyai.AgentClient !== copy.AgentClient, ...runs.map(({ status }) => status)].join();
    }, account);
    check(found === "true,completed,completed", found);
  },

  async "a key that is missing or empty"({ open }) {
    const page = await open();
    for (const client of ["AgentClient", "FlyMyAI"]) {
      for (const apiKey of [undefined, "", null]) {
        const message = await page.evaluate(
          ({ client, apiKey }) => {
            try {
              return `none: ${new flymyai[client]({ apiKey })}`;
            } catch (error) {
              return String(error);
            }
          },
          { client, apiKey },
        );
        check(/Error: .*api.?key/i.test(message), `${client}, ${apiKey}: ${message}`);
      }
    }
  },

  async "an upload of 50 MiB"({ open, base }) {
    const sizes = await (await open()).evaluate(
      async ({ base, size }) => {
        const bytes = new Uint8Array(size);
        for (let start = 0; start < size; start += 65536) {
          crypto.getRandomValues(bytes.subarray(start, start + 65536));
        }
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        const sent = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
        const models = new flymyai.FlyMyAI({ apiKey: "fly-upload" });
        models.baseUrl = `${base}/api/v1`;
        const payload = { prompt: "a", image: new Blob([bytes], { type: "image/png" }) };
        const { image } = (await models.predict(payload, "demo/echo")).output_data.files;
        return image.sha256 === sent ? image.size : `${image.sha256} is not ${sent}`;
      },
      { base, size: 50 * MIB },
    );
    check(sizes === 50 * MIB, `${sizes}`);
  },
};
