import type { Json } from "../types/index.js";
import { isSuccess } from "./response.js";
import { statusError } from "./retry.js";

// OpenAPI schemas of models.

/** A model's OpenAPI schema, and the response that contained it. */
export class OpenAPISchemaResponse {
  /** @internal */
  readonly _response: Response;
  /** The errors that the service reports. */
  exc_history: Json;
  /** The schema: an OpenAPI document. */
  openapi_schema: Json;
  /** The status in the response's body, or else the HTTP status. */
  status: number;

  /**
   * @param response - The response.
   * @param body - Its parsed body.
   */
  constructor(response: Response, body: Json) {
    this._response = response;
    this.exc_history = body.exc_history;
    this.openapi_schema = body.openapi_schema;
    this.status = body.status || response.status;
  }

  /** The response. */
  get response(): Response {
    return this._response;
  }

  /**
   * Reads a response that holds a schema in the service's envelope, or the bare document.
   *
   * @param response - The response; it can still be read afterwards.
   */
  static async fromResponse(response: Response): Promise<OpenAPISchemaResponse> {
    const body: Json = await response.clone().json();
    const isBare = body.openapi_schema === undefined && body.openapi !== undefined;
    return new OpenAPISchemaResponse(response, isBare ? { openapi_schema: body } : body);
  }
}

/**
 * @internal
 * Gets a model's schema at its old address, or at its new address if the old one returns 404.
 *
 * @param get - Requests a document of the model.
 */
export async function fetchSchema(
  get: (document: string) => Promise<Response>,
): Promise<OpenAPISchemaResponse> {
  const response = await get("openapi-schema");
  if (isSuccess(response)) return OpenAPISchemaResponse.fromResponse(response);
  await response.arrayBuffer();
  if (response.status === 404) {
    const other = await get("openapi.json");
    if (isSuccess(other)) return OpenAPISchemaResponse.fromResponse(other);
    await other.arrayBuffer();
  }
  const message = `Failed to fetch OpenAPI schema. Server responded with status: ${response.statusText}`;
  throw statusError(message, response);
}
