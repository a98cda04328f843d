import type { Json } from "./common.js";

/** What a model answers; the names are the service's. */
export interface PredictionResult {
  /** The outputs, by the model's own names. */
  output_data?: { output: string[]; [name: string]: Json };
  [name: string]: Json;
}

/** The same, where the outputs are taken for granted, as programs do. */
export type Predicted = PredictionResult & Required<Pick<PredictionResult, "output_data">>;

/** What a prediction that was started earlier comes to; the names are the service's. */
export interface AsyncPredictionResult {
  /** The model's answers; the first one decides about success. */
  inference_responses?: Array<{
    infer_details: {
      status: number;
      inference_time?: number;
      [name: string]: Json;
    };
    response: {
      detail?: string;
      [name: string]: Json;
    };
    [name: string]: Json;
  }>;
  [name: string]: Json;
}
