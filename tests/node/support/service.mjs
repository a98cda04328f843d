// A server whose responses the test writes byte by byte.
import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { FlyMyAI } from "flymyai-js-client";

/** A server that stops at the end of its test. */
export class Service {
  /** The requests so far: `{ method, url, headers, body, left }`. */
  requests = [];
  #server;
  /** Emits `change` when a request arrives or is abandoned. */
  #changes = new EventEmitter();

  /**
   * @param t - The test.
   * @param answer - Called with `(response, request, n)` for each request; n starts at 1.
   */
  static async start(t, answer) {
    const service = new Service();
    service.#server = createServer((request, response) => service.#take(request, response, answer));
    service.#server.listen(0, "127.0.0.1");
    await once(service.#server, "listening");
    t.after(() => {
      service.#server.close();
      service.#server.closeAllConnections();
    });
    return service;
  }

  /** A server that responds to every request with this body. */
  static says(t, body, { status = 200, reason, headers } = {}) {
    return Service.start(t, (response) => {
      if (reason === undefined) response.writeHead(status, headers);
      else response.writeHead(status, reason, headers);
      response.end(body);
    });
  }

  get origin() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  get url() {
    return `${this.origin}/api/v1`;
  }

  /** A client of this server. */
  client(Class = FlyMyAI) {
    const client = new Class({ apiKey: "fly-test" });
    client.baseUrl = this.url;
    return client;
  }

  /** Resolves when this number of requests was abandoned. */
  left(count = 1) {
    return this.#until(
      () => this.requests.filter(({ left }) => left).length >= count,
      "The client has not left.",
    );
  }

  /** Resolves when this number of requests has arrived. */
  came(count = 1) {
    return this.#until(() => this.requests.length >= count, "The request has not come.");
  }

  async #until(isDone, complaint) {
    const signal = AbortSignal.timeout(20_000);
    while (!isDone()) {
      await once(this.#changes, "change", { signal }).catch(() => {
        throw new Error(complaint);
      });
    }
  }

  async #take(request, response, answer) {
    const { method, url, headers } = request;
    const seen = { method, url, headers, body: Buffer.alloc(0), left: false };
    this.requests.push(seen);
    const n = this.requests.length;
    this.#changes.emit("change");
    response.on("error", () => {});
    response.on("close", () => {
      seen.left = !response.writableFinished;
      this.#changes.emit("change");
    });
    const pieces = [];
    try {
      for await (const piece of request) pieces.push(piece);
    } catch {
      return; // The client has closed the connection during its request.
    }
    seen.body = Buffer.concat(pieces);
    await answer(response, seen, n);
  }
}

/** The fields of a recorded form, in order: `{ name, filename, type, value }`, values as Latin-1. */
export function form({ headers, body }) {
  const [, boundary] = /boundary=(.*)$/.exec(headers["content-type"]);
  const parts = body.toString("latin1").split(`--${boundary}`);
  return parts.slice(1, -1).map((part) => {
    const end = part.indexOf("\r\n\r\n");
    const head = part.slice(2, end);
    return {
      name: /; name="([^"]*)"/.exec(head)[1],
      filename: /; filename="([^"]*)"/.exec(head)?.[1],
      type: /Content-Type: (.*)/.exec(head)?.[1],
      value: part.slice(end + 4, -2),
    };
  });
}

/** The texts of a recorded form, by name. */
export function texts(request) {
  const decode = (text) => Buffer.from(text, "latin1").toString("utf8");
  return Object.fromEntries(form(request).map(({ name, value }) => [decode(name), decode(value)]));
}

/** Server-sent events with these values as data. */
export function events(...values) {
  return values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join("");
}

/**
 * Resolves when a sender makes no progress while many other requests of this process are answered,
 * or when it has sent more than `most`.
 *
 * @param t - The test.
 * @param sent - Returns how much the sender has sent.
 */
export async function standstill(t, sent, most) {
  const other = await Service.says(t, events(1));
  const client = other.client();
  let before = -1;
  while (before !== sent() && before < most) {
    before = sent();
    for (let n = 0; n < 200; n += 1) await client.predict({}, "demo/other");
  }
}

/** Collects the values of an async iterable. */
export async function all(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** Writes a body chunk by chunk. */
export async function inPieces(response, pieces) {
  for (const piece of pieces) {
    response.write(piece);
    await sleep(10);
  }
  response.end();
}
