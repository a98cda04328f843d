// The call that a response is of, for the error of its status. Network failures have these facts
// from core.

interface Call {
  readonly operation: string;
  readonly started: number;
}

const calls = new WeakMap<Response, Call>();

/** @internal Seconds since a moment of `performance.now()`. */
export function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000;
}

/** @internal The same response, whose error has the operation and the start of its call. */
export function ofCall(response: Response, operation: string, started: number): Response {
  // A replaced `fetch` may return anything.
  if (typeof response === "object" && response !== null) {
    calls.set(response, { operation, started });
  }
  return response;
}

/** @internal The properties of the call for an error; none for a response from elsewhere. */
export function callFacts(response: Response): { operation?: string; elapsed?: number } {
  const call = calls.get(response);
  return call ? { operation: call.operation, elapsed: secondsSince(call.started) } : {};
}
