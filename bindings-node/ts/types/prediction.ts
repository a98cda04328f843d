import type { Json } from "./common.js";

/** The result of a prediction; the names are the service's. */
export interface PredictionResult {
  /** The outputs, by the model's own names. */
  output_data?: {
    /** Texts, for models that generate text. */
    output: string[];
    [name: string]: Json;
  };
  [name: string]: Json;
}

/** The same, with outputs that are always present, as programs expect. */
export type Predicted = PredictionResult & Required<Pick<PredictionResult, "output_data">>;

/** The result of an asynchronous prediction; the names are the service's. */
export interface AsyncPredictionResult {
  /** The model's responses; the first one decides about success. */
  inference_responses?: Array<{
    /** Status and duration of the prediction. */
    infer_details: {
      /** The status of this response; 200 is success. */
      status: number;
      /** The model's run time in seconds. */
      inference_time?: number;
      [name: string]: Json;
    };
    /** The outputs, by the model's own names. */
    response: {
      /** The error, if there is one. */
      detail?: string;
      [name: string]: Json;
    };
    [name: string]: Json;
  }>;
  [name: string]: Json;
}
