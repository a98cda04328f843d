// The form fields of a payload's values.
import { caught, connect, MODEL } from "./user.mjs";

/** A program that sends a payload and compares the received form. */
const sending = (payload) => async (user) => {
  const value = typeof payload === "function" ? payload(user) : payload;
  await connect(user).predict(value, MODEL);
};

const when = new Date(Date.UTC(2024, 0, 2, 3, 4, 5));
const bytes = [137, 80, 78, 71, 0, 255];

/** `File`, which Node 18 keeps in a module. */
const { File } = await import("node:buffer");

export const programs = {
  text: sending({ prompt: "Zażółć 🎉" }),
  "line ends in text": sending({ prompt: "a\nb\rc\r\nd" }),
  "half a character": sending({ prompt: "a\ud800b" }),
  numbers: sending({ a: 5, b: 1.5, c: -0, d: 1e21, e: Number.NaN, f: 1.0 }),
  "booleans and big integers": sending({ yes: true, no: false, big: 12345678901234567890n }),
  null: sending({ a: null, b: "" }),
  arrays: sending({ list: [1, "a", null, [2, 3]], none: [], of: [new Blob(["x"])] }),
  "objects that say what they are": sending({
    url: new URL("http://h/x?y=1"),
    pattern: /x/g,
    error: new TypeError("no"),
    own: { toString: () => "mine" },
    map: new Map([["a", 1]]),
  }),

  dates: async (user) => {
    await connect(user).predict({ when }, MODEL);
    user.print(String(when).startsWith("Tue Jan 02 2024") || String(when).startsWith("Mon Jan 01"));
  },

  "numbers come first": sending(() => {
    const payload = Object.create({ inherited: "i" });
    return Object.assign(payload, { b: "b", 10: "10", a: "a", 2: "2" });
  }),
  "names with marks": sending({ 'a"b\r\nc': "x" }),
  "names in any language": sending({ ключ: "x" }),
  "nothing at all": sending({}),
  "a number as the payload": sending(5),
  "a map as the payload": sending(new Map([["prompt", "hi"]])),
  "text as the payload": sending("hi"),
  "a list as the payload": sending(["x", "y"]),
  "a frozen payload": sending(Object.freeze({ prompt: "hi" })),

  "a payload that is used again": async (user) => {
    const client = connect(user);
    const payload = { prompt: "hi", image: "https://h/x.png", blob: new Blob(["x"]) };
    await client.predict(payload, MODEL);
    await client.predict(payload, MODEL);
    user.print(Object.keys(payload), payload.image);
  },

  "a getter is read once": async (user) => {
    let reads = 0;
    const payload = {
      get prompt() {
        reads += 1;
        return "hi";
      },
    };
    await connect(user).predict(payload, MODEL);
    user.print(reads);
  },

  blobs: sending(() => ({
    plain: new Blob(["a\nb"]),
    typed: new Blob([new Uint8Array(bytes)], { type: "image/png" }),
  })),
  files: sending(() => ({
    file: new File(["q"], 'my "best" é.png', { type: "image/png" }),
    bare: new File([], "empty.bin"),
  })),
  "a blob as the image": sending(() => ({ image: new Blob(["x"], { type: "image/png" }) })),
  "text as the image": sending({ image: "aGk=" }),
  "a file as the image": async (user) => {
    const image = new File([new Uint8Array(bytes)], "x.png", { type: "image/png" });
    const payload = { image, prompt: "hi" };
    user.print(await caught(() => connect(user).predict(payload, MODEL)));
    user.print(payload.image === image);
  },

  "a large file": sending(() => ({ file: new Blob(["x".repeat(700_000)]) })),
  "a buffer that holds text": sending({ image: Buffer.from("aGk=") }),
  "a buffer that holds bytes": sending({ image: Buffer.from(bytes) }),
  "a typed array": sending({ data: new Uint8Array([1, 2, 255]) }),
  "an array buffer": sending({ data: new Uint8Array(bytes).buffer }),
  "plain objects": sending({ settings: { size: [1, 2], seed: null } }),
  undefined: sending({ prompt: "hi", seed: undefined }),
  "a form as the payload": sending(() => {
    const form = new FormData();
    form.append("prompt", "hi");
    form.append("prompt", "ho");
    return form;
  }),

  "a symbol": async (user) => {
    const client = connect(user);
    user.print(await caught(() => client.predict({ a: Symbol("x") }, MODEL)));
    user.print(await caught(() => client.asyncPredict({ a: Symbol("x") }, MODEL)));
  },

  "no payload": async (user) => {
    const client = connect(user);
    user.print(await caught(() => client.predict(null, MODEL)));
    user.print(await caught(() => client.predict(undefined, MODEL)));
    user.print(await caught(() => client.asyncPredict(null, MODEL)));
    user.print(await caught(() => client.predictAsync(undefined, MODEL)));
  },
};
