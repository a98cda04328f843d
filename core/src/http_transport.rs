//! The default transport: reqwest over rustls.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use hyper::ext::ReasonPhrase;
use reqwest::cookie::Jar;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_LENGTH};

use crate::config::{Config, InferenceConfig, Network, Product, Route};
use crate::connect_watch::{self, WatchLayer};
use crate::decompression::{self, Decompression, Pulled};
use crate::error::{Error, ErrorKind};
use crate::fault;
use crate::tls;
use crate::transport::{
    BoxFuture, HttpRequest, HttpResponse, RequestBody, ResponseBody, Transport,
};

/// Notices a peer that vanished without a word, even where no timeout is set.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// Sends requests over a pool of HTTP/1.1 connections.
///
/// The pool is made with the first request and belongs to the tokio runtime
/// that sends it. For another runtime, take a [`fresh`](Self::fresh) one.
#[derive(Debug)]
pub struct HttpTransport {
    settings: Arc<Settings>,
    /// Made with the first request; dropped, with its idle connections, when closed.
    client: Mutex<Option<Opened>>,
}

/// A client of reqwest's, with the pool that it keeps.
#[derive(Debug)]
struct Opened {
    client: reqwest::Client,
    /// Whether it knows whom to trust. An `http:` address needs no roots, until
    /// a redirect leads to an `https:` one.
    has_roots: bool,
}

/// What fresh transports of one client share.
#[derive(Debug)]
struct Settings {
    network: Network,
    cookies: Option<Arc<Jar>>,
    /// Without and with roots: reading them takes longer than a request.
    tls: [OnceLock<Result<rustls::ClientConfig, Error>>; 2],
}

impl HttpTransport {
    /// A transport for an agents client; nothing is opened yet.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self::over(config.network.clone())
    }

    /// A transport for an inference client; nothing is opened yet.
    #[must_use]
    pub fn for_inference(config: &InferenceConfig) -> Self {
        Self::over(config.network.clone())
    }

    fn over(network: Network) -> Self {
        let cookies = (network.product == Product::Python).then(Arc::default);
        let settings = Settings {
            network,
            cookies,
            tls: Default::default(),
        };
        Self {
            settings: Arc::new(settings),
            client: Mutex::default(),
        }
    }

    /// A transport with the same settings, trust and cookies, but connections
    /// of its own: what another tokio runtime needs.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self {
            settings: Arc::clone(&self.settings),
            client: Mutex::default(),
        }
    }

    fn client(&self, url: &str) -> Result<reqwest::Client, Error> {
        self.settings.check_route(url)?;
        let has_roots = self.settings.network.needs_roots || url.starts_with("https:");
        let mut opened = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        match &*opened {
            Some(opened) if opened.has_roots || !has_roots => Ok(opened.client.clone()),
            _ => {
                let client = self.settings.build(has_roots)?;
                let fresh = Opened { client, has_roots };
                Ok(opened.insert(fresh).client.clone())
            }
        }
    }
}

impl Settings {
    /// A proxy that can't be used is an error of the requests that it is for.
    fn check_route(&self, url: &str) -> Result<(), Error> {
        if let Route::Proxies(proxies) = &self.network.route
            && let Ok(url) = url::Url::parse(url)
        {
            let refused = |why| Error::new(ErrorKind::InvalidUrl, why);
            proxies.of_url(&url).map_err(refused)?;
        }
        Ok(())
    }

    fn build(&self, has_roots: bool) -> Result<reqwest::Client, Error> {
        let network = &self.network;
        let tls = self.tls[usize::from(has_roots)]
            .get_or_init(|| tls::client_config(network, has_roots))
            .clone()?;
        let language = match network.product {
            Product::Rust => "rust",
            Product::Python => "python",
            Product::Node => "js",
        };
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .user_agent(format!("flymyai-{language}/{}", env!("CARGO_PKG_VERSION")))
            .default_headers(
                [(ACCEPT_ENCODING, decompression::ACCEPTED)]
                    .into_iter()
                    .collect(),
            )
            .pool_idle_timeout(network.idle_limit)
            .pool_max_idle_per_host(network.max_idle)
            .tcp_keepalive(KEEPALIVE)
            .connector_layer(WatchLayer);
        if !network.http2 {
            builder = builder.http1_only();
        }
        if let Some(limit) = network.connect {
            builder = builder.connect_timeout(limit);
        }
        match &network.route {
            Route::System => {}
            Route::Direct => builder = builder.no_proxy(),
            Route::Proxies(proxies) => {
                let proxies = proxies.clone();
                let proxy = move |url: &url::Url| proxies.of_url(url).ok().flatten().cloned();
                builder = builder.no_proxy().proxy(reqwest::Proxy::custom(proxy));
            }
        }
        if let Some(jar) = &self.cookies {
            builder = builder.cookie_provider(Arc::clone(jar));
        }
        builder.build().map_err(|error| fault::error(&error))
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let limit = request.timeouts.read;
            let client = self.client(&request.url)?;
            let mut builder = client
                .request(request.method, request.url)
                .headers(request.headers);
            match request.body {
                RequestBody::Empty => {}
                RequestBody::Bytes(bytes) => builder = builder.body(bytes),
                RequestBody::Form(form) => {
                    // With its length said, the body is not sent in chunks.
                    builder = builder
                        .header(CONTENT_LENGTH, form.len())
                        .body(reqwest::Body::wrap_stream(form.into_stream()));
                }
            }
            let request = builder.build().map_err(|error| fault::error(&error))?;
            let sending = client.execute(request);
            let mut response = connect_watch::silence_limited(sending, limit)
                .await
                .ok_or_else(read_timeout)?
                .map_err(|error| fault::error(&error))?;
            let reason = match response.extensions().get::<ReasonPhrase>() {
                Some(reason) => String::from_utf8_lossy(reason.as_bytes()).into_owned(),
                None => response
                    .status()
                    .canonical_reason()
                    .unwrap_or_default()
                    .to_owned(),
            };
            let decompression = Decompression::of(response.headers_mut())?;
            Ok(HttpResponse {
                status: response.status().as_u16(),
                reason,
                headers: response.headers().clone(),
                body: match decompression {
                    None => ResponseBody::pieces(stream::try_unfold(response, move |response| {
                        next_piece(response, limit)
                    })),
                    Some(decompression) => ResponseBody::pieces(stream::try_unfold(
                        (response, decompression),
                        move |(response, decompression)| {
                            next_decoded(response, decompression, limit)
                        },
                    )),
                },
            })
        })
    }

    fn close(&self) {
        drop(
            self.client
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }
}

/// Each piece may take up to the limit, the whole any time.
async fn next_piece(
    mut response: reqwest::Response,
    limit: Option<Duration>,
) -> Result<Option<(Bytes, reqwest::Response)>, Error> {
    let piece = match limit {
        Some(limit) => tokio::time::timeout(limit, response.chunk())
            .await
            .map_err(|_| read_timeout())?,
        None => response.chunk().await,
    };
    let piece = piece.map_err(|error| fault::error(&error))?;
    Ok(piece.map(|piece| (piece, response)))
}

/// The same of an encoded body: the limit is on what the service sends, not on
/// what it stands for.
async fn next_decoded(
    mut response: reqwest::Response,
    mut decompression: Decompression,
    limit: Option<Duration>,
) -> Result<Option<(Bytes, (reqwest::Response, Decompression))>, Error> {
    loop {
        match decompression.pull()? {
            Pulled::Piece(piece) => return Ok(Some((piece, (response, decompression)))),
            Pulled::Paused => {
                tokio::task::yield_now().await;
                continue;
            }
            Pulled::Starved => {}
        }
        match next_piece(response, limit).await? {
            Some((encoded, rest)) => {
                response = rest;
                decompression.push(encoded);
            }
            None => return decompression.finish().map(|()| None),
        }
    }
}

fn read_timeout() -> Error {
    fault::of_kind(ErrorKind::ReadTimeout)
}
