// Lists the requests of methods and the fields of records, with a server that returns records.
import { once } from "node:events";
import { createServer } from "node:http";

/** A value that a field or an option of any kind takes. */
const SAMPLE = { anything: [1] };

/** A record as the service sends it, with a sample in every field. */
function full(facts, records) {
  const fields = { ...(facts.extends && records[facts.extends].fields), ...facts.fields };
  const wires = Object.values(fields).filter(({ wire }) => wire);
  return Object.fromEntries(wires.map(({ wire }) => [wire, sampleOf(wire, records)]));
}

function sampleOf(wire, records) {
  if (wire === "logs") return [full(records.ExecutionLog, records)];
  if (wire === "required_configuration_steps") return [full(records.ConfigurationStep, records)];
  if (wire === "status") return "completed";
  return /^(id|uuid|name)$/.test(wire) ? `the ${wire}` : SAMPLE;
}

/** Where each record is to be had, and where in the answer it is. */
const PLACES = {
  Agent: (client) => client.agents.list().then(([agent]) => agent),
  AgentDetail: (client) => client.agents.get("x"),
  Run: (client) => client.runs.list().then(([run]) => run),
  RunDetail: (client) => client.runs.get("x"),
  ExecutionLog: (client) => client.runs.get("x").then(({ logs: [log] }) => log),
  Tool: (client) => client.tools.get(1),
  ConfigurationStep: (client) =>
    client.tools.get(1).then(({ requiredConfigurationSteps: [step] }) => step),
  AvailableTool: (client) => client.tools.available().then(([tool]) => tool),
  Compilation: (client) => client.compilations.get("x"),
  SchemaSuggestion: (client) => client.agents.suggestSchema({ userPrompt: "x" }),
};

/** A server that notes requests and answers each with what `answer` returns. */
export class Recorder {
  requests = [];
  answer = () => ({});
  #server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const { method, url } = request;
    this.requests.push({ line: `${method} ${url}`, body: body === "" ? null : body });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(this.answer(method, url)));
  });

  async start() {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const isList = (method, url) =>
  method === "GET" && /\/(tasks|executions|tools|available|compilations)\/$/.test(url);

/** Every method sends its request, with its body under the service's names. */
export async function checkRequests({ namespaces }, client, recorder, findings) {
  recorder.answer = (method, url) => (isList(method, url) ? [] : { id: 1, status: "completed" });
  for (const [place, methods] of Object.entries(namespaces)) {
    for (const [method, facts] of Object.entries(methods)) {
      if (!facts.sends) continue;
      const name = `${place}.${method}`;
      const { line, args, body } = expected(facts);
      recorder.requests.length = 0;
      await client[place][method](...args);
      const [request] = recorder.requests;
      findings.equal(`${name} sends`, line, request?.line);
      findings.equal(`${name} body`, body, request?.body ? JSON.parse(request.body) : null);
      if (facts.bodyless === undefined) continue;
      recorder.requests.length = 0;
      await client[place][method](...expected({ ...facts, body: undefined }).args);
      const bare = recorder.requests[0]?.body;
      findings.equal(
        `${name} body, without options`,
        facts.bodyless,
        bare ? JSON.parse(bare) : null,
      );
    }
  }
}

/** A method's arguments, and what they are to become. */
function expected({ sends, type, body = {}, defaults = {} }) {
  const [parameters] = /(?<=\().*(?=\) => Promise)/s.exec(type);
  const [, id] = /^(\w+): (?:string|number|ResourceID)(?:,|$)/.exec(parameters) ?? [];
  const options = {};
  const wanted = { ...defaults };
  for (const [name, wire] of Object.entries(body)) {
    const value = sampleOption(name, type);
    options[name] = value;
    wanted[wire] = value;
  }
  const line = sends.replace(/\{(\w+)\}/, (_, place) => {
    if (place !== id) options[place] = "x1";
    return place === id && id === "toolId" ? 5 : "x1";
  });
  const given = Object.keys(options).length > 0 || /\b(fields|options): /.test(parameters);
  const args = [...(id ? [id === "toolId" ? 5 : "x1"] : []), ...(given ? [options] : [])];
  return { line, args, body: Object.keys(wanted).length > 0 ? wanted : null };
}

function sampleOption(name, type) {
  const kind = new RegExp(`\\b${name}\\??: ([^;}]+)`).exec(type)?.[1].trim() ?? "";
  if (kind === "boolean") return true;
  if (kind === "number[]") return [3];
  if (kind === "string") return `some ${name}`;
  return kind === "AgentStatus" ? "active" : { snake_key: { camelKey: 1 } };
}

/** Every record has its fields: their values, and what stands for a missing one. */
export async function checkRecords({ records }, client, recorder, findings) {
  for (const [name, facts] of Object.entries(records)) {
    const look = PLACES[name];
    const raw = full(facts, records);
    const outer = { ExecutionLog: "logs", ConfigurationStep: "required_configuration_steps" }[name];
    const serve = (record) => {
      const answer = outer ? { id: 1, status: "completed", [outer]: [record] } : record;
      recorder.answer = (method, url) => (isList(method, url) ? [answer] : answer);
    };
    serve(raw);
    const whole = await look(client);
    serve({ id: "x", status: raw.status });
    const bare = await look(client);
    const fields = { ...(facts.extends && records[facts.extends].fields), ...facts.fields };
    for (const [field, { wire, same, trueFor, ...rest }] of Object.entries(fields)) {
      const place = `${name}.${field}`;
      findings.check(place, Object.hasOwn(whole, field));
      if (same) findings.equal(`${place} is ${same}`, whole[same], whole[field]);
      else if (wire && !Array.isArray(raw[wire])) findings.equal(place, raw[wire], whole[field]);
      if ("default" in rest && wire !== "status") {
        findings.equal(`${place} by default`, rest.default, bare[field]);
      }
      for (const status of trueFor ?? []) {
        serve({ id: "x", status });
        findings.equal(`${place} when ${status}`, true, (await look(client))[field]);
      }
      if (!trueFor) continue;
      serve({ id: "x", status: "pending" });
      findings.equal(`${place} when pending`, false, (await look(client))[field]);
    }
  }
}
