// The root certificates outside of Node are those of the runtime's `fetch`; see `trust-roots.ts`.

export function trustRoots(): undefined {
  return undefined;
}
