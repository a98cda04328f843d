// An app for a browser: starts a run and shows its events as they happen, streams the text of a model,
// sends it an image, and cancels. Read README.md before a page of yours has a key.
import { AgentClient, FlyMyAI } from "flymyai-js-client";

const element = (id) => document.getElementById(id);
element("service").value = "https://backend.flymy.ai";

function agents() {
  return new AgentClient({ apiKey: element("key").value, baseUrl: element("service").value });
}

function models() {
  const client = new FlyMyAI({ apiKey: element("key").value });
  client.baseUrl = `${element("service").value}/api/v1`;
  return client;
}

/** The run that "Cancel" cancels. */
let current;

/** Runs work on a click, and shows its error. The button cannot be clicked again meanwhile. */
function onClick(id, work) {
  const button = element(id);
  button.addEventListener("click", async () => {
    element("problem").textContent = "";
    button.disabled = true;
    try {
      await work();
    } catch (error) {
      element("problem").textContent = error.message;
    } finally {
      button.disabled = id === "cancel" && current === undefined;
    }
  });
}

function addEvent({ type, message }) {
  const row = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = new Date().toLocaleTimeString();
  row.append(time, message ? `${type}: ${message}` : type);
  element("timeline").append(row);
}

onClick("start", async () => {
  const client = agents();
  element("timeline").replaceChildren();
  element("result").textContent = "";
  const { id } = await client.runs.create({ agentId: element("agent").value });
  current = { client, id };
  element("cancel").disabled = false;
  try {
    for await (const event of client.runs.streamEvents(id, { pollInterval: 0.5 })) addEvent(event);
  } finally {
    current = undefined;
    element("cancel").disabled = true;
  }
  const { status, output } = await client.runs.get(id);
  element("result").textContent = `${status} ${output ? JSON.stringify(output) : ""}`;
});

onClick("cancel", () => current?.client.runs.cancel(current.id));

onClick("stream", async () => {
  element("text").textContent = "";
  const request = { prompt: element("prompt").value };
  for await (const partial of models().stream(request, "demo/echo")) {
    element("text").append(...(partial.output_data?.output ?? []));
  }
});

onClick("upload", async () => {
  const [image] = element("image").files;
  const { output_data } = await models().predict({ prompt: "describe", image }, "demo/echo");
  element("prediction").textContent = JSON.stringify(output_data);
});
