import type { ArtifactFileInput } from "./types/index.js";

// Files of artifacts and apps in the form of the argument `files`.

/** Suffixes of files that are sent as text, if they are UTF-8. */
const TEXT = new Set(
  (
    "html htm css js mjs json txt md svg xml csv map glsl frag vert wgsl ts yaml yml " +
    "ics log markdown py rst rtx sgml tsv vcf vtt"
  ).split(" "),
);

/**
 * Returns a file of an artifact or of an app in the form of the argument `files`.
 *
 * @param path - Its path in the artifact or app, such as `site/app.js`.
 * @param data - Its content: a string is sent as text, bytes are sent as base64.
 * @returns The entry for `files`.
 * @throws TypeError if `path` is not a string, or `data` neither a string nor bytes.
 * @example
 * ```ts
 * import { artifactFile } from "flymyai-js-client";
 *
 * const files = [artifactFile("index.html", "<h1>Deck</h1>")];
 * ```
 */
export function artifactFile(
  path: string,
  data: string | ArrayBuffer | ArrayBufferView,
): ArtifactFileInput {
  if (typeof path !== "string") throw new TypeError("path must be a string");
  if (typeof data === "string") return { path, content: data };
  if (data instanceof ArrayBuffer) return { path, contentBase64: base64(new Uint8Array(data)) };
  if (ArrayBuffer.isView(data)) {
    const { buffer, byteOffset, byteLength } = data;
    return { path, contentBase64: base64(new Uint8Array(buffer, byteOffset, byteLength)) };
  }
  throw new TypeError("data must be a string, a Uint8Array or an ArrayBuffer");
}

/**
 * Returns all files below a folder in the form of the argument `files`, with their content.
 *
 * Names that begin with a dot are left out, folders that are symbolic links are not read, and paths
 * have `/` between their parts. The files are sorted by the parts of their paths.
 *
 * @param root - The folder.
 * @returns The entries for `files`.
 * @throws Error if the folder or a file can't be read, a symbolic link leads out of the folder or
 *   is broken, a file changes while it is read, or a name has characters that a path can't contain.
 * @example
 * ```ts
 * import { artifactFilesFromDirectory } from "flymyai-js-client";
 *
 * const files = await artifactFilesFromDirectory("docs");
 * ```
 */
export async function artifactFilesFromDirectory(root: string): Promise<ArtifactFileInput[]> {
  const { readdir, realpath } = await import("node:fs/promises");
  const { join, sep } = await import("node:path");
  const top = await realpath(root);
  const found: { parts: string[]; file: string }[] = [];
  const visit = async (folder: string, parts: string[]): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const file = join(folder, entry.name);
      const place = [...parts, entry.name];
      if (entry.isDirectory()) await visit(file, place);
      else if (entry.isFile()) found.push({ parts: place, file });
      else if (entry.isSymbolicLink() && (await leadsToFile(file, top + sep))) {
        found.push({ parts: place, file });
      }
    }
  };
  await visit(top, []);
  found.sort((one, other) => compareParts(one.parts, other.parts));
  const files: ArtifactFileInput[] = [];
  for (const { parts, file } of found) files.push(await readEntry(parts.join("/"), file));
  return files;
}

/** Whether a symbolic link leads to a file; throws if it leads out of the folder or is broken. */
async function leadsToFile(link: string, top: string): Promise<boolean> {
  const { realpath, stat } = await import("node:fs/promises");
  let target: string;
  try {
    target = await realpath(link);
  } catch (cause) {
    throw new Error(`${link} is a symbolic link that leads nowhere`, { cause });
  }
  const found = await stat(target);
  if (found.isFile() && !target.startsWith(top)) {
    throw new Error(`${link} is a symbolic link that leads out of the folder, to ${target}`);
  }
  return found.isFile();
}

async function readEntry(path: string, file: string): Promise<ArtifactFileInput> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a path can't contain these.
  if (/[\u0000-\u001f\u007f\ufffd\\]/.test(path)) {
    throw new Error(`${JSON.stringify(path)} has a character that a path can't have`);
  }
  const { open } = await import("node:fs/promises");
  const handle = await open(file);
  try {
    const before = await handle.stat();
    const bytes = await handle.readFile();
    const after = await handle.stat();
    const isSame = before.mtimeMs === after.mtimeMs && after.size === bytes.byteLength;
    if (!isSame) throw new Error(`${file} has changed while it was read`);
    const text = isText(path) ? utf8(bytes) : undefined;
    return text === undefined ? artifactFile(path, bytes) : artifactFile(path, text);
  } finally {
    await handle.close();
  }
}

function isText(path: string): boolean {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") && TEXT.has(path.slice(dot + 1).toLowerCase());
}

/** The bytes as text; `undefined` if they are not UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Compares by code points, part by part. */
function compareParts(one: string[], other: string[]): number {
  for (const [at, part] of one.entries()) {
    const beside = other[at];
    if (beside === undefined) return 1;
    if (part !== beside) return Buffer.compare(Buffer.from(part), Buffer.from(beside));
  }
  return one.length - other.length;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
