// Headers as the native addon has them: names and values alternate in one list.

/** @internal The pairs of name and value. */
export function headerPairs(list: readonly string[]): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  for (let index = 0; index + 1 < list.length; index += 2) {
    pairs.push([list[index] as string, list[index + 1] as string]);
  }
  return pairs;
}

/** @internal The same as `Headers`, which joins the values of a name. */
export function toHeaders(list: readonly string[]): Headers {
  const headers = new Headers();
  for (const [name, value] of headerPairs(list)) headers.append(name, value);
  return headers;
}

/** @internal The same as an object, which has each name once. */
export function plainHeaders(list: readonly string[]): Record<string, string> {
  const headers = toHeaders(list);
  const names = new Map(headerPairs(list).map(([name]) => [name.toLowerCase(), name]));
  return Object.fromEntries(Array.from(names, ([key, name]) => [name, headers.get(key) ?? ""]));
}
