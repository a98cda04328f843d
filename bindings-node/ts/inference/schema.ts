import type { Json } from "../types/index.js";
import { isSuccess } from "./response.js";
import { statusError } from "./retry.js";

/** A model's OpenAPI schema, and the reply that it came in. */
export class OpenAPISchemaResponse {
  /** @internal */
  readonly _response: Response;
  /** What has failed on the way, in the service's words. */
  exc_history: Json;
  /** The schema: an OpenAPI document. */
  openapi_schema: Json;
  /** The status, in the service's words or else HTTP's. */
  status: number;

  /**
   * @param response - The reply.
   * @param answer - Its parsed body.
   */
  constructor(response: Response, answer: Json) {
    this._response = response;
    this.exc_history = answer.exc_history;
    this.openapi_schema = answer.openapi_schema;
    this.status = answer.status || response.status;
  }

  /** The reply. */
  get response(): Response {
    return this._response;
  }

  /**
   * Reads a reply that holds a schema in the service's envelope, or the bare document.
   *
   * @param response - The reply; it can still be read afterwards.
   */
  static async fromResponse(response: Response): Promise<OpenAPISchemaResponse> {
    const answer: Json = await response.clone().json();
    const bare = answer.openapi_schema === undefined && answer.openapi !== undefined;
    return new OpenAPISchemaResponse(response, bare ? { openapi_schema: answer } : answer);
  }
}

/**
 * @internal
 * Looks for a schema where the service has always had it, then where its documents are.
 *
 * @param find - Asks for a document of the model.
 */
export async function findSchema(
  find: (document: string) => Promise<Response>,
): Promise<OpenAPISchemaResponse> {
  const response = await find("openapi-schema");
  if (isSuccess(response)) return OpenAPISchemaResponse.fromResponse(response);
  await response.arrayBuffer();
  if (response.status === 404) {
    const other = await find("openapi.json");
    if (isSuccess(other)) return OpenAPISchemaResponse.fromResponse(other);
    await other.arrayBuffer();
  }
  const words = `Failed to fetch OpenAPI schema. Server responded with status: ${response.statusText}`;
  throw statusError(words, response.status);
}
