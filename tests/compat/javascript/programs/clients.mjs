// The client and its error: their text, their members, and their replacements in tests.
import { inspect } from "node:util";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { caught, connect, HI, MODEL } from "./user.mjs";

export const programs = {
  "a client is made of a key": async ({ print }) => {
    const client = new FlyMyAI({ apiKey: "k", baseUrl: "http://other", timeout: 1 });
    print(client.apiKey, client.baseUrl, Object.getOwnPropertyNames(client));
    print(client instanceof FlyMyAI, typeof FlyMyAI, FlyMyAI.name, FlyMyAI.length);
    print(String(client), typeof client, client.constructor === FlyMyAI);
  },

  "a client without a key": async ({ print }) => {
    for (const config of [{}, { apiKey: "" }, { apiKey: null }, { apiKey: 0 }, "fly-key"]) {
      print(await caught(() => new FlyMyAI(config)));
    }
  },

  "a client of nothing": async ({ print }) => {
    print(await caught(() => new FlyMyAI()));
    print(await caught(() => new FlyMyAI(null)));
  },

  "a client without new": async ({ print }) => {
    print(await caught(() => FlyMyAI({ apiKey: "k" })));
  },

  "a key as it is given": async ({ print }) => {
    print(new FlyMyAI({ apiKey: 5 }).apiKey, new FlyMyAI({ apiKey: " k " }).apiKey);
  },

  "its properties": async ({ print }) => {
    const client = new FlyMyAI({ apiKey: "k" });
    for (const name of ["baseUrl", "apiKey"]) {
      const { writable, configurable } = Object.getOwnPropertyDescriptor(client, name);
      print(name, writable, configurable);
    }
  },

  "what it prints as": async ({ print }) => {
    const client = new FlyMyAI({ apiKey: "fly-secret" });
    const shows = (text) => text.includes("fly-secret");
    print(shows(inspect(client)), shows(JSON.stringify(client)), Object.keys(client));
    print(JSON.parse(JSON.stringify(client)).baseUrl);
  },

  "its methods": async ({ print }) => {
    const { prototype } = FlyMyAI;
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
    print(Object.fromEntries(names.sort().map((name) => [name, prototype[name].length])));
    print(Object.keys(prototype), Object.getPrototypeOf(prototype) === Object.prototype);
  },

  "its error": async ({ print }) => {
    const error = new FlyMyAIError("x");
    print(String(error), JSON.stringify(error), Object.keys(error), error.name, error.message);
    print(error instanceof Error, error.cause, error.status, typeof error.stack);
    print(Object.prototype.toString.call(error), FlyMyAIError.length);
  },

  "the address may change": async (user) => {
    const client = connect(user);
    client.baseUrl = `${user.url}/one`;
    user.print(await client.predict(HI, MODEL));
    client.baseUrl = `${user.url}/two/v2`;
    user.print(await client.predict(HI, MODEL), client.baseUrl === `${user.url}/two/v2`);
  },

  "an address that ends with a slash": async (user) => {
    const client = connect(user);
    client.baseUrl = `${user.models}/`;
    user.print(await client.predict(HI, MODEL));
  },

  "an address that is none": async (user) => {
    const client = connect(user);
    client.baseUrl = "nonsense";
    user.print(await caught(() => client.predict(HI, MODEL)));
  },

  "the key may change": async (user) => {
    const client = new FlyMyAI({ apiKey: "fly-other" });
    client.baseUrl = user.models;
    client.apiKey = user.key;
    user.print(await client.predict(HI, MODEL));
  },

  "a method by itself": async ({ print }) => {
    const { predict, asyncPredict } = new FlyMyAI({ apiKey: "k" });
    print(await caught(() => predict(HI, MODEL)));
    print((await caught(() => asyncPredict(HI, MODEL))).constructor.name);
  },

  "failures are rejections": async (user) => {
    const client = connect(user);
    const calls = [
      client.predict(null, MODEL),
      client.asyncPredict(null, "none"),
      client.checkAsyncResult("none", "p"),
      client.predictAsync(null, "none"),
      client.openapiSchema(MODEL, 0),
      client._createConnection(HI, "none"),
    ];
    user.print(calls.every((call) => call instanceof Promise));
    const settled = await Promise.allSettled(calls);
    user.print(settled.map(({ status }) => status).join());
  },

  "a subclass": async (user) => {
    class Mine extends FlyMyAI {
      constructor(config) {
        super(config);
        this.asked = [];
      }
      async predict(payload, model) {
        this.asked.push(model);
        return super.predict({ ...payload, seed: 1 }, model);
      }
    }
    const client = connect(user, Mine);
    user.print(await client.predict(HI, MODEL), client.asked, client instanceof FlyMyAI);
  },

  "a subclass that connects by itself": async (user) => {
    class Canned extends FlyMyAI {
      async _createConnection(payload, model, stream) {
        user.print(payload, model, stream);
        return new Response('data: {"canned": true}\n\n');
      }
    }
    user.print(await connect(user, Canned).predict(HI, MODEL));
  },

  "a method replaced on the client": async (user) => {
    const client = connect(user);
    client._createConnection = async () => {
      throw new RangeError("mine");
    };
    user.print(await caught(() => client.predict(HI, MODEL)));
    client._createConnection = async () => Promise.reject("text");
    user.print(await caught(() => client.predict(HI, MODEL)));
  },

  "a method replaced on the class": async (user) => {
    const own = FlyMyAI.prototype.predict;
    FlyMyAI.prototype.predict = async () => "mocked";
    try {
      user.print(await connect(user).predict(HI, MODEL));
    } finally {
      FlyMyAI.prototype.predict = own;
    }
  },

  "its hidden methods": async ({ print }) => {
    const client = new FlyMyAI({ apiKey: "k" });
    print(client._validateModelFormat(MODEL));
    print(await caught(() => client._validateModelFormat("bert")));
    const payload = { prompt: "hi" };
    print((await client._preparePayload(payload)).prompt);
  },
};
