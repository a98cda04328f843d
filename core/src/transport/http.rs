//! The default transport: hyper over rustls.
//!
//! hyper and its pool are used without reqwest in between, since reqwest shows
//! neither the sockets nor which connection failed. Both are needed to decide
//! whether a failed request has reached the server.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_util::future::BoxFuture;
use http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, PROXY_AUTHORIZATION, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use percent_encoding::percent_decode_str;
use url::Url;

use super::connection_limit::ConnectionLimit;
use super::connector::{Connector, ProxyRules};
use super::cookies::Cookies;
use super::decompression;
use super::exchange::Exchange;
use super::failure;
use super::incoming::response_of;
use super::read_timeout;
use super::upload::OutgoingBody;
use super::{HttpRequest, HttpResponse, RequestBody, Transport};
use crate::config::{Config, InferenceConfig, MAX_CONNECTIONS, Network, Route, Timeouts};
use crate::error::{Error, ErrorKind};
use crate::log::Log;
use crate::tls;

/// The number of times that a request is sent again if the server certainly has not processed it.
/// Further repeats are retries, which the caller bounds.
pub(crate) const REPEATS: u32 = 8;
/// The longest pause before the second repeat; it doubles with each further one. The
/// first one is sent at once. The pauses are random, so that requests refused
/// together do not return together.
const PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(100);
/// The longest URL that a request can have: [`Uri`] counts its bytes in 16 bits.
const MAX_URL_BYTES: usize = 65_534;

/// Sends requests over a pool of connections.
///
/// The pool is made with the first request and belongs to the tokio runtime
/// that sends it. For another runtime, take a [`fresh`](Self::fresh) one.
///
/// A request that the server certainly has not processed is sent again, over another
/// connection, up to eight times: it was not written before its connection ended, or
/// HTTP/2 refused it.
#[derive(Debug)]
pub struct HttpTransport {
    settings: Arc<Settings>,
    /// Made with the first request; dropped, with its idle connections, when closed.
    client: Mutex<Option<Opened>>,
    limit: Arc<ConnectionLimit>,
}

/// A client of hyper with its pool.
#[derive(Clone, Debug)]
struct Opened {
    client: Client<Connector, OutgoingBody>,
    connector: Connector,
    /// Whether it has roots. An `http:` address needs none, until a redirect leads to an
    /// `https:` one.
    has_roots: bool,
}

/// The state that all transports of one client share.
#[derive(Debug)]
struct Settings {
    network: Network,
    user_agent: HeaderValue,
    max_connections: usize,
    log: Log,
    cookies: Option<Cookies>,
    /// Without and with roots: reading them takes longer than a request.
    tls: [OnceLock<Result<rustls::ClientConfig, Error>>; 2],
}

impl HttpTransport {
    /// A transport for an agents client; nothing is opened yet.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self::over(config.network.clone(), MAX_CONNECTIONS, config.log.clone())
    }

    /// A transport for an inference client; nothing is opened yet.
    #[must_use]
    pub fn for_inference(config: &InferenceConfig) -> Self {
        let max_connections = config.settings.max_connections;
        Self::over(config.network.clone(), max_connections, config.log.clone())
    }

    fn over(network: Network, max_connections: usize, log: Log) -> Self {
        let user_agent = HeaderValue::from_static(network.user_agent);
        Self::with(Arc::new(Settings {
            cookies: network.cookies.then(Cookies::default),
            network,
            user_agent,
            max_connections,
            log,
            tls: Default::default(),
        }))
    }

    fn with(settings: Arc<Settings>) -> Self {
        let limit = Arc::new(ConnectionLimit::new(settings.max_connections));
        Self {
            settings,
            client: Mutex::default(),
            limit,
        }
    }

    /// A transport with the same settings, trust and cookies, but connections
    /// of its own, for another tokio runtime.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self::with(Arc::clone(&self.settings))
    }

    fn opened(&self, url: &Url) -> Result<Opened, Error> {
        let has_roots = self.settings.network.needs_roots || url.scheme() == "https";
        let mut opened = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        match &*opened {
            Some(opened) if opened.has_roots || !has_roots => Ok(opened.clone()),
            _ => {
                let fresh = self.settings.open(has_roots, Arc::clone(&self.limit))?;
                Ok(opened.insert(fresh).clone())
            }
        }
    }

    /// Sends a request once.
    async fn attempt(&self, request: &Prepared) -> Result<HttpResponse, Error> {
        let opened = self.opened(&request.url)?;
        let mut sending = request.build(&self.settings, &opened.connector);
        let mut exchange = Exchange::of(&mut sending);
        let sent = opened.client.request(sending);
        let response = read_timeout::with_read_timeout(sent, request.timeouts, &mut exchange)
            .await?
            .map_err(|error| failure::sending(&error, exchange.started()))?;
        exchange.responded();
        if let Some(cookies) = &self.settings.cookies {
            cookies.keep(&request.url, response.headers());
        }
        // A response requested without compression is returned unchanged.
        let is_plain = request
            .headers
            .get(ACCEPT_ENCODING)
            .is_some_and(|value| value == "identity");
        response_of(response, exchange, request.timeouts.read, !is_plain)
    }
}

impl Settings {
    /// A proxy that can't be used is an error of the requests that it is for.
    fn check_route(&self, url: &Url) -> Result<(), Error> {
        if let Route::Proxies(proxies) = &self.network.route {
            let refused = |why| Error::new(ErrorKind::InvalidUrl, why);
            proxies.of_url(url).map_err(refused)?;
        }
        Ok(())
    }

    fn open(&self, has_roots: bool, limit: Arc<ConnectionLimit>) -> Result<Opened, Error> {
        let network = &self.network;
        let tls = self.tls[usize::from(has_roots)]
            .get_or_init(|| {
                let roots = has_roots.then_some(&network.roots);
                tls::client_config(roots, network.accept_invalid_certs, network.http2)
            })
            .clone()?;
        let proxies = ProxyRules::of(&network.route);
        let user_agent = self.user_agent.clone();
        let connector = Connector::new(
            tls,
            proxies,
            user_agent,
            network.connect,
            limit,
            self.log.clone(),
        );
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(network.idle_limit)
            .pool_max_idle_per_host(network.max_idle)
            // As httpx and fetch: some proxies still fold the headers that they add.
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .build(connector.clone());
        Ok(Opened {
            client,
            connector,
            has_roots,
        })
    }
}

/// A request that is ready to be sent, perhaps more than once.
struct Prepared {
    method: Method,
    url: Url,
    target: Uri,
    headers: HeaderMap,
    body: RequestBody,
    timeouts: Timeouts,
}

impl Prepared {
    fn new(request: HttpRequest, settings: &Settings) -> Result<Self, Error> {
        let mut url = Url::parse(&request.url).map_err(|error| failure::invalid_url(&error))?;
        settings.check_route(&url)?;
        let mut headers = request.headers;
        if let Some(credentials) = take_credentials(&mut url)
            && !headers.contains_key(AUTHORIZATION)
        {
            headers.insert(AUTHORIZATION, credentials);
        }
        if url.as_str().len() > MAX_URL_BYTES {
            return Err(failure::url_too_long(url.as_str().len(), MAX_URL_BYTES));
        }
        let target = Uri::try_from(url.as_str()).map_err(|error| failure::invalid_url(&error))?;
        for (name, value) in [
            (ACCEPT, HeaderValue::from_static("*/*")),
            (USER_AGENT, settings.user_agent.clone()),
            (ACCEPT_ENCODING, decompression::ACCEPTED),
        ] {
            headers.entry(name).or_insert(value);
        }
        if let RequestBody::Form(form) = &request.body {
            form.set_content_length(&mut headers);
        }
        Ok(Self {
            method: request.method,
            url,
            target,
            headers,
            body: request.body,
            timeouts: request.timeouts,
        })
    }

    fn build(&self, settings: &Settings, connector: &Connector) -> http::Request<OutgoingBody> {
        let mut request = http::Request::new(OutgoingBody::new(self.body.clone()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.target.clone();
        let headers = request.headers_mut();
        headers.clone_from(&self.headers);
        if let Some(cookies) = &settings.cookies {
            cookies.apply(&self.url, headers);
        }
        if let Some(auth) = connector.forward_auth(&self.target) {
            headers.entry(PROXY_AUTHORIZATION).or_insert(auth);
        }
        request
    }
}

/// The header for a user name and password in the URL, which are not sent in it.
fn take_credentials(url: &mut Url) -> Option<HeaderValue> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let mut text = percent_decode_str(url.username()).collect::<Vec<u8>>();
    text.push(b':');
    text.extend(percent_decode_str(url.password().unwrap_or_default()));
    // Neither fails: the URL has a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let mut value =
        HeaderValue::try_from(format!("Basic {}", BASE64_STANDARD.encode(text))).ok()?;
    value.set_sensitive(true);
    Some(value)
}

impl Transport for HttpTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let request = Prepared::new(request, &self.settings)?;
            let mut repeats = 0;
            loop {
                match self.attempt(&request).await {
                    Err(error)
                        if error.is_unprocessed()
                            && repeats < REPEATS
                            && !request.body.is_consumed() => {}
                    ended => return ended,
                }
                if repeats > 0 {
                    let longest = PAUSE.saturating_mul(1 << (repeats - 1)).min(LONGEST_PAUSE);
                    tokio::time::sleep(longest.mul_f64(fastrand::f64())).await;
                }
                repeats += 1;
            }
        })
    }

    fn close(&self) {
        let opened = self
            .client
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(opened);
    }
}
