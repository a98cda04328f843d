//! The client of the agents API.

use std::sync::Arc;

use super::idempotency::MissingKey;
use super::requester::Requester;
use crate::clock::Clock;
use crate::config::{CallOptions, Config, MAX_CONNECTIONS};
use crate::trace::CallTrace;
#[cfg(feature = "network")]
use crate::transport::HttpTransport;
use crate::transport::Session;
use crate::transport::Transport;

/// A client of the agents API. Cloning is cheap; clones are the same client.
///
/// ```no_run
/// use flymyai_core::{Client, ClientOptions};
///
/// # async fn example() -> Result<(), flymyai_core::Error> {
/// let client = Client::new(ClientOptions::new("fly-***").resolve()?);
/// let run = client.runs().create("agent_abc123").await?;
/// let result = client.runs().wait(&run.id).await?;
/// println!("{:?}: {:?}", result.status, result.agent_result);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client(Requester);

impl Client {
    /// A client over its own pool of connections. Nothing is sent yet.
    #[cfg(feature = "network")]
    #[must_use]
    pub fn new(config: Config) -> Self {
        let transport = Arc::new(HttpTransport::new(&config));
        Self::with_own_transport(config, transport)
    }

    /// A client whose requests this transport sends.
    #[must_use]
    pub fn with_own_transport(config: Config, transport: Arc<dyn Transport>) -> Self {
        let session = Session::new(transport, MAX_CONNECTIONS, config.log.clone());
        Self(Requester::new(config, session))
    }

    /// The same client with another transport.
    #[must_use]
    pub fn with_transport(&self, transport: Arc<dyn Transport>) -> Self {
        Self(self.0.clone().with_transport(transport))
    }

    /// The same client with these options in place of its own. Both share connections, limits and
    /// caches; closing one closes the other.
    #[must_use]
    pub fn with_options(&self, options: &CallOptions) -> Self {
        Self(self.0.with_options(options))
    }

    /// The same client with another clock.
    #[must_use]
    pub fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
        let mut client = self.clone();
        client.0.session.clock = clock;
        client
    }

    /// The same client, whose calls without an idempotency key do not get a generated one.
    #[must_use]
    pub fn without_generated_keys(&self) -> Self {
        let mut client = self.clone();
        client.0.missing_key = MissingKey::Omit;
        client
    }

    /// The same client, whose calls return the [headers](crate::CallResponse::headers) of
    /// responses, too.
    #[must_use]
    pub fn keeping_headers(&self) -> Self {
        let mut client = self.clone();
        client.0.keeps_headers = true;
        client
    }

    /// The same client, whose calls make no log records.
    #[must_use]
    pub fn without_log(&self) -> Self {
        let mut client = self.clone();
        client.0.session = self.0.session.without_log();
        client
    }

    /// The same client for one call, which adds to this trace and sends its headers.
    #[must_use]
    pub fn with_trace(&self, trace: &CallTrace) -> Self {
        let mut client = self.clone();
        client.0.session = self.0.session.with_trace(trace.clone());
        client
    }

    /// The client's configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        self.0.config()
    }

    /// Closes the client: pending calls and all later ones fail.
    pub fn close(&self) {
        self.0.session.close();
        self.0.session.transport.close();
    }

    /// Whether [`close`](Self::close) was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.session.is_closed()
    }
}

impl AsRef<Requester> for Client {
    fn as_ref(&self) -> &Requester {
        &self.0
    }
}
