//! The engine of the agents API: sends requests within their limits and retries them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method};

use super::idempotency::MissingKey;
use super::request::{Channel, Request};
use super::response::Response;
use super::teams;
use crate::config::{CallOptions, Config, Timeouts};
use crate::deadline::{Deadline, poll_timeouts, within};
use crate::error::{Error, ErrorKind, redact_url};
use crate::host::{self, Instant};
use crate::retry;
use crate::status;
use crate::trace::AgentNames;
use crate::transport::ResponseKind;
use crate::transport::Session;
use crate::transport::{HttpRequest, RequestBody, Transport};

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Sends the requests of one client. Cloning is cheap; clones are the same client.
#[derive(Clone, Debug)]
pub(crate) struct Requester {
    shared: Arc<Shared>,
    pub(crate) session: Session,
    /// The key of keyed operations whose callers pass none.
    pub(crate) missing_key: MissingKey,
    /// Whether calls return the headers of responses.
    pub(crate) keeps_headers: bool,
}

#[derive(Debug)]
struct Shared {
    config: Config,
    /// The agent of each `user_agent_task` that was looked up.
    agents_by_task: Arc<Mutex<HashMap<String, String>>>,
    /// For the names of spans.
    agent_names: AgentNames,
}

impl Requester {
    pub(crate) fn new(config: Config, session: Session) -> Self {
        let shared = Arc::new(Shared {
            config,
            agents_by_task: Arc::default(),
            agent_names: AgentNames::default(),
        });
        Self {
            shared,
            session,
            missing_key: MissingKey::Generate,
            keeps_headers: false,
        }
    }

    /// The same client with another transport.
    pub(crate) fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.session.transport = transport;
        self
    }

    /// The same client with these options in place of its own.
    pub(crate) fn with_options(&self, options: &CallOptions) -> Self {
        let shared = Shared {
            config: self.shared.config.with_options(options),
            agents_by_task: Arc::clone(&self.shared.agents_by_task),
            agent_names: self.shared.agent_names.clone(),
        };
        Self {
            shared: Arc::new(shared),
            ..self.clone()
        }
    }

    pub(crate) fn config(&self) -> &Config {
        &self.shared.config
    }

    /// Sends a request, again where that is allowed, and returns a 2xx response.
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
        let timeouts = self.timeouts(request);
        let attempt = |number| {
            let limit = deadline.request_limit(&**clock);
            self.attempt(request, timeouts, limit, number)
        };
        let mut is_outcome_unknown = false;
        let delay = |error: &Error, failures| {
            is_outcome_unknown |= retry::is_outcome_unknown(error);
            let class = request.retry_class();
            retry::decide(class, self.max_retries(), failures, error, clock.jitter())
                .filter(|delay| !deadline.has_passed(clock.now() + *delay))
        };
        let executed = retry::retrying(&self.session, attempt, delay).await;
        executed.map_err(|error| match is_outcome_unknown {
            true => request.with_key(error),
            false => error,
        })
    }

    /// Sends a request of a wait once; it is the attempt with this number since the last
    /// success.
    pub(crate) async fn poll(
        &self,
        request: &Request,
        deadline: Deadline,
        number: u32,
    ) -> Result<Response, Error> {
        let limit = deadline.request_limit(&*self.session.clock);
        let timeouts = poll_timeouts(self.shared.config.timeouts, limit);
        if let Some(trace) = self.session.trace() {
            trace.polled();
        }
        self.attempt(request, timeouts, limit, number).await
    }

    /// The limits of a request: its own, unless the client has some of its own.
    fn timeouts(&self, request: &Request) -> Timeouts {
        let timeouts = self.shared.config.timeouts;
        match request.timeout {
            Some(seconds) if timeouts == Timeouts::default() => {
                Timeouts::all(Some(Duration::from_secs(seconds.into())))
            }
            _ => timeouts,
        }
    }

    /// The most retries of a failed request.
    pub(crate) fn max_retries(&self) -> u32 {
        self.shared.config.max_retries
    }

    /// Sends a request once. A response outside 2xx is an error.
    async fn attempt(
        &self,
        request: &Request,
        timeouts: Timeouts,
        limit: Option<Instant>,
        number: u32,
    ) -> Result<Response, Error> {
        // Boxed: a wait is idle far longer than it sends, and must be small meanwhile.
        let response = Box::pin(within(limit, self.send(request, timeouts, number)))
            .await
            .map_err(|error| error.with_request(&request.method, &self.redacted_url(request)))?;
        self.session.note_status(response.status);
        if status::is_success(response.status) {
            if request
                .status
                .is_some_and(|status| status.get() != response.status)
            {
                let text = "Write outcome unknown: unexpected API response status. Retry with \
                            the same idempotency key.";
                return Err(Error::new(ErrorKind::Status, text)
                    .possibly_processed()
                    .with_status(response.status)
                    .with_request_id(&response.headers)
                    .with_request(&request.method, &self.redacted_url(request)));
            }
            return Ok(Response {
                attempt: number,
                ..response
            });
        }
        let Response {
            status,
            headers,
            body,
            ..
        } = response;
        let delay = retry::retry_after(&headers, host::system_time());
        Err(Error::from_status(status, body)
            .with_retry_after(delay)
            .with_request_id(&headers)
            .with_request(&request.method, &self.redacted_url(request)))
    }

    /// The error of a response that is a success and can't be read.
    pub(crate) fn unreadable(&self, request: &Request, response: Response, what: &str) -> Error {
        let error = Error::decode(what, response.body)
            .with_status(response.status)
            .with_request_id(&response.headers)
            .with_request(&request.method, &self.redacted_url(request))
            .with_attempts(response.attempt);
        request.with_key(error)
    }

    async fn send(
        &self,
        request: &Request,
        timeouts: Timeouts,
        attempt: u32,
    ) -> Result<Response, Error> {
        let config = &self.shared.config;
        let sending = HttpRequest {
            method: request.method.clone(),
            url: format!("{}{}", config.root, request.path),
            headers: self.headers(request),
            body: match (&request.form, &request.body) {
                (Some(form), _) => RequestBody::Form((**form).clone()),
                (None, Some(body)) => RequestBody::Bytes(body.clone()),
                (None, None) => RequestBody::Empty,
            },
            timeouts,
            attempt,
        };
        let mut limits = config.response;
        limits.max_bytes = limits.max_bytes.min(request.max_response_bytes);
        let sent = self.session.send(sending, ResponseKind::Whole, limits);
        match request.channel {
            Channel::Common => Response::read(sent.await?).await,
            Channel::Team => teams::read(sent.await?).await,
        }
    }

    fn headers(&self, request: &Request) -> HeaderMap {
        let config = &self.shared.config;
        // Never those of the client itself; see `CallOptions`.
        let mut headers = match config.headers.is_empty() {
            true => HeaderMap::with_capacity(4),
            false => config.headers.clone(),
        };
        headers.insert(API_KEY, config.api_key.clone());
        if request.body.is_some() || request.form.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        } else if request.method == Method::POST || request.method == Method::PATCH {
            headers.insert(http::header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if request.channel == Channel::Team {
            teams::add_headers(&mut headers);
        }
        if let Some(key) = &request.idempotency_key {
            headers.insert(IDEMPOTENCY_KEY, key.header().clone());
        }
        if let Some(trace) = self.session.trace() {
            trace.add_headers(&mut headers);
        }
        headers
    }

    fn redacted_url(&self, request: &Request) -> String {
        redact_url(&format!("{}{}", self.shared.config.root, request.path))
    }

    /// Keeps the names of agents in the records of a response, for the spans of later calls.
    pub(crate) fn note_agents<'a>(
        &self,
        request: &Request,
        records: impl IntoIterator<Item = &'a Bytes>,
    ) {
        if request.returns_agents {
            for record in records {
                self.shared.agent_names.read(record);
            }
        }
    }

    /// The names of the agents whose records the client has read.
    pub(crate) fn agent_names(&self) -> &AgentNames {
        &self.shared.agent_names
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
