import { bytesOf } from "./internal/bytes.js";
import { binding } from "./native/binding.js";
import { base64 } from "./platform.js";
import type { ArtifactFileInput } from "./types/index.js";

// Files of artifacts and apps in the form of the argument `files`.

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
  const bytes = bytesOf(data);
  if (bytes) return { path, contentBase64: base64(bytes) };
  throw new TypeError("data must be a string, a Uint8Array or an ArrayBuffer");
}

/**
 * Returns all files below a folder in the form of the argument `files`, with their content.
 *
 * Names that begin with a dot are left out, folders that are symbolic links are not read, and paths
 * have `/` between their parts. The files are sorted by the parts of their paths. The WebAssembly
 * implementation has no access to files: `artifactFile` takes their content.
 *
 * @param root - The folder.
 * @returns The entries for `files`.
 * @throws Error if the folder or a file can't be read, a symbolic link leads out of the folder or
 *   is broken, a file changes while it is read, a name has characters that a path can't contain, or
 *   the implementation is WebAssembly.
 * @example
 * ```ts
 * import { artifactFilesFromDirectory } from "flymyai-js-client";
 *
 * const files = await artifactFilesFromDirectory("docs");
 * ```
 */
export async function artifactFilesFromDirectory(root: string): Promise<ArtifactFileInput[]> {
  if (typeof root !== "string") throw new TypeError("root must be a string");
  const { files, failure } = await binding().directoryFiles(root);
  if (failure === undefined) return files;
  const { message, code, path } = failure;
  throw Object.assign(new Error(message), code === undefined ? { path } : { code, path });
}
