//! `flymyai doctor`: checks key, address, proxy, DNS, TLS and clock.

use std::path::Path;
use std::time::{Duration, SystemTime};

use flymyai_core::{
    Config, Error, ErrorKind, HttpRequest, HttpTransport, RequestBody, Transport, redact_url,
};
use http::{HeaderMap, HeaderValue, Method};
use url::Url;

use crate::context::{Context, Handler, PROFILE};
use crate::credentials::{Credentials, exposed_profiles};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::object;
use crate::screen::Style;
use crate::syntax::{Command, Input};

pub(super) const COMMAND: Command = Command {
    name: "doctor",
    arguments: "",
    about: "Check the key and the connection to the service",
    details: "It checks the key, the address, the proxy, DNS, the connection with TLS, and the clock, and\n\
              says what to do. The exit code is that of the first check that has failed.",
    flags: &[],
    count: (0, 0),
    handler: Handler::Simple(|context, input| Box::pin(doctor(context, input))),
};

/// The bytes of a response that are read.
const MAX_BODY: usize = 1 << 16;
/// The time that a check may take.
const LIMIT: Duration = Duration::from_secs(15);
/// The difference of the clocks from which certificates and signatures may fail.
const MAX_SKEW: f64 = 300.0;

/// The result of a check: a text; for a failure also the next step and the exit code.
enum Finding {
    Good(String),
    Bad(String, String, Exit),
}

use Finding::{Bad, Good};

/// Prints findings, and keeps the exit code of the first failure.
struct Report<'a> {
    context: &'a Context<'a>,
    exit: Exit,
}

impl Report<'_> {
    fn add(&mut self, name: &str, finding: Finding) -> Result<(), Failure> {
        let (text, hint, is_ok) = match &finding {
            Good(text) => (text, None, true),
            Bad(text, hint, exit) => {
                if self.exit == Exit::COMPLETED {
                    self.exit = *exit;
                }
                (text, Some(hint.as_str()), false)
            }
        };
        let console = self.context.console;
        if console.is_json() {
            return console.line(object(&[
                ("check", name.into()),
                ("is_ok", is_ok.into()),
                ("message", text.as_str().into()),
                ("hint", hint.into()),
            ]));
        }
        let (style, label) = match is_ok {
            true => (Style::Green, "ok    "),
            false => (Style::Red, "FAIL  "),
        };
        let name = format!("{name:12}");
        let text = text.as_str();
        console.row(&[
            (style, label.into()),
            (Style::Plain, name.into()),
            (Style::Plain, text.into()),
        ])?;
        match hint {
            Some(hint) => console.line(format!("{:18}{hint}", "")),
            None => Ok(()),
        }
    }
}

async fn doctor(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let mut report = Report {
        context,
        exit: Exit::COMPLETED,
    };
    let credentials = match Credentials::find(input) {
        Ok(credentials) => {
            report.add("key", key(&credentials))?;
            credentials
        }
        // The connection can be checked without a key.
        Err(failure) => {
            report.add("key", refused(&failure))?;
            Credentials::none()
        }
    };
    if let Some(path) = exposed_profiles() {
        report.add("profiles", exposed(&path))?;
    }
    let config = match credentials.config(input.option("base-url"), &PROFILE) {
        Ok(config) => config,
        Err(_) if credentials.key().is_err() => Credentials::placeholder(input)?,
        Err(failure) => {
            report.add("settings", refused(&failure))?;
            return Ok(report.exit);
        }
    };
    report.add("address", Good(redact_url(config.base_url())))?;
    let proxy = config.proxy();
    let has_proxy = !matches!(proxy, Ok(None));
    report.add("proxy", of_proxy(proxy))?;
    if !has_proxy {
        let found = dns(config.root()).await;
        let is_bad = matches!(found, Bad(..));
        report.add("dns", found)?;
        if is_bad {
            return Ok(report.exit);
        }
    }
    connection(&mut report, &config, &credentials).await?;
    Ok(report.exit)
}

fn key(credentials: &Credentials) -> Finding {
    match credentials.key() {
        Ok(_) => Good(format!("from {}", credentials.source.text())),
        Err(failure) => Bad(
            "there is no API key".to_owned(),
            "`flymyai login` stores a key; FLYMYAI_API_KEY and --api-key pass one.".to_owned(),
            failure.exit(),
        ),
    }
}

/// Settings that can't be used.
fn refused(failure: &Failure) -> Finding {
    let hint = failure.hint();
    let hint = hint.unwrap_or("Correct the value that the text names.");
    Bad(failure.message(), hint.to_owned(), failure.exit())
}

fn exposed(path: &Path) -> Finding {
    let path = path.display();
    Bad(
        format!("other users can read {path}"),
        format!("`chmod 600 {path}` makes the keys in it private."),
        Exit::USAGE,
    )
}

fn of_proxy(proxy: Result<Option<String>, Error>) -> Finding {
    match proxy {
        Ok(None) => Good("none set in the environment".to_owned()),
        Ok(Some(proxy)) => Good(proxy),
        Err(error) => Bad(
            error.message().to_owned(),
            "Correct HTTPS_PROXY, HTTP_PROXY or ALL_PROXY.".to_owned(),
            Exit::SERVICE,
        ),
    }
}

async fn dns(root: &str) -> Finding {
    let Ok(url) = Url::parse(root) else {
        return Good("no name to look up".to_owned());
    };
    let host = url.host_str().unwrap_or_default();
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_owned();
    let port = url.port_or_known_default().unwrap_or(443);
    let bad = |reason: String| {
        let hint = "Check the spelling of the address, the network and the name servers; behind a \
                    proxy, set HTTPS_PROXY.";
        Bad(format!("{host}: {reason}"), hint.to_owned(), Exit::SERVICE)
    };
    match tokio::time::timeout(LIMIT, tokio::net::lookup_host((host.as_str(), port))).await {
        Ok(Ok(found)) => {
            let found: Vec<String> = found.map(|address| address.ip().to_string()).collect();
            Good(format!("{host} is {}", found.join(", ")))
        }
        Ok(Err(error)) => bad(error.to_string()),
        Err(_) => bad("the name servers do not respond".to_owned()),
    }
}

/// One request: its connection, its status and the service's clock.
async fn connection(
    report: &mut Report<'_>,
    config: &Config,
    credentials: &Credentials,
) -> Result<(), Failure> {
    let mut headers = HeaderMap::new();
    if let Ok(mut key) = HeaderValue::from_str(credentials.key().unwrap_or_default()) {
        key.set_sensitive(true);
        headers.insert("x-api-key", key);
    }
    let request = HttpRequest {
        method: Method::GET,
        url: format!("{}/api/v1/agents/tasks/", config.root()),
        headers,
        body: RequestBody::Empty,
        timeouts: config.timeouts(),
        attempt: 1,
    };
    let transport = HttpTransport::new(config);
    let response = match tokio::time::timeout(LIMIT, transport.send(request)).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => {
            let proxy = config.proxy().ok().flatten();
            return report.add("connection", unconnected(&error, proxy.as_deref()));
        }
        Err(_) => {
            let text = format!("no response within {} seconds", LIMIT.as_secs());
            let hint = "Check the firewall and the proxy, and try again.".to_owned();
            return report.add("connection", Bad(text, hint, Exit::SERVICE));
        }
    };
    let kind = match config.root().starts_with("https:") {
        true => "connected with TLS, and the certificate is trusted",
        false => "connected without TLS",
    };
    report.add("connection", Good(kind.to_owned()))?;
    if let Some(finding) = clock(&response.headers) {
        report.add("clock", finding)?;
    }
    if credentials.key().is_err() {
        return Ok(());
    }
    let status = response.status;
    let body = response.body.excerpt(MAX_BODY).await.unwrap_or_default();
    report.add(
        "service",
        match status {
            200..300 if is_list(&body) => Good("accepts the key".to_owned()),
            200..300 => Bad(
                "is another one: its response is no list of agents".to_owned(),
                "Correct the base URL, or log in to the network.".to_owned(),
                Exit::SERVICE,
            ),
            401 | 403 => Bad(
                format!("refuses the key (status {status})"),
                "Create a key in the settings of your account, and run `flymyai login`.".to_owned(),
                Exit::AUTHENTICATION,
            ),
            404 => Bad(
                "is no FlyMy.AI service (status 404)".to_owned(),
                "Correct the base URL.".to_owned(),
                Exit::NOT_FOUND,
            ),
            _ => Bad(
                format!("responds with status {status}"),
                "Try again later.".to_owned(),
                Exit::SERVICE,
            ),
        },
    )
}

/// Whether a body is that of a list, with its rows or with pages of them.
fn is_list(body: &[u8]) -> bool {
    let start = body.trim_ascii_start().first();
    start.is_some_and(|start| b"[{".contains(start)) && body.trim_ascii() != b"{}"
}

fn unconnected(error: &Error, proxy: Option<&str>) -> Finding {
    let text = error.message();
    let is_about_trust = text.to_lowercase().contains("certificate");
    let hint = match (error.kind(), proxy) {
        _ if is_about_trust => {
            "Set SSL_CERT_FILE to a file with the certificates of your network's authority, and check \
             the clock of this machine."
                .to_owned()
        }
        // Behind a proxy that forwards, a failed connection is one to the proxy, of the kind `Connect`.
        (ErrorKind::Proxy | ErrorKind::Connect | ErrorKind::ConnectTimeout, Some(proxy)) => {
            format!(
                "Check that the proxy {proxy} runs, or correct HTTPS_PROXY, HTTP_PROXY or \
                 ALL_PROXY."
            )
        }
        (ErrorKind::Proxy, None) => "Correct HTTPS_PROXY, HTTP_PROXY or ALL_PROXY.".to_owned(),
        (ErrorKind::Connect, None) => "Check the port of the address and the firewall.".to_owned(),
        _ => "Check the firewall and the proxy, and try again.".to_owned(),
    };
    Bad(text.to_owned(), hint, Exit::SERVICE)
}

/// The difference to the service's clock; nothing if its time is unknown.
fn clock(headers: &HeaderMap) -> Option<Finding> {
    let date = headers.get(http::header::DATE)?.to_str().ok()?;
    let there = httpdate::parse_http_date(date).ok()?;
    let here = SystemTime::now();
    let skew = match here.duration_since(there) {
        Ok(ahead) => ahead.as_secs_f64(),
        Err(behind) => -behind.duration().as_secs_f64(),
    };
    if skew.abs() <= MAX_SKEW {
        return Some(Good("agrees with that of the service".to_owned()));
    }
    let place = if skew > 0.0 { "ahead of" } else { "behind" };
    let minutes = (skew.abs() / 60.0).round();
    Some(Bad(
        format!("is {minutes} minutes {place} that of the service"),
        "Set the clock of this machine, or let it be synchronised.".to_owned(),
        Exit::SERVICE,
    ))
}
