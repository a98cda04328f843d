import { AsyncResource } from "node:async_hooks";
import type { FetchRequest, NativeExchange } from "../native/binding.js";
import { settled } from "../native/completions.js";
import type { Fetch, FetchInit } from "../types/fetch.js";
import { type Body, read } from "./response.js";
import { factsOf, type Thrown } from "./thrown.js";

/** The arguments of a `fetch`. */
function argumentsOf(request: FetchRequest, signal: AbortSignal): [string, FetchInit] {
  const headers = new Headers();
  for (let index = 0; index + 1 < request.headers.length; index += 2) {
    headers.append(request.headers[index] as string, request.headers[index + 1] as string);
  }
  const url = new URL(request.url);
  if (url.username || url.password) {
    // No fetch takes them in an address; in a header they mean the same.
    const user = decodeURIComponent(`${url.username}:${url.password}`);
    headers.append("authorization", `Basic ${Buffer.from(user).toString("base64")}`);
    url.username = "";
    url.password = "";
  }
  const { method, body } = request;
  const init: FetchInit = { method, headers, redirect: "manual", cache: "no-store", signal };
  if (body !== undefined) init.body = typeof body === "string" ? body : new Blob([body]);
  return [url.href, init];
}

/** Sends one request, and hands over its reply as it is asked for. */
async function exchange(native: NativeExchange, fetch: Fetch, thrown: Thrown): Promise<void> {
  const request = native.request();
  if (request === null) return;
  const leaving = new AbortController();
  let body: Body | undefined;
  let isLate = false;
  let over = false;
  const fail = (error: unknown) => {
    over = true;
    native.fail(factsOf(error, isLate, thrown));
  };
  const send = async () => {
    try {
      const response = await fetch(...argumentsOf(request, leaving.signal));
      isLate = true;
      const reply = read(response);
      body = reply.body;
      if (leaving.signal.aborted) body.cancel();
      else native.answer(reply.status, reply.reason, reply.headers);
    } catch (error) {
      fail(error);
    }
  };
  const give = async () => {
    try {
      const piece = await body?.next();
      if (piece !== undefined) return native.provide(piece);
      over = true;
      native.end();
    } catch (error) {
      fail(error);
    }
  };
  void send();
  const wanted = () => settled((completions, ticket) => native.wanted(completions, ticket));
  // Asked again before the piece is there: this is also how the end of the exchange shows.
  while (typeof (await wanted()).result === "string") void give();
  if (over) return;
  leaving.abort();
  body?.cancel();
}

/**
 * @internal
 * How the requests of one call are sent by a `fetch`.
 *
 * @param fetch - The program's.
 * @returns What sends one request, in the context of whoever calls this, and where the values are
 *   kept that are thrown meanwhile.
 */
export function exchanger(fetch: Fetch): {
  readonly serve: (native: NativeExchange) => void;
  readonly thrown: Thrown;
} {
  const thrown: Thrown = new Map();
  const serve = (native: NativeExchange) => void exchange(native, fetch, thrown);
  return { serve: AsyncResource.bind(serve), thrown };
}
