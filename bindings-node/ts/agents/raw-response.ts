import { toHeaders } from "../internal/headers.js";
import type { Connection } from "./connection.js";
import type { ResponseHead } from "./request.js";
import {
  isReplaced,
  makeResource,
  RESOURCE_NAMES,
  type ResourceName,
  type Resources,
} from "./resources.js";

// Responses with their status and headers: `client.withRawResponse`.

/**
 * A response of the service with its status and headers. The response of a wait, of a list of several
 * pages and of any other call of several requests is the last one.
 *
 * @example
 * ```ts
 * const response = await client.withRawResponse.runs.get(run.id);
 * console.log(response.status, response.headers.get("content-type"), response.value.status);
 * ```
 */
export class RawResponse<T> {
  /** The status. */
  readonly status: number;
  /** The result that the method returns without `withRawResponse`. */
  readonly value: T;
  // Private: headers may be secrets, such as cookies, and are not printed.
  readonly #headers: readonly string[];

  /** @internal */
  constructor({ status, headers }: ResponseHead, value: T) {
    this.status = status;
    this.value = value;
    this.#headers = headers;
  }

  /** The headers, as those of a response of `fetch`. */
  get headers(): Headers {
    return toHeaders(this.#headers);
  }

  /** The id that the service has given to the request; name it when you ask for help. */
  get requestId(): string | undefined {
    return this.headers.get("x-request-id") ?? undefined;
  }
}

// A function without overloads fits each of the three members.
type RawMethod<F> = F extends {
  (...args: infer A): Promise<infer T>;
  (...args: infer B): Promise<infer U>;
  (...args: infer C): Promise<infer V>;
}
  ? ((...args: A) => Promise<RawResponse<T>>) &
      ((...args: B) => Promise<RawResponse<U>>) &
      ((...args: C) => Promise<RawResponse<V>>)
  : never;

/** A resource whose methods return a {@link RawResponse}; it has no methods that return iterators. */
export type RawResource<R> = {
  readonly [M in keyof R as R[M] extends (...args: never[]) => Promise<unknown>
    ? M
    : never]: RawMethod<R[M]>;
};

/** The resources of a client; their methods return a {@link RawResponse}. */
export type RawResources = { readonly [Name in ResourceName]: RawResource<Resources[Name]> };

/** @internal The resources of a client, whose methods capture the responses of its connection. */
export function rawResources(client: object, connection: Connection): RawResources {
  const resources: Record<string, unknown> = {};
  for (const name of RESOURCE_NAMES) {
    const get = () => rawResource(client, connection, name);
    Object.defineProperty(resources, name, { get, enumerable: true });
  }
  return resources as unknown as RawResources;
}

function rawResource(client: object, connection: Connection, name: ResourceName): object {
  const resource = (client as Record<string, object>)[name] as Record<PropertyKey, unknown>;
  return new Proxy(resource, {
    get: (_, method) => {
      if (typeof method === "symbol" || typeof resource[method] !== "function") return undefined;
      return (...args: unknown[]) => {
        if (isReplaced(resource, name, method)) {
          throw new TypeError(
            `withRawResponse.${name}.${method} has no response: the method of this client was ` +
              `replaced, and returns results only. Call client.${name}.${method} instead.`,
          );
        }
        return callRaw(connection, name, method, args);
      };
    },
  });
}

function callRaw(
  connection: Connection,
  name: ResourceName,
  method: string,
  args: unknown[],
): Promise<RawResponse<unknown>> {
  let head: ResponseHead | undefined;
  const capturing = connection.capturing((found) => {
    head = found;
  });
  const raw = makeResource(name, capturing) as Record<string, (...args: unknown[]) => unknown>;
  // An iterator has not sent anything yet.
  const result = raw[method]?.(...args);
  if (!(result instanceof Promise)) {
    throw new TypeError(
      `withRawResponse.${name}.${method} has no single response: ${name}.${method} returns an ` +
        `iterator. Call client.${name}.${method} instead.`,
    );
  }
  return result.then((value) => {
    if (head === undefined) throw new Error("the call has ended without a response");
    return new RawResponse(head, value);
  });
}
