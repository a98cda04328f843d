//! Operations of the inference API as calls.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use flymyai_core::{
    Error, HttpTransport, Inference, InferenceRequest, Model, Payload, PredictError,
    TASK_POLL_INTERVAL,
};

use crate::callback::context::CallbackContext;
use crate::client::call::BoundOperation;
use crate::inference::response::InferenceOutcome;

/// The work of an inference call.
pub(crate) enum Job {
    Predict {
        model: Model,
        payload: Payload,
        attempts: u32,
    },
    Exchange(Box<InferenceRequest>),
    AwaitTask {
        model: Model,
        prediction_id: String,
        timeout: Option<Duration>,
    },
}

impl Job {
    async fn run(self, client: Inference) -> Result<InferenceOutcome, Error> {
        match self {
            Self::Predict {
                model,
                payload,
                attempts,
            } => match client.predict(&model, &payload, attempts).await {
                Ok(found) => Ok(InferenceOutcome::Prediction(
                    Some(found.response),
                    found.history,
                )),
                Err(PredictError::Responses(history)) => {
                    Ok(InferenceOutcome::Prediction(None, history))
                }
                Err(PredictError::Failed(error)) => Err(error),
            },
            Self::Exchange(request) => {
                let response = client.exchange(&request).await?;
                Ok(InferenceOutcome::Response(response))
            }
            Self::AwaitTask {
                model,
                prediction_id,
                timeout,
            } => {
                let interval = TASK_POLL_INTERVAL;
                let waiting = client.wait_for_task(&model, &prediction_id, interval, timeout);
                waiting.await.map(InferenceOutcome::from)
            }
        }
    }

    /// Whether it sleeps between requests.
    fn is_long(&self) -> bool {
        matches!(self, Self::AwaitTask { .. })
    }
}

/// A job with the client that does it.
pub(crate) struct InferenceOperation {
    pub(crate) client: Inference,
    pub(crate) job: Job,
}

impl BoundOperation for InferenceOperation {
    type Client = Inference;
    type Output = InferenceOutcome;

    fn is_long(&self) -> bool {
        self.job.is_long()
    }

    fn idempotency_key(&self) -> Option<&str> {
        None
    }

    fn with_transport(self, transport: Arc<HttpTransport>) -> Self {
        let client = self.client.with_transport(transport);
        Self { client, ..self }
    }

    fn with_callbacks(self, callbacks: &CallbackContext) -> Self {
        let client = callbacks.apply(&self.client);
        Self { client, ..self }
    }

    fn run(self) -> impl Future<Output = Result<InferenceOutcome, Error>> + Send + 'static {
        self.job.run(self.client)
    }
}
