// Compares the observed behaviour with the facts.
import { formOf } from "./forms.mjs";

/** The texts inside `{{json:...}}`: what the engine says about JSON that it can't read. */
export function jsonTexts(facts) {
  const found = JSON.stringify(facts).matchAll(/\{\{json:(.*?)\}\}/g);
  return [...new Set([...found].map(([, text]) => JSON.parse(`"${text}"`)))];
}

/**
 * Fills the places of a text: `{{url}}`, `{{key}}`; `{{json:TEXT}}` for the engine's own words
 * about that text; `{{v8:TEXT}}` for words of V8 that other engines have others for, `{{node:TEXT}}`
 * for Node's; `{{any}}`.
 */
function fill(text, places) {
  return text.replace(/\{\{(\w+)(?::(.*?))?\}\}/g, (whole, kind, rest) => {
    switch (kind) {
      case "json":
        return places.json.get(rest);
      case "v8":
        return places.isV8 ? rest : "{{any}}";
      case "node":
        return places.isNode ? rest : "{{any}}";
      case "any":
        return whole;
      default:
        return places[kind];
    }
  });
}

function textMatches(expected, seen) {
  const parts = expected.split("{{any}}");
  if (parts.length === 1) return expected === seen;
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]+");
  return typeof seen === "string" && new RegExp(`^${pattern}$`).test(seen);
}

/** Whether a value is the expected one: objects key by key, whatever their order. */
function matches(expected, seen, places) {
  if (typeof expected === "string") return textMatches(fill(expected, places), seen);
  if (typeof expected !== "object" || expected === null) return Object.is(expected, seen);
  if (typeof seen !== "object" || seen === null) return false;
  if (Array.isArray(expected) !== Array.isArray(seen)) return false;
  const [names, others] = [Object.keys(expected), Object.keys(seen)];
  return (
    names.length === others.length &&
    names.every((name) => Object.hasOwn(seen, name) && matches(expected[name], seen[name], places))
  );
}

function complain(what, expected, seen, places) {
  const text = (value) => (value === undefined ? "nothing" : JSON.stringify(value));
  const wanted = text(expected)?.replace(/\{\{(json|url|key).*?\}\}/g, (place) => {
    return JSON.stringify(fill(JSON.parse(`"${place}"`), places)).slice(1, -1);
  });
  return `${what}\n      expected ${wanted}\n      seen     ${text(seen)}`;
}

/** The headers of a request unless its facts state others. */
function usual(line) {
  const isAgents = line.includes("/api/v1/agents/");
  const accept = line.includes("/predict/stream/") ? "text/event-stream" : "application/json";
  const form = line.startsWith("POST ") ? [["prompt", "hi"]] : null;
  return isAgents ? { json: null, form: null } : { accept, form };
}

const lineOf = ({ method, target }) => `${method} ${target}`;

/**
 * The expected requests and the seen ones. Of requests made at once, the order is not fixed; of
 * polls by the clock, the number is not.
 */
function inOrder(sends, requests) {
  if (Array.isArray(sends)) return { sends, requests };
  if (sends.first) return { sends: sends.first, requests: requests.slice(0, sends.first.length) };
  const byLine = (one, other) => (lineOf(one) < lineOf(other) ? -1 : 1);
  return { sends: sends.inAnyOrder, requests: [...requests].sort(byLine) };
}

function wantedRequest(fact, key) {
  const given = typeof fact === "string" ? { request: fact } : fact;
  return {
    key,
    ...usual(given.request),
    ...(given.json !== undefined && { form: null }),
    ...given,
  };
}

function seenRequest(wanted, request) {
  const { headers, method, target, body } = request;
  const seen = { request: `${method} ${target}`, key: headers["x-api-key"] ?? null };
  if ("accept" in wanted) seen.accept = headers.accept;
  if ("json" in wanted) {
    const isJson = headers["content-type"] === "application/json";
    seen.json = isJson ? JSON.parse(body) : null;
  }
  if (wanted.form) {
    try {
      seen.form = formOf(request, wanted.boundary === "any");
    } catch (error) {
      seen.form = `${error.message}: ${body}`;
    }
  } else {
    const isEmpty = request.body_size === 0 && headers["content-type"] === undefined;
    seen.form = isEmpty || seen.json ? null : `${headers["content-type"]}: ${body}`;
  }
  if (wanted.boundary) seen.boundary = wanted.boundary;
  if ("headers" in wanted) {
    const names = Object.keys(wanted.headers);
    seen.headers = Object.fromEntries(names.map((name) => [name, headers[name] ?? null]));
  }
  if ("body" in wanted) seen.body = body;
  return seen;
}

/**
 * Returns the facts of a program that do not hold, as texts.
 *
 * @param facts - Of one program: `prints`, `raises`, `sends`, `stdout`, `left`, `exit`.
 * @param seen - `prints`, `raises`, `stdout`, `unhandled`, `exit`, `requests`, `left`.
 * @param places - What stands for places in texts.
 */
export function untrue(facts, seen, places) {
  const found = [];
  const check = (what, expected, value) => {
    if (!matches(expected, value, places)) found.push(complain(what, expected, value, places));
  };
  check("prints", facts.prints ?? [], seen.prints);
  if (facts.raises || seen.raises) check("raises", facts.raises ?? "nothing", seen.raises);
  if (facts.exit !== undefined || seen.exit !== undefined)
    check("exits with", facts.exit ?? 0, seen.exit);
  check("writes to stdout", facts.stdout ?? [], seen.stdout ?? []);
  check("unhandled rejections", [], seen.unhandled ?? []);
  const { sends, requests } = inOrder(facts.sends ?? [], seen.requests);
  const lines = requests.map(lineOf);
  if (lines.length !== sends.length) {
    found.push(
      complain(
        "sends",
        sends.map((fact) => fact.request ?? fact),
        lines,
        places,
      ),
    );
  } else {
    sends.forEach((fact, index) => {
      const wanted = wantedRequest(fact, places.key);
      check(`request ${index + 1}`, wanted, seenRequest(wanted, requests[index]));
    });
  }
  if (facts.left !== undefined) check("responses that were left", facts.left, seen.left);
  if (found.length > 0 && seen.stack) found.push(seen.stack);
  return found;
}
