// Model calls, or responses of many small events, streamed or to `predict`: with FlyMyAI, or with fetch and JSON.parse.

import assert from "node:assert/strict";
import { meter, options, report } from "./usage.mjs";

const { url, key, what, side, seconds, events, at_once: atOnce } = options;
const root = `${url}/api/v1/demo/echo`;

function post(path, payload) {
  const body = new FormData();
  for (const [name, value] of Object.entries(payload)) body.append(name, String(value));
  return fetch(`${root}/${path}`, { method: "POST", headers: { "X-API-KEY": key }, body });
}

/** The JSON of each event, as few lines as do. */
async function* read(response) {
  assert(response.ok);
  let rest = "";
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + piece).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      if (part.startsWith("data: ")) yield JSON.parse(part.slice(6));
    }
  }
}

const byHand = {
  async predict(payload) {
    let last;
    for await (const event of read(await post("predict", payload))) last = event;
    return last;
  },
  async *stream(payload) {
    yield* read(await post("predict/stream/", payload));
  },
};

async function withClient() {
  const { FlyMyAI } = await import("flymyai-js-client");
  const client = new FlyMyAI({ apiKey: key });
  client.baseUrl = `${url}/api/v1`;
  return {
    predict: (payload) => client.predict(payload, "demo/echo"),
    stream: (payload) => client.stream(payload, "demo/echo"),
  };
}

const models = side === "fetch" ? byHand : await withClient();
const batch = () =>
  Promise.all(Array.from({ length: atOnce ?? 1 }, () => models.predict({ prompt: "Hello" })));
await batch();

let figures;
if (what === "predict") {
  let ops = 0;
  let predictions = [];
  const measured = meter();
  while (measured.wall() < seconds) {
    predictions = await batch();
    ops += atOnce;
  }
  figures = measured.per(ops);
  assert(predictions.every((prediction) => prediction.output_data.sample[0] === "Hello"));
} else if (what === "long-predict") {
  const measured = meter();
  const last = await models.predict({ prompt: "word", count: events });
  figures = measured.per(events);
  assert.equal(last.status, 200);
} else {
  let words = 0;
  const measured = meter();
  for await (const part of models.stream({ prompt: "word", count: events })) {
    words += part.output_data?.output.length ?? 0;
  }
  figures = measured.per(events);
  assert.equal(words, events);
}
report(figures);
// fetch keeps its idle connections, and with them the process, for some seconds.
process.exit(0);
