//! The client: what all calls of one program share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::call::Call;
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, MAX_CONNECTIONS};
use crate::error::{Error, ErrorKind};
use crate::events::EventStream;
use crate::fault;
use crate::http_transport::HttpTransport;
use crate::operation::Arguments;
use crate::request::Request;
use crate::resources;
use crate::retry;
use crate::transport::{HttpRequest, HttpResponse, Transport};
use crate::wait::WaitOptions;

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

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
pub struct Client {
    shared: Arc<Shared>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
}

#[derive(Debug)]
struct Shared {
    config: Config,
    /// Bounds the requests under way, and so the sockets, however many calls wait.
    slots: Semaphore,
    closed: CancellationToken,
    /// Which agent a run's `user_agent_task` belongs to, as far as it was asked.
    agents_by_task: Mutex<HashMap<String, String>>,
}

impl Client {
    /// A client over its own pool of connections. Nothing is sent yet.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let transport = Arc::new(HttpTransport::new(&config));
        Self {
            shared: Arc::new(Shared {
                config,
                slots: Semaphore::new(MAX_CONNECTIONS),
                closed: CancellationToken::new(),
                agents_by_task: Mutex::default(),
            }),
            transport,
            clock: Arc::new(SystemClock),
        }
    }

    /// The same client through another door to the network.
    #[must_use]
    pub fn with_transport(&self, transport: Arc<dyn Transport>) -> Self {
        Self {
            transport,
            ..self.clone()
        }
    }

    /// The same client on another clock.
    #[must_use]
    pub fn with_clock(&self, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            ..self.clone()
        }
    }

    /// What the client was configured with.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// Ends the client: calls under way fail, as do all calls from now on.
    pub fn close(&self) {
        self.shared.closed.cancel();
    }

    /// Whether [`close`](Self::close) was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.shared.closed.is_cancelled()
    }

    /// An operation by its name, for language bindings. Arguments are checked
    /// now; nothing is sent before the call is run.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`] naming the argument that can't be used,
    /// [`ErrorKind::Closed`] after [`close`](Self::close).
    pub fn call(&self, operation: &str, arguments: Arguments) -> Result<Call, Error> {
        let operation = resources::find(operation).ok_or_else(|| {
            Error::new(ErrorKind::Internal, format!("no operation {operation:?}"))
        })?;
        Call::new(self.clone(), operation, arguments)
    }

    /// A run's events, as raw JSON. Arguments are checked now; nothing is sent
    /// before the first batch is asked for.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call).
    pub fn event_stream(
        &self,
        run_id: impl Into<String>,
        wait: WaitOptions,
    ) -> Result<EventStream, Error> {
        let arguments = Arguments {
            id: Some(run_id.into()),
            wait,
            ..Arguments::default()
        };
        let call = Call::new(self.clone(), &resources::runs::GET, arguments)?;
        EventStream::new(call, wait)
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    pub(crate) fn ensure_open(&self) -> Result<(), Error> {
        if self.is_closed() {
            Err(Error::closed())
        } else {
            Ok(())
        }
    }

    /// Sends a request, again where that is allowed, and returns a 2xx reply.
    pub(crate) async fn execute(&self, request: &Request) -> Result<HttpResponse, Error> {
        let mut failures = 0;
        loop {
            let error = match self.attempt(request).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            failures += 1;
            let class = request.retry_class();
            let retries = self.shared.config.max_retries;
            match retry::decide(class, retries, failures, &error, self.clock.chance()) {
                Some(delay) => self.pause(delay).await?,
                None => return Err(error.with_attempts(failures)),
            }
        }
    }

    /// Sends a request once. A reply outside 2xx is an error.
    pub(crate) async fn attempt(&self, request: &Request) -> Result<HttpResponse, Error> {
        let closed = &self.shared.closed;
        closed
            .run_until_cancelled(self.send(request))
            .await
            .unwrap_or_else(|| Err(Error::closed()))
    }

    async fn send(&self, request: &Request) -> Result<HttpResponse, Error> {
        self.ensure_open()?;
        let config = &self.shared.config;
        let _slot = match config.timeouts.pool {
            Some(limit) => match self.shared.slots.try_acquire() {
                Ok(slot) => Ok(slot),
                Err(_) => tokio::time::timeout(limit, self.shared.slots.acquire())
                    .await
                    .map_err(|_| fault::of_kind(ErrorKind::PoolTimeout))?,
            },
            None => self.shared.slots.acquire().await,
        }
        // The semaphore is never closed.
        .map_err(|_| Error::closed())?;
        let url = format!("{}{}", config.root, request.path);
        let response = self
            .transport
            .send(HttpRequest {
                method: request.method.clone(),
                url,
                headers: self.headers(request),
                body: request.body.clone(),
                timeouts: config.timeouts,
            })
            .await
            .map_err(|error| error.with_request(&request.method, &self.shown_url(request)))?;
        if (200..300).contains(&response.status) {
            return Ok(response);
        }
        let delay = retry::retry_after(&response.headers, std::time::SystemTime::now());
        Err(Error::from_status(response.status, response.body)
            .with_retry_after(delay)
            .with_request(&request.method, &self.shown_url(request)))
    }

    fn headers(&self, request: &Request) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(4);
        headers.insert(API_KEY, self.shared.config.api_key.clone());
        if request.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        } else if request.method == Method::POST || request.method == Method::PATCH {
            headers.insert(http::header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if let Some(key) = &request.idempotency_key {
            headers.insert(IDEMPOTENCY_KEY, key.clone());
        }
        headers
    }

    /// The URL as errors show it: a base URL may hold a password.
    fn shown_url(&self, request: &Request) -> String {
        let text = format!("{}{}", self.shared.config.root, request.path);
        match url::Url::parse(&text) {
            Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
                let _ = url.set_username("");
                let _ = url.set_password(None);
                url.into()
            }
            _ => text,
        }
    }

    /// Sleeps, unless the client is closed meanwhile.
    pub(crate) async fn pause(&self, delay: std::time::Duration) -> Result<(), Error> {
        match crate::clock::after(self.clock.now(), delay) {
            Some(moment) => self.pause_until(moment).await,
            None => {
                self.shared.closed.cancelled().await;
                Err(Error::closed())
            }
        }
    }

    pub(crate) async fn pause_until(&self, moment: tokio::time::Instant) -> Result<(), Error> {
        let slept = self
            .shared
            .closed
            .run_until_cancelled(self.clock.sleep_until(moment))
            .await;
        slept.ok_or_else(Error::closed)
    }

    pub(crate) fn known_agent(&self, task: &str) -> Option<String> {
        let known = self
            .shared
            .agents_by_task
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.get(task).cloned()
    }

    pub(crate) fn remember_agent(&self, task: String, agent: String) {
        let mut known = self
            .shared
            .agents_by_task
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(task, agent);
    }
}
