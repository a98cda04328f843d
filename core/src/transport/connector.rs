//! Makes connections: TCP, TLS, and tunnels through proxies.

use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, Ready, poll_fn, ready};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::USER_AGENT;
use http::uri::Scheme;
use http::{HeaderMap, HeaderValue, Uri};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::sync::OwnedSemaphorePermit;
use tokio_rustls::TlsConnector;
use tower_service::Service;
use url::Url;

use super::connection::Connection;
use super::connection_limit::ConnectionLimit;
use super::connection_state::{ConnectionState, IDLE_GRACE};
use super::failure::ProxyFailure;
use super::read_timeout::Attempt;
use super::socket::Socket;
use super::tls_stream::Stream;
use crate::config::{Proxies, Route};
use crate::error::{Error, ErrorKind};
use crate::log::Log;

/// When the operating system probes a silent peer, how often, and how many times without a
/// response: it detects a peer that has vanished even
/// where no timeout is set.
const KEEPALIVE: Duration = Duration::from_secs(30);
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(15);
const KEEPALIVE_RETRIES: u32 = 3;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Makes the connections of one transport.
#[derive(Clone)]
pub(crate) struct Connector(Arc<Shared>);

struct Shared {
    tcp: HttpConnector,
    tls: TlsConnector,
    proxies: Option<ProxyRules>,
    user_agent: HeaderValue,
    timeout: Option<Duration>,
    limit: Arc<ConnectionLimit>,
    log: Log,
}

impl Connector {
    pub(crate) fn new(
        tls: rustls::ClientConfig,
        proxies: Option<ProxyRules>,
        user_agent: HeaderValue,
        timeout: Option<Duration>,
        limit: Arc<ConnectionLimit>,
        log: Log,
    ) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE_INTERVAL));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        Self(Arc::new(Shared {
            tcp,
            tls: TlsConnector::from(Arc::new(tls)),
            proxies,
            user_agent,
            timeout,
            limit,
            log,
        }))
    }

    /// The credentials for a proxy that requests to this URL are forwarded by.
    pub(crate) fn forward_auth(&self, target: &Uri) -> Option<HeaderValue> {
        let proxies = self.0.proxies.as_ref()?;
        if target.scheme() != Some(&Scheme::HTTP) {
            return None;
        }
        let proxy = proxies.intercept(target).ok().flatten()?;
        proxy.basic_auth().cloned()
    }
}

impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector(..)")
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Connection>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let shared = Arc::clone(&self.0);
        Box::pin(async move {
            // Set while the request waits, not when the connection continues to be
            // made for the pool alone.
            let attempt = Attempt::current();
            let limit = attempt
                .as_ref()
                .map_or(shared.timeout, |attempt| attempt.connect_timeout());
            let _connecting = attempt.map(Attempt::connecting);
            let permit = shared.permit().await?;
            let connecting = shared.connect(&target, permit);
            let connected = match limit {
                Some(limit) => tokio::time::timeout(limit, connecting)
                    .await
                    .map_err(|_| Error::detected(ErrorKind::ConnectTimeout))?,
                None => connecting.await,
            };
            connected.map(TokioIo::new)
        })
    }
}

impl Shared {
    /// Waits until another connection may be opened.
    async fn permit(&self) -> Result<OwnedSemaphorePermit, BoxError> {
        if let Some(permit) = self.limit.try_acquire() {
            return Ok(permit);
        }
        let attempt = Attempt::current().ok_or(Abandoned)?;
        let limit = attempt.pool_timeout();
        let permit = match limit {
            Some(limit) => tokio::time::timeout(limit, self.wait_for_permit())
                .await
                .map_err(|_| Error::detected(ErrorKind::PoolTimeout))?,
            None => self.wait_for_permit().await,
        };
        Ok(permit.ok_or(Abandoned)?)
    }

    async fn wait_for_permit(&self) -> Option<OwnedSemaphorePermit> {
        let mut acquiring = pin!(self.limit.acquire());
        loop {
            // Closing an unused connection, possibly to another server, frees a
            // permit.
            self.limit.close_idle();
            let waiting = poll_fn(|cx| {
                // The request may have got another connection meanwhile.
                if Attempt::current().is_none() {
                    return Poll::Ready(None);
                }
                acquiring.as_mut().poll(cx)
            });
            if let Ok(permit) = tokio::time::timeout(IDLE_GRACE, waiting).await {
                return permit;
            }
        }
    }

    async fn connect(
        &self,
        target: &Uri,
        permit: OwnedSemaphorePermit,
    ) -> Result<Connection, BoxError> {
        let state = Arc::new(ConnectionState::logged(&self.log, target));
        let secure = target.scheme() == Some(&Scheme::HTTPS);
        let proxy = match &self.proxies {
            Some(proxies) => proxies.intercept(target)?,
            None => None,
        };
        if let Some(proxy) = &proxy {
            ensure_http(proxy.uri())?;
        }
        let stream = match &proxy {
            None => self.open(target, &state, permit).await?,
            Some(proxy) if secure => self
                .tunnel(proxy, target, &state, permit)
                .await
                .map_err(ProxyFailure)?,
            Some(proxy) => {
                let stream = self.open(proxy.uri(), &state, permit).await?;
                self.encrypt_to_proxy(proxy.uri(), stream).await?
            }
        };
        let stream = if secure {
            let session = self.tls.connect(server_name(target)?, stream).await?;
            Stream::Tls(Box::new(session))
        } else {
            stream
        };
        let forwarded = proxy.is_some() && !secure;
        self.limit.add(&state);
        Ok(Connection::new(stream, state, forwarded))
    }

    async fn open(
        &self,
        address: &Uri,
        state: &Arc<ConnectionState>,
        permit: OwnedSemaphorePermit,
    ) -> Result<Stream, BoxError> {
        let tcp = self.tcp.clone().call(address.clone()).await?;
        Ok(Stream::Plain(Socket::new(
            tcp.into_inner(),
            Arc::clone(state),
            permit,
        )))
    }

    async fn encrypt_to_proxy(&self, proxy: &Uri, stream: Stream) -> Result<Stream, BoxError> {
        if proxy.scheme() != Some(&Scheme::HTTPS) {
            return Ok(stream);
        }
        // Proxies are addressed with HTTP/1.1.
        let tls = self.tls.with_alpn(Vec::new());
        let session = tls.connect(server_name(proxy)?, stream).await?;
        Ok(Stream::Tls(Box::new(session)))
    }

    /// Opens a tunnel to the server through a proxy (`CONNECT`).
    async fn tunnel(
        &self,
        proxy: &Intercept,
        target: &Uri,
        state: &Arc<ConnectionState>,
        permit: OwnedSemaphorePermit,
    ) -> Result<Stream, BoxError> {
        let stream = self.open(proxy.uri(), state, permit).await?;
        let stream = self.encrypt_to_proxy(proxy.uri(), stream).await?;
        let mut headers = HeaderMap::with_capacity(2);
        headers.insert(USER_AGENT, self.user_agent.clone());
        let mut tunnel = Tunnel::new(proxy.uri().clone(), Opened(Some(TokioIo::new(stream))))
            .with_headers(headers);
        if let Some(auth) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(auth.clone());
        }
        Ok(tunnel.call(target.clone()).await?.into_inner())
    }
}

/// Other proxy protocols are not supported.
fn ensure_http(proxy: &Uri) -> Result<(), BoxError> {
    match proxy.scheme_str() {
        Some("http" | "https") => Ok(()),
        scheme => Err(format!("unsupported scheme {}", scheme.unwrap_or_default()).into()),
    }
}

/// Which requests go through which proxy.
pub(crate) struct ProxyRules {
    /// The proxies that the environment names, if it names any.
    environment: Option<Proxies>,
    /// The proxies' addresses and credentials, in hyper's form.
    matcher: Matcher,
}

impl ProxyRules {
    /// The rules of a route; `None` for a direct one.
    pub(crate) fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Direct => None,
            Route::System => Some(Self {
                environment: None,
                matcher: Matcher::from_system(),
            }),
            Route::Proxies(proxies) => {
                let (http, https) = proxies.addresses();
                Some(Self {
                    matcher: Matcher::builder().http(http).https(https).build(),
                    environment: Some(proxies.clone()),
                })
            }
        }
    }

    /// The proxy for this target. A configured proxy that cannot be used is an
    /// error: no request bypasses it.
    fn intercept(&self, target: &Uri) -> Result<Option<Intercept>, BoxError> {
        let Some(proxies) = &self.environment else {
            return Ok(self.matcher.intercept(target));
        };
        let url = Url::parse(&target.to_string())?;
        if proxies.of_url(&url)?.is_none() {
            return Ok(None);
        }
        let proxy = self.matcher.intercept(target);
        Ok(Some(proxy.ok_or("the proxy's address can't be used")?))
    }
}

/// The name that the certificate must match.
fn server_name(address: &Uri) -> Result<ServerName<'static>, BoxError> {
    let host = address.host().ok_or("a URL without a host")?;
    // An IPv6 address has brackets in a URL.
    let name = host.trim_start_matches('[').trim_end_matches(']');
    Ok(ServerName::try_from(name.to_owned())?)
}

/// A connector for a connection that is already open.
struct Opened(Option<TokioIo<Stream>>);

impl Service<Uri> for Opened {
    type Response = TokioIo<Stream>;
    type Error = BoxError;
    type Future = Ready<Result<TokioIo<Stream>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        ready(self.0.take().ok_or_else(|| Abandoned.into()))
    }
}

/// The error for a connection that no request waits for.
#[derive(Debug)]
struct Abandoned;

impl fmt::Display for Abandoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is no longer needed")
    }
}

impl StdError for Abandoned {}
