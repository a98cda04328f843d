// Converts the names of the wire to the style of JavaScript.

/** @internal Converts `some_name` to `someName`; other styles stay unchanged. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** @internal Converts `someName` to `some_name`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
