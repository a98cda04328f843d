//! The inference client: model calls, streams and asynchronous tasks.

mod exchange;
mod model;
mod predict;
mod response;
mod stream;
mod tasks;

use std::sync::Arc;

use bytes::Bytes;
use http::Method;

use crate::clock::Clock;
use crate::config::{InferenceConfig, Timeouts};
use crate::error::Error;
use crate::form::Payload;
use crate::http_transport::HttpTransport;
use crate::response_limits::ReplyKind;
use crate::session::Session;
use crate::transport::{MAX_ERROR_BODY, Transport};

pub use exchange::Reply;
pub use model::Model;
pub use predict::{PredictError, Prediction};
#[cfg(test)]
pub(crate) use response::is_data_event;
pub use response::{
    Head, ModelResponse, StreamContent, StreamFailure, is_retryable_http_status,
    is_retryable_status, task_poll_delay,
};
pub use stream::PredictionStream;
pub use tasks::TaskEnd;

/// A client of the inference API. Cloning is cheap; clones are the same client.
///
/// ```no_run
/// use flymyai_core::{
///     Dialect, FieldValue, Inference, InferenceConfig, InferenceSettings, Model, Payload, Product,
/// };
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let settings = InferenceSettings::of(Product::Rust);
/// let config = InferenceConfig::new("fly-***", "https://api.flymy.ai/", settings, Product::Rust)?;
/// let client = Inference::new(config);
/// let model = Model::parse("flymyai/bert", Product::Rust)?;
/// let text = FieldValue::Text("Hello".into());
/// let payload = Payload::new(Dialect::Python, vec![("text".into(), text)]);
/// let prediction = client.predict(&model, &payload, 2).await?;
/// println!("{}", String::from_utf8_lossy(&prediction.response.content));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Inference {
    config: Arc<InferenceConfig>,
    session: Session,
}

/// One request of the inference API.
#[derive(Clone, Debug)]
pub struct InferenceRequest {
    method: Method,
    /// Behind the root, with its query.
    path: String,
    body: Content,
    accept: &'static str,
    reply: ReplyKind,
}

#[derive(Clone, Debug)]
enum Content {
    None,
    Json(Bytes),
    Form(Payload),
}

impl InferenceRequest {
    fn new(method: Method, model: &Model, suffix: &str, body: Content) -> Self {
        Self {
            method,
            path: format!("/{}/{suffix}", model.path()),
            body,
            accept: "*/*",
            reply: ReplyKind::Whole,
        }
    }

    fn of(mut self, reply: ReplyKind) -> Self {
        self.reply = reply;
        self
    }

    /// `POST predict`: one prediction.
    #[must_use]
    pub fn predict(model: &Model, payload: &Payload) -> Self {
        Self::new(
            Method::POST,
            model,
            "predict",
            Content::Form(payload.clone()),
        )
        .of(ReplyKind::Prediction)
    }

    /// `POST predict/stream/`: a prediction in pieces.
    #[must_use]
    pub fn stream(model: &Model, payload: &Payload) -> Self {
        Self::new(
            Method::POST,
            model,
            "predict/stream/",
            Content::Form(payload.clone()),
        )
        .of(ReplyKind::Stream)
    }

    /// `POST predict/async/`: a prediction to be asked for later.
    #[must_use]
    pub fn start_task(model: &Model, payload: &Payload) -> Self {
        Self::new(
            Method::POST,
            model,
            "predict/async/",
            Content::Form(payload.clone()),
        )
    }

    /// `GET predict/async/result/`: a task's result, or that there is none yet.
    #[must_use]
    pub fn task_result(model: &Model, prediction_id: &str) -> Self {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("request_id", prediction_id)
            .finish();
        Self::new(
            Method::GET,
            model,
            &format!("predict/async/result/?{query}"),
            Content::None,
        )
    }

    /// `PATCH predict/cancel/`: ends a stream.
    #[must_use]
    pub fn cancel(model: &Model, prediction_id: &str) -> Self {
        let body = serde_json::json!({ "infer_id": prediction_id }).to_string();
        Self::new(
            Method::PATCH,
            model,
            "predict/cancel/",
            Content::Json(body.into()),
        )
    }

    /// `GET openapi.json` or another document of the model.
    #[must_use]
    pub fn document(model: &Model, name: &str) -> Self {
        Self::new(Method::GET, model, name, Content::None)
    }

    /// Whether the request's body was read and can't be read again; see
    /// [`Payload::is_consumed`].
    #[must_use]
    pub fn is_consumed(&self) -> bool {
        matches!(&self.body, Content::Form(payload) if payload.is_consumed())
    }

    /// Says which type of reply is wanted.
    #[must_use]
    pub fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }
}

impl Inference {
    /// A client over its own pool of connections. Nothing is sent yet.
    #[must_use]
    pub fn new(config: InferenceConfig) -> Self {
        let transport = Arc::new(HttpTransport::for_inference(&config));
        let session = Session::new(transport, config.settings.max_connections);
        Self {
            config: Arc::new(config),
            session,
        }
    }

    /// The same client through another door to the network.
    #[must_use]
    pub fn with_transport(&self, transport: Arc<dyn Transport>) -> Self {
        let mut client = self.clone();
        client.session.transport = transport;
        client
    }

    /// The same client on another clock.
    #[must_use]
    pub fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
        let mut client = self.clone();
        client.session.clock = clock;
        client
    }

    /// What the client was configured with.
    #[must_use]
    pub fn config(&self) -> &InferenceConfig {
        &self.config
    }

    /// Ends the client: calls under way fail, as do all calls from now on.
    pub fn close(&self) {
        self.session.close();
    }

    /// Whether [`close`](Self::close) was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.session.is_closed()
    }

    /// Sends a request for its whole reply, whatever its status.
    ///
    /// # Errors
    ///
    /// What kept the reply from arriving.
    pub async fn exchange(&self, request: &InferenceRequest) -> Result<ModelResponse, Error> {
        self.exchange_with(request, self.config.settings.timeouts)
            .await
    }

    async fn exchange_with(
        &self,
        request: &InferenceRequest,
        timeouts: Timeouts,
    ) -> Result<ModelResponse, Error> {
        self.reconnecting(request, || async {
            let Reply { head, body } = self.open_with(request, timeouts).await?;
            let body = match head.status {
                400.. => body.excerpt(MAX_ERROR_BODY).await,
                _ => body.collect().await,
            };
            let body = body.map_err(|error| head.with_request_context(error))?;
            Ok(ModelResponse::of_reply(head, body))
        })
        .await
    }
}
