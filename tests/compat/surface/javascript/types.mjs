// Checks the installed package's declarations with a program that the compiler must accept:
// one line for each name, so that an error names what it is about.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
  },
  files: ["surface.mts"],
};

/** The program's lines, each with the name that it is about. */
function linesOf({ values, types, constants, classes, namespaces, records, shapes }) {
  const lines = [];
  const add = (name, line) => lines.push({ name, line });
  const from = '"flymyai-js-client"';
  for (const name of types) {
    const alias = `T_${name}`;
    add(`type ${name}`, `import { type ${name} as ${alias} } from ${from};`);
    add(`type ${name} in use`, `type ${name} = ${alias};`);
  }
  for (const name of values) add(name, `import { ${name} } from ${from};`);
  for (const [name, { new: config, extends: parent, methods, fields, own }] of Object.entries(
    classes,
  )) {
    const it = `a${name}`;
    add(name, `declare const ${it}: ${name};`);
    if (config) add(`new ${name}`, `new ${name}(null as unknown as ${config});`);
    if (parent) add(`${name} extends`, `((): ${parent} => ${it})();`);
    for (const property of own ?? []) add(`${name}.${property}`, `void ${it}.${property};`);
    for (const [method, { type, hidden }] of Object.entries(methods ?? {})) {
      if (!hidden) add(`${name}.${method}`, `((): (${type}) => ${it}.${method}.bind(${it}))();`);
    }
    for (const [field, type] of Object.entries(fields ?? {})) {
      add(`${name}.${field}`, `((): ${type} => ${it}.${field})();`);
    }
  }
  add("new AgentClient without options", "new AgentClient();");
  for (const [place, methods] of Object.entries(namespaces)) {
    for (const [method, { type }] of Object.entries(methods)) {
      add(
        `${place}.${method}`,
        `((): (${type}) => (...a) => aAgentClient.${place}.${method}(...a))();`,
      );
    }
  }
  for (const [name, { fields, extends: parent }] of Object.entries(records)) {
    const it = `r${name}`;
    add(name, `declare const ${it}: ${name};`);
    if (parent) add(`${name} extends`, `((): ${parent} => ${it})();`);
    for (const [field, { type }] of Object.entries(fields)) {
      add(`${name}.${field}`, `((): ${type} => ${it}.${field})();`);
      // Values of any type are indexed without a cast.
      if (type === "any") add(`${name}.${field} is open`, `void ${it}.${field}.some.key;`);
    }
  }
  for (const [name, members] of Object.entries(shapes)) {
    for (const [member, type] of Object.entries(members))
      add(`${name}.${member}`, shapeLine(name, member, type));
  }
  for (const [name, words] of Object.entries(constants)) {
    for (const word of [...words, "a_new_word"])
      add(`${name} ${word}`, `((): ${name} => "${word}")();`);
  }
  return lines;
}

function shapeLine(name, member, type) {
  const accepted = /^accepts (.*)$/.exec(type)?.[1];
  if (accepted === undefined) {
    const key = member === "[other]" ? '["other"]' : `.${member}`;
    return `((it: ${name}): ${type} => it${key});`;
  }
  const value = `null as unknown as ${accepted}`;
  return member === ""
    ? `((): ${name} => ${value});`
    : `((): ${name} => ({ ${member}: ${value} }));`;
}

/**
 * Compiles the program in a project where the package is installed.
 *
 * @param folder - The project.
 */
export function checkTypes(facts, folder, findings) {
  const lines = linesOf(facts);
  writeFileSync(join(folder, "surface.mts"), lines.map(({ line }) => `${line}\n`).join(""));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  const errors = compile(folder);
  for (const text of errors.filter((error) => !error.startsWith("surface.mts("))) {
    findings.check("the declarations", false, text);
  }
  lines.forEach(({ name, line }, index) => {
    const error = errors.find((text) => text.startsWith(`surface.mts(${index + 1},`));
    findings.check(`type of ${name}`, error === undefined, `${line}\n    ${error}`);
  });
}

/** The compiler's errors, a text each. */
function compile(folder) {
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const tsc = join(dirname(manifest), "bin", "tsc");
  try {
    execFileSync(process.execPath, [tsc, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    return [];
  } catch (error) {
    const errors = String(error.stdout)
      .split(/\n(?=\S)/)
      .map((text) => text.trim());
    return errors.filter((text) => text.includes("error TS"));
  }
}
