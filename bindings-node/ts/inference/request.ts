import type { NativePayload, NativeRequest } from "../native/inference.js";
import type { Field } from "./form-fields.js";

// A request of the inference client, before it is known how it is sent.

/** @internal One request. */
export interface RequestSpec {
  /** The name in errors, as core has it. */
  operation: string;
  /** Makes the native request from its form; the form is empty if the request has none. */
  request: (form: NativePayload) => NativeRequest;
  /** The form's fields; missing for a request without a body. */
  fields?: Field[];
  /** Whether the request polls a task: the caller's signal stops its response body, too. */
  isPoll?: boolean;
  /** Whether a replaced `fetch` receives the headers as a plain object. */
  hasPlainHeaders?: boolean;
}
