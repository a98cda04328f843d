// Reads the messages of thrown values.

/** @internal The message of an error; `undefined` for a value that is not an error. */
export function messageOf(error: unknown): string | undefined {
  // The tag also identifies errors of another realm, which are not instances of this one's `Error`.
  const isError =
    error instanceof Error || Object.prototype.toString.call(error) === "[object Error]";
  return isError ? (error as Error).message : undefined;
}
