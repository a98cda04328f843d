//! The client of the inference API.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::{CallOptions, InferenceConfig};
#[cfg(feature = "network")]
use crate::transport::HttpTransport;
use crate::transport::{Session, Transport};

/// A client of the inference API. Cloning is cheap; clones are the same client.
///
/// ```no_run
/// use flymyai_core::{
///     FormStyle, FieldValue, Inference, InferenceConfig, InferenceSettings, Model, Payload, ClientProfile, ModelPath,
/// };
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let settings = InferenceSettings::default();
/// let config = InferenceConfig::new("fly-***", "https://api.flymy.ai/", settings, &ClientProfile::default())?;
/// let client = Inference::new(config);
/// let model = Model::parse("flymyai/bert", ModelPath::Strict)?;
/// let text = FieldValue::Text("Hello".into());
/// let payload = Payload::new(FormStyle::default(), vec![("text".into(), text)]);
/// let prediction = client.predict(&model, &payload, 2).await?;
/// println!("{}", String::from_utf8_lossy(&prediction.response.content));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Inference {
    pub(super) config: Arc<InferenceConfig>,
    pub(super) session: Session,
}

impl Inference {
    /// A client over its own pool of connections. Nothing is sent yet.
    #[cfg(feature = "network")]
    #[must_use]
    pub fn new(config: InferenceConfig) -> Self {
        let transport = Arc::new(HttpTransport::for_inference(&config));
        Self::with_own_transport(config, transport)
    }

    /// A client whose requests this transport sends.
    #[must_use]
    pub fn with_own_transport(config: InferenceConfig, transport: Arc<dyn Transport>) -> Self {
        let session = Session::new(
            transport,
            config.settings.max_connections,
            config.log.clone(),
        );
        Self {
            config: Arc::new(config),
            session,
        }
    }

    /// The same client with another transport.
    #[must_use]
    pub fn with_transport(&self, transport: Arc<dyn Transport>) -> Self {
        let mut client = self.clone();
        client.session.transport = transport;
        client
    }

    /// The same client with these options in place of its own. Both share connections and limits;
    /// closing one closes the other.
    #[must_use]
    pub fn with_options(&self, options: &CallOptions) -> Self {
        let mut client = self.clone();
        client.config = Arc::new(self.config.with_options(options));
        client
    }

    /// The same client with another clock.
    #[must_use]
    pub fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
        let mut client = self.clone();
        client.session.clock = clock;
        client
    }

    /// The same client, whose calls make no log records.
    #[must_use]
    pub fn without_log(&self) -> Self {
        let mut client = self.clone();
        client.session = self.session.without_log();
        client
    }

    /// The client's configuration.
    #[must_use]
    pub fn config(&self) -> &InferenceConfig {
        &self.config
    }

    /// Closes the client: pending calls and all later ones fail.
    pub fn close(&self) {
        self.session.close();
    }

    /// Whether [`close`](Self::close) was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.session.is_closed()
    }
}
