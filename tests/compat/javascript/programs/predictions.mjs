// One question, one answer.
import { FlyMyAI } from "flymyai-js-client";
import { caught, connect, HI, MODEL, nowhere, serving } from "./user.mjs";

/** Prints the result of `predict`. */
const predicting = async (user) => user.print(await connect(user).predict(HI, MODEL));

export const programs = {
  "the event's JSON is the result": predicting,
  "the last event is the result": predicting,
  "lines side by side are events of their own": predicting,
  "other lines and line ends do no harm": predicting,
  "an event without a blank, at the very end": predicting,
  "a byte order mark does no harm": predicting,
  "null is a result": predicting,
  "a number is a result": predicting,
  "any 2xx is a success": predicting,
  "a failure inside the event is a result": predicting,
  "names stay the service's": predicting,
  "plain JSON is no event": predicting,
  "an empty response has no event": predicting,
  "an indented line is no event": predicting,
  "a line that is no JSON": predicting,
  "a line that is no JSON before a good one": predicting,
  "a response without a body": predicting,
  "a refusal": predicting,
  "a refusal's body may be long and in any language": predicting,
  "a refusal in the server's own words": predicting,
  "a refusal without a word": predicting,
  "304 is a refusal": predicting,
  "a server error is not tried again": predicting,
  "a connection that is dropped": predicting,
  "a connection that is dropped in the middle": predicting,
  "a compressed response": predicting,
  "a letter that the network cuts in two": predicting,
  "a redirect within the server": predicting,
  "a redirect that makes a GET of it": predicting,
  "a redirect without end": predicting,
  "the headers of a request": predicting,

  "numbers are JavaScript's": async (user) => {
    const result = await connect(user).predict(HI, MODEL);
    user.print(typeof result.big, result.big === 2 ** 53, result.half, result.endless);
    user.print(Object.keys(result), Object.getPrototypeOf(result) === Object.prototype);
    user.print(Object.isFrozen(result), Object.hasOwn(result, "__proto__"), result.twice);
  },

  "a server that is not there": async (user) => {
    const client = connect(user);
    client.baseUrl = await nowhere();
    user.print(await caught(() => client.predict(HI, MODEL)));
  },

  "more arguments count for nothing": async (user) => {
    const signal = AbortSignal.abort();
    user.print(await connect(user).predict(HI, MODEL, { signal, timeout: 1 }));
  },

  "many at once": async (user) => {
    const client = connect(user);
    const results = await Promise.all(Array.from({ length: 40 }, () => client.predict(HI, MODEL)));
    user.print(results.length, results[39].output_data.sample);
  },

  "a redirect to another server": (user) => {
    const answer = ({ headers }, response) => {
      user.print(headers["x-api-key"] === user.key);
      response.end("data: 1\n\n");
    };
    return serving(answer, (other) =>
      serving(
        (_, response) => response.writeHead(307, { location: `${other}/x` }).end(),
        async (origin) => {
          const client = connect(user);
          client.baseUrl = origin;
          user.print(await client.predict(HI, MODEL));
        },
      ),
    );
  },

  "blanks around the key are not sent": async (user) => {
    const client = new FlyMyAI({ apiKey: ` ${user.key}\t` });
    client.baseUrl = user.models;
    user.print(await client.predict(HI, MODEL));
  },

  "a key that is a number": async (user) => {
    const client = connect(user);
    client.apiKey = 5;
    user.print(client.apiKey, await caught(() => client.predict(HI, MODEL)));
  },

  "a key that no header can hold": async (user) => {
    const client = connect(user);
    client.apiKey = "ключ";
    const error = await caught(() => client.predict(HI, MODEL));
    user.print(error.constructor.name, error.message.startsWith("Prediction failed: "));
    const direct = await caught(() => client.asyncPredict(HI, MODEL));
    user.print(direct.constructor.name);
  },

  "what is said about a key with a line break": async (user) => {
    const client = connect(user);
    client.apiKey = "fly-secret\n1";
    const error = await caught(() => client.asyncPredict(HI, MODEL));
    user.print(error.constructor.name, error.message.includes("fly-secret"));
  },
};
