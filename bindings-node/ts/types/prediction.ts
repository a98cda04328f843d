import type { Json } from "./common.js";

/** What a model answers; the names are the service's. */
export interface PredictionResult {
  /** The outputs, by the model's own names. */
  output_data?: {
    /** Texts, of models that write some. */
    output: string[];
    [name: string]: Json;
  };
  [name: string]: Json;
}

/** The same, where the outputs are taken for granted, as programs do. */
export type Predicted = PredictionResult & Required<Pick<PredictionResult, "output_data">>;

/** What a prediction that was started earlier comes to; the names are the service's. */
export interface AsyncPredictionResult {
  /** The model's answers; the first one decides about success. */
  inference_responses?: Array<{
    /** How it went. */
    infer_details: {
      /** The answer's own status: 200 when all is well. */
      status: number;
      /** How long the model took, in seconds. */
      inference_time?: number;
      [name: string]: Json;
    };
    /** The outputs, by the model's own names. */
    response: {
      /** What went wrong, if something did. */
      detail?: string;
      [name: string]: Json;
    };
    [name: string]: Json;
  }>;
  [name: string]: Json;
}
