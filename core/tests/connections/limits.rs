//! How many connections are open at once.

use std::io::Read;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flymyai_core::{ErrorKind, InferenceSettings, Transport};

use crate::server::{post, respond, serve, transport};

const LIMIT: usize = 4;

fn settings() -> InferenceSettings {
    InferenceSettings {
        max_connections: LIMIT,
        max_idle: LIMIT,
        ..InferenceSettings::default()
    }
}

/// A server that answers on each connection until the client ends it; and how many
/// connections were open at once at most.
fn counting() -> (String, Arc<AtomicUsize>) {
    let most = Arc::new(AtomicUsize::new(0));
    let open = Mutex::new(0_usize);
    let counted = Arc::clone(&most);
    let url = serve(move |mut stream, _| {
        let now = {
            let mut open = open.lock().unwrap();
            *open += 1;
            *open
        };
        counted.fetch_max(now, Ordering::SeqCst);
        while respond(&mut stream) {}
        *open.lock().unwrap() -= 1;
    });
    (url, most)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_stay_within_the_limit() {
    let (url, most) = counting();
    let transport = Arc::new(transport(settings()));
    let calls: Vec<_> = (0..200)
        .map(|number| {
            let transport = Arc::clone(&transport);
            let url = url.clone();
            tokio::spawn(async move {
                let sent = transport.send(post(&url, "1")).await.unwrap();
                // Some responses are left before they are read.
                if number % 3 != 0 {
                    sent.body.collect().await.unwrap();
                }
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    // The server detects the end of a connection a little later.
    let most = most.load(Ordering::SeqCst);
    assert!(most <= 2 * LIMIT, "{most} connections");
}

#[tokio::test]
async fn idle_connections_make_room_for_another_server() {
    let (first, _) = counting();
    let (second, _) = counting();
    let transport = transport(settings());
    let sent =
        futures_util::future::join_all((0..LIMIT).map(|_| transport.send(post(&first, "1")))).await;
    for sent in sent {
        sent.unwrap().body.collect().await.unwrap();
    }
    let mut request = post(&second, "1");
    request.timeouts.pool = Some(Duration::from_secs(10));
    assert_eq!(transport.send(request).await.unwrap().status, 200);
}

#[tokio::test]
async fn lack_of_connections_is_a_pool_timeout() {
    let url = serve(|mut stream: TcpStream, _| {
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let transport = transport(settings());
    let mut held: Vec<_> = (0..LIMIT)
        .map(|_| transport.send(post(&url, "1")))
        .collect();
    for sending in &mut held {
        // Started, and with a connection being made.
        assert!(futures_util::poll!(sending).is_pending());
    }
    let mut request = post(&url, "1");
    request.timeouts.pool = Some(Duration::from_millis(100));
    let error = transport.send(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PoolTimeout, "{error:?}");
}
