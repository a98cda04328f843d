// Lists the installed package's values, by introspection.
import { isDeepStrictEqual } from "node:util";

/** Collects what was looked for and what was found missing or changed. */
export class Findings {
  names = 0;
  missing = [];

  /** Notes one name; `truth` is whether it is there and as it was. */
  check(name, truth, what = "is missing") {
    this.names += 1;
    if (!truth) this.missing.push(`${name}: ${what}`);
  }

  equal(name, wanted, seen) {
    const what = `is ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`;
    this.check(name, isDeepStrictEqual(seen, wanted), what);
  }
}

/** Exports, by `require` and by `import`, and the files that programs can name. */
export function checkExports({ values, constants, package: { name, files } }, packages, findings) {
  const { required, imported, require } = packages;
  for (const value of [...values, ...Object.keys(constants)]) {
    const property = Object.getOwnPropertyDescriptor(required, value);
    findings.check(value, property?.writable && property.enumerable, "is no plain property");
    findings.check(`import { ${value} }`, imported[value] === required[value] && value in imported);
  }
  findings.check("the default import", imported.default === required, "is not what require gives");
  for (const word of ["__esModule", "default"]) {
    findings.check(`require(...).${word}`, !(word in required), "is there, and was not");
  }
  for (const file of files) {
    const path = `${name}/${file}`;
    const value = found(() => require(path));
    const isThere = file === "package.json" ? value?.name === name : value?.FlyMyAI;
    findings.check(path, isThere);
  }
  for (const [constant, words] of Object.entries(constants)) {
    const entries = Object.fromEntries(words.map((word) => [word.toUpperCase(), word]));
    for (const [key, word] of Object.entries(entries)) {
      findings.equal(`${constant}.${key}`, word, required[constant]?.[key]);
    }
    findings.check(constant, Object.isFrozen(required[constant]), "is not frozen");
  }
}

function found(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Arguments of a constructor, to inspect an instance. */
const SAMPLES = { FlyMyAI: [{ apiKey: "k" }], AgentClient: [{ apiKey: "k" }] };

/** Classes: what they extend, their methods with their lengths, their instances' own properties. */
export function checkClasses({ classes, namespaces }, { required }, findings) {
  for (const [name, facts] of Object.entries(classes)) {
    const Class = required[name];
    findings.check(name, typeof Class === "function" && Class.name === name, "is no such class");
    if (typeof Class !== "function") continue;
    if (facts.length !== undefined) findings.equal(`${name}.length`, facts.length, Class.length);
    const parent =
      facts.extends === "Error" ? Error : (required[facts.extends] ?? Function.prototype);
    // There may be a class of this package between the two.
    const isDerived = Class === parent || Object.prototype.isPrototypeOf.call(parent, Class);
    findings.check(`${name} extends`, isDerived, "another parent");
    checkPrototype(name, Class.prototype, facts.methods ?? {}, findings);
    const instance = new Class(...(SAMPLES[name] ?? ["text"]));
    for (const own of [...(facts.own ?? []), ...Object.keys(facts.fields ?? {})]) {
      findings.check(`${name}#${own}`, Object.hasOwn(instance, own), "is no own property");
    }
    for (const [property, value] of Object.entries(facts.defaults ?? {})) {
      findings.equal(`${name}#${property}`, value, instance[property]);
    }
    if (instance instanceof Error) findings.equal(`${name}#name`, name, instance.name);
  }
  const client = new required.AgentClient({ apiKey: "k" });
  for (const [place, methods] of Object.entries(namespaces)) {
    for (const [method, { needs }] of Object.entries(methods)) {
      const { length } = client[place]?.[method] ?? {};
      // Further parameters are additions.
      findings.check(`${place}.${method}`, length >= needs, `takes ${length}, not ${needs}`);
    }
  }
}

function checkPrototype(name, prototype, methods, findings) {
  for (const [method, { length }] of Object.entries(methods)) {
    const property = Object.getOwnPropertyDescriptor(prototype, method);
    findings.check(`${name}.prototype.${method}`, property && !property.enumerable);
    findings.equal(`${name}.prototype.${method}.length`, length, property?.value?.length);
  }
}

/** The schema's class, which is not exported: only its instances show it. */
export async function checkSchema({ schema }, { required }, origin, findings) {
  const client = new required.FlyMyAI({ apiKey: "k" });
  client.baseUrl = origin;
  const instance = await client.openapiSchema("a/b");
  const Class = instance.constructor;
  findings.equal("OpenAPISchemaResponse", schema.name, Class.name);
  findings.equal(`${schema.name}#`, schema.own, Object.keys(instance));
  for (const getter of schema.getters) {
    const property = Object.getOwnPropertyDescriptor(Class.prototype, getter);
    findings.check(`${schema.name}#${getter}`, property?.get, "is no getter");
  }
  for (const method of schema.statics) {
    findings.check(`${schema.name}.${method}`, typeof Class[method] === "function");
  }
}
