// A model's schema.
import { caught, connect, MODEL, nowhere } from "./user.mjs";

const failing = (...args) => {
  return async (user) => user.print(await caught(() => connect(user).openapiSchema(...args)));
};

export const programs = {
  "a schema": async (user) => {
    const schema = await connect(user).openapiSchema(MODEL);
    user.print(schema.openapi_schema, schema.exc_history, schema.status);
    user.print(schema.constructor.name, Object.keys(schema), schema.response instanceof Response);
    user.print(schema.response === schema._response, schema.response.status);
  },

  "a status in the response": async (user) => {
    user.print((await connect(user).openapiSchema(MODEL)).status);
  },

  "a schema, made by hand": async (user) => {
    const { constructor: Schema } = await connect(user).openapiSchema(MODEL);
    const body = JSON.stringify({ exc_history: ["e"], openapi_schema: { a: 1 } });
    const schema = await Schema.fromResponse(new Response(body, { status: 203 }));
    user.print(schema.exc_history, schema.openapi_schema, schema.status);
  },

  "the response can be read again": async (user) => {
    const { response } = await connect(user).openapiSchema(MODEL);
    user.print(response.bodyUsed);
  },

  "a bare document": async (user) => {
    user.print((await connect(user).openapiSchema(MODEL)).openapi_schema ?? "missing");
  },

  "a document in its other place": async (user) => {
    const schema = await caught(async () => {
      const { openapi_schema, status } = await connect(user).openapiSchema(MODEL);
      user.print(openapi_schema, status);
    });
    user.print(schema);
  },

  "a refusal": failing(MODEL),
  "a server error that lasts": failing(MODEL),
  "two attempts": failing(MODEL, 2),
  "no attempts": failing(MODEL, 0),
  "words of the server's own": failing(MODEL, 1),
  "no JSON": failing(MODEL, 2),
  "no model": failing(),
  "a model without a name": failing("bert", 1),

  "the second attempt": async (user) => {
    user.print((await connect(user).openapiSchema(MODEL)).openapi_schema);
  },

  "a server that is not there": async (user) => {
    const client = connect(user);
    client.baseUrl = await nowhere();
    user.print(await caught(() => client.openapiSchema(MODEL)));
  },
};
