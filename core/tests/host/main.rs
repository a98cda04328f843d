//! The host that a binding installs, without the feature `system`. A process has one host, so this is
//! a program with one test.
#![allow(clippy::unwrap_used)]
#![cfg(not(feature = "system"))]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use flymyai_core::{
    Arguments, BoxFuture, Client, ClientOptions, Clock, Error, Host, HttpRequest, HttpResponse,
    Instant, ResponseBody, SystemClock, Transport, WaitOptions, install_host,
};
use http::HeaderMap;

const DAY: Duration = Duration::from_secs(86_400);

/// A host whose sleeps advance its clock, by at most a second each.
struct Scripted {
    elapsed: Mutex<Duration>,
}

impl Host for Scripted {
    fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap()
    }

    fn since_epoch(&self) -> Duration {
        DAY
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        *self.elapsed.lock().unwrap() += duration.min(Duration::from_secs(1));
        Box::pin(std::future::ready(()))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }

    fn variable(&self, name: &str) -> Option<String> {
        (name == "FLYMYAI_AGENTS_BASE_URL").then(|| "http://from-the-host".to_owned())
    }

    fn normal_url(&self, url: &str, base: Option<&str>) -> Option<String> {
        let base = base.map(url::Url::parse).transpose().ok()?;
        let parsed = url::Url::options().base_url(base.as_ref()).parse(url);
        parsed.ok().map(String::from)
    }
}

/// Responds with 503 and a time to retry at, and then does not respond.
#[derive(Debug, Default)]
struct Busy {
    /// When the requests were sent.
    sent: Mutex<Vec<Instant>>,
}

impl Transport for Busy {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        let mut sent = self.sent.lock().unwrap();
        sent.push(Instant::now());
        if sent.len() > 1 {
            return Box::pin(std::future::pending());
        }
        let retry_at =
            httpdate::fmt_http_date(std::time::UNIX_EPOCH + DAY + Duration::from_secs(5));
        let mut headers = HeaderMap::new();
        headers.insert(http::header::RETRY_AFTER, retry_at.parse().unwrap());
        Box::pin(std::future::ready(Ok(HttpResponse {
            status: 503,
            reason: String::new(),
            version: None,
            headers,
            body: ResponseBody::whole(bytes::Bytes::new()),
        })))
    }
}

fn options() -> ClientOptions {
    ClientOptions::new("fly-k")
}

fn seconds(from: Instant) -> f64 {
    (Instant::now() - from).as_secs_f64()
}

#[tokio::test]
async fn the_installed_host_serves_core() {
    // No URL is valid, and the clock does not advance.
    assert!(options().base_url("http://h").resolve().is_err());
    assert_eq!(Instant::now(), Instant::now());
    install_host(Box::leak(Box::new(Scripted {
        elapsed: Mutex::default(),
    })));

    let config = options().resolve().unwrap();
    assert_eq!(config.base_url(), "http://from-the-host");

    // A sleep that the host cuts short goes on until its moment.
    let moment = Instant::now() + Duration::from_millis(2500);
    SystemClock.sleep_until(moment).await;
    assert_eq!(Instant::now(), moment);

    let transport = Arc::new(Busy::default());
    let client = Client::with_own_transport(config, transport.clone());
    let fields = Some("{\"agent_id\": \"a\"}".into());
    let create = Arguments {
        fields,
        ..Arguments::default()
    };
    let create = client.call("runs.create", create).unwrap();
    let key = create.idempotency_key();
    assert_eq!(key, Some("07070707-0707-4707-8707-070707070707"));

    // The date of the response is counted from the host's time of day, and the deadline on its clock.
    let wait = Arguments {
        id: Some("7".to_owned()),
        wait: WaitOptions {
            timeout: Some(20.0),
            poll_interval: 1.0,
        },
        ..Arguments::default()
    };
    let start = Instant::now();
    let error = client.call("runs.wait", wait).unwrap().run().await;
    let error = error.err().unwrap();
    assert!((20.0..22.0).contains(&seconds(start)), "{error}");
    let sent = transport.sent.lock().unwrap();
    assert_eq!(sent.len(), 2);
    assert!(sent[1] - sent[0] >= Duration::from_secs(5));
}
