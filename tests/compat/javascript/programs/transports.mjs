// Programs, and above all their tests, that put something of their own in fetch's place.
import { caught, collect, connect, HI, MODEL } from "./user.mjs";

const EVENTS = 'data: {"n": 1}\n\ndata: {"n": 2, "done": true}\n\n';

/** Puts a fetch in place that notes its arguments; the worker puts the old one back. */
function replace(answer) {
  const calls = [];
  globalThis.fetch = async (...args) => {
    calls.push(args);
    return answer(...args);
  };
  return calls;
}

export const programs = {
  "a fetch that returns": async (user) => {
    const calls = replace(() => new Response(EVENTS));
    user.print(await connect(user).predict(HI, MODEL));
    const [[url, { method, headers, body, ...rest }]] = calls;
    user.print(url === `${user.models}/flymyai/bert/predict`, typeof url, method, rest);
    user.print(headers instanceof Headers, [...headers].map(([name]) => name).join());
    user.print(headers.get("x-api-key") === user.key, headers.get("accept"));
    user.print(body instanceof FormData, [...body]);
  },

  "a fetch that is wrapped": async (user) => {
    const { fetch } = globalThis;
    const seen = [];
    globalThis.fetch = (url, init) => {
      seen.push(`${init.method} ${new URL(url).pathname}`);
      return fetch(url, {
        ...init,
        headers: { ...Object.fromEntries(init.headers), "x-trace": "t" },
      });
    };
    user.print(await connect(user).predict(HI, MODEL), seen);
  },

  "a fetch that streams": async (user) => {
    const calls = replace(() => new Response(EVENTS));
    for await (const piece of connect(user).stream(HI, MODEL)) {
      user.print(piece);
      if (piece.done) break;
    }
    user.print(calls.length, calls[0][1].headers.get("accept"), Object.keys(calls[0][1]));
  },

  "a fetch for later lookups": async (user) => {
    const { signal } = new AbortController();
    const done = { inference_responses: [{ infer_details: { status: 200 } }] };
    const calls = replace((url) =>
      url.includes("/result/")
        ? new Response(JSON.stringify(done))
        : new Response('{"prediction_id": "a b"}', { status: 202 }),
    );
    user.print(await connect(user).predictAsync(HI, MODEL, { signal }));
    const [url, poll] = calls[1];
    user.print(new URL(url).search, poll.method, poll.signal === signal, poll.body);
  },

  "a fetch for a schema": async (user) => {
    const calls = replace(() => new Response('{"openapi_schema": {}}'));
    user.print((await connect(user).openapiSchema(MODEL)).openapi_schema);
    const [[, { method, headers }]] = calls;
    user.print(method, headers instanceof Headers, Object.keys(headers).sort());
  },

  "a fetch that fails": async (user) => {
    replace(() => {
      throw new TypeError("offline");
    });
    const client = connect(user);
    user.print(await caught(() => client.predict(HI, MODEL)));
    user.print(await caught(() => client.asyncPredict(HI, MODEL)));
    user.print(await caught(() => client.checkAsyncResult(MODEL, "p1")));
  },

  "a fetch that rejects with text": async (user) => {
    replace(() => Promise.reject("offline"));
    const client = connect(user);
    user.print(await caught(() => client.predict(HI, MODEL)));
    user.print(await caught(() => client.openapiSchema(MODEL)));
  },

  "a fetch that refuses": async (user) => {
    replace(() => new Response("no", { status: 404, statusText: "Gone Fishing" }));
    user.print(await caught(() => connect(user).predict(HI, MODEL)));
  },

  "a fetch that returns a minimal response": async (user) => {
    const bytes = [new TextEncoder().encode(EVENTS)];
    const read = async () => ({ done: bytes.length === 0, value: bytes.pop() });
    replace(() => ({ ok: true, body: { getReader: () => ({ read }) } }));
    user.print(await connect(user).predict(HI, MODEL));
  },

  "a fetch that is put back": async (user) => {
    const { fetch } = globalThis;
    const calls = replace(() => new Response("data: 1\n\n"));
    user.print(await connect(user).predict(HI, MODEL));
    globalThis.fetch = fetch;
    user.print(await connect(user).predict(HI, MODEL), calls.length);
  },

  "undici's mock": async (user) => {
    const { getGlobalDispatcher, MockAgent, setGlobalDispatcher } = await import("undici");
    const own = getGlobalDispatcher();
    const mock = new MockAgent();
    mock.disableNetConnect();
    setGlobalDispatcher(mock);
    try {
      const path = "/api/v1/flymyai/bert/predict";
      mock.get(user.url).intercept({ path, method: "POST" }).reply(200, "data: 7\n\n");
      user.print(await connect(user).predict(HI, MODEL));
      mock.get(user.url).intercept({ path, method: "POST" }).reply(500, "no");
      user.print((await caught(() => connect(user).predict(HI, MODEL))).name);
      mock.assertNoPendingInterceptors();
    } finally {
      setGlobalDispatcher(own);
      await mock.close();
    }
  },

  "a stream by undici's mock": async (user) => {
    const { getGlobalDispatcher, MockAgent, setGlobalDispatcher } = await import("undici");
    const own = getGlobalDispatcher();
    const mock = new MockAgent();
    setGlobalDispatcher(mock);
    try {
      const path = "/api/v1/flymyai/bert/predict/stream/";
      mock.get(user.url).intercept({ path, method: "POST" }).reply(200, EVENTS);
      user.print(await collect(connect(user).stream(HI, MODEL)));
    } finally {
      setGlobalDispatcher(own);
      await mock.close();
    }
  },
};
