async function main() {
  const { FlyMyAI } = await import("flymyai-js-client");
  const client = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
  client.baseUrl = process.env.MODELS_URL;
  console.log(await client.predict({ prompt: "hi" }, "flymyai/bert"));
}

main();
