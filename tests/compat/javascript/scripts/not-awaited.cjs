const { FlyMyAI } = require("flymyai-js-client");

const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
client.baseUrl = process.env.MODELS_URL;
client.predict({ prompt: "hi" }, "flymyai/bert").then((result) => console.log(result));
console.log("started");
