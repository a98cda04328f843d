/** @internal The status of a request that a `fetch` is to send, in place of that of an outcome. */
export const HOST_CALL = 1;
