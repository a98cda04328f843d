//! The client: what all calls of one program share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method};

use crate::call::Call;
use crate::clock::Clock;
use crate::config::{Config, MAX_CONNECTIONS, Timeouts};
use crate::deadline::{Deadline, poll_timeouts, within};
use crate::error::{Error, ErrorKind};
use crate::events::EventStream;
use crate::http_transport::HttpTransport;
use crate::operation::Arguments;
use crate::request::{self, Request};
use crate::resources;
use crate::response::Response;
use crate::response_limits::ReplyKind;
use crate::retry;
use crate::session::Session;
use crate::transport::{HttpRequest, RequestBody, Transport};
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
    pub(crate) session: Session,
}

#[derive(Debug)]
struct Shared {
    config: Config,
    /// Which agent a run's `user_agent_task` belongs to, as far as it was asked.
    agents_by_task: Mutex<HashMap<String, String>>,
}

impl Client {
    /// A client over its own pool of connections. Nothing is sent yet.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let transport = Arc::new(HttpTransport::new(&config));
        let session = Session::new(transport, MAX_CONNECTIONS);
        let shared = Arc::new(Shared {
            config,
            agents_by_task: Mutex::default(),
        });
        Self { shared, session }
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
    pub fn config(&self) -> &Config {
        &self.shared.config
    }

    /// Ends the client: calls under way fail, as do all calls from now on.
    pub fn close(&self) {
        self.session.close();
        self.session.transport.close();
    }

    /// Whether [`close`](Self::close) was called.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.session.is_closed()
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

    /// Sends a request, again where that is allowed, and returns a 2xx reply.
    pub(crate) async fn execute(&self, request: &Request) -> Result<Response, Error> {
        self.execute_until(request, Deadline::NEVER).await
    }

    /// The same, but ends at the deadline.
    pub(crate) async fn execute_until(
        &self,
        request: &Request,
        deadline: Deadline,
    ) -> Result<Response, Error> {
        let clock = &self.session.clock;
        let attempt = || {
            let limit = deadline.request_limit(&**clock);
            self.attempt(request, self.shared.config.timeouts, limit)
        };
        let delay = |error: &Error, failures| {
            let class = request.retry_class();
            retry::decide(class, self.max_retries(), failures, error, clock.jitter())
                .filter(|delay| !deadline.has_passed(clock.now() + *delay))
        };
        self.session.retrying(attempt, delay).await
    }

    /// Sends a request of a wait once.
    pub(crate) async fn poll(
        &self,
        request: &Request,
        deadline: Deadline,
    ) -> Result<Response, Error> {
        let limit = deadline.request_limit(&*self.session.clock);
        let timeouts = poll_timeouts(self.shared.config.timeouts, limit);
        self.attempt(request, timeouts, limit).await
    }

    /// The most retries of a failed request.
    pub(crate) fn max_retries(&self) -> u32 {
        self.shared.config.max_retries
    }

    /// Sends a request once. A reply outside 2xx is an error.
    async fn attempt(
        &self,
        request: &Request,
        timeouts: Timeouts,
        limit: Option<tokio::time::Instant>,
    ) -> Result<Response, Error> {
        // Boxed: a wait rests far longer than it sends, and must be small then.
        let response = Box::pin(within(limit, self.send(request, timeouts)))
            .await
            .map_err(|error| error.with_request(&request.method, &self.shown_url(request)))?;
        self.session.note_status(response.status);
        if (200..300).contains(&response.status) {
            return Ok(response);
        }
        let delay = retry::retry_after(&response.headers, std::time::SystemTime::now());
        Err(Error::from_status(response.status, response.body)
            .with_retry_after(delay)
            .with_request(&request.method, &self.shown_url(request)))
    }

    async fn send(&self, request: &Request, timeouts: Timeouts) -> Result<Response, Error> {
        let config = &self.shared.config;
        let sending = HttpRequest {
            method: request.method.clone(),
            url: format!("{}{}", config.root, request.path),
            headers: self.headers(request),
            body: request
                .body
                .clone()
                .map_or(RequestBody::Empty, RequestBody::Bytes),
            timeouts,
        };
        let sent = self
            .session
            .send(sending, ReplyKind::Whole, config.response);
        Response::read(sent.await?).await
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

    fn shown_url(&self, request: &Request) -> String {
        request::shown(&format!("{}{}", self.shared.config.root, request.path))
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
