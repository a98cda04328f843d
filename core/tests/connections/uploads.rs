//! Large request bodies, and servers that do not take them as expected.

use std::io::{Read, Write};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use flymyai_core::{ErrorKind, Timeouts, Transport};

use crate::server::{
    DONE, REFUSED, plain_transport, post, read_head, read_request, serve, wait_for_end,
};

/// More than any socket buffers.
const LARGE: usize = 32 << 20;

fn large() -> Vec<u8> {
    vec![7; LARGE]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn early_rejection_is_reported_when_the_server_closes() {
    let url = serve(|mut stream, _| {
        read_head(&mut stream).unwrap();
        stream.write_all(REFUSED).unwrap();
        // Closed with unread data: the system sends a reset.
    });
    let transport = plain_transport();
    for _ in 0..20 {
        let sent = transport.send(post(&url, large())).await.unwrap();
        assert_eq!(sent.status, 413);
        assert_eq!(sent.body.collect().await.unwrap(), "too big");
    }
}

/// A server that responds at once, or never, and reads the body only on
/// request; then it reports the number of bytes.
struct Unread {
    url: String,
    read: Sender<()>,
    came: Receiver<usize>,
}

impl Unread {
    fn start(response: &'static [u8]) -> Self {
        let (read, read_requests) = channel();
        let (report, came) = channel();
        let shared = Mutex::new((read_requests, report));
        let url = serve(move |mut stream, _| {
            read_head(&mut stream).unwrap();
            stream.write_all(response).unwrap();
            let shared = shared.lock().unwrap();
            shared.0.recv().unwrap();
            let mut body = Vec::new();
            // The client may have ended it with a reset.
            let _ = stream.read_to_end(&mut body);
            shared.1.send(body.len()).unwrap();
        });
        Self { url, read, came }
    }

    async fn came(self) -> usize {
        self.read.send(()).unwrap();
        let came =
            tokio::task::spawn_blocking(move || self.came.recv_timeout(Duration::from_secs(20)));
        came.await.unwrap().expect("the connection stays open")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn early_rejection_ends_the_upload() {
    let server = Unread::start(REFUSED);
    let sent = plain_transport()
        .send(post(&server.url, large()))
        .await
        .unwrap();
    assert_eq!(sent.status, 413);
    assert_eq!(sent.body.collect().await.unwrap(), "too big");
    assert!(server.came().await < LARGE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn abandoned_upload_ends_its_connection() {
    let server = Unread::start(b"");
    let transport = plain_transport();
    let sending = transport.send(post(&server.url, large()));
    let given_up = tokio::time::timeout(Duration::from_millis(200), sending).await;
    assert!(given_up.is_err());
    assert!(server.came().await < LARGE);
}

#[tokio::test]
async fn steady_upload_does_not_time_out() {
    let read = Duration::from_millis(400);
    let url = serve(move |mut stream, _| {
        read_head(&mut stream).unwrap();
        let mut left = LARGE;
        let mut room = vec![0; 1 << 20];
        while left > 0 {
            std::thread::sleep(read / 8);
            left -= stream.read(&mut room).unwrap();
        }
        stream.write_all(DONE).unwrap();
    });
    let mut request = post(&url, large());
    request.timeouts.read = Some(read);
    let sent = plain_transport().send(request).await.unwrap();
    assert_eq!(sent.status, 200);
}

#[tokio::test]
async fn silence_after_an_upload_is_a_read_timeout() {
    let url = serve(|mut stream, _| {
        read_request(&mut stream).unwrap();
        wait_for_end(&stream);
    });
    let mut request = post(&url, large());
    request.timeouts.read = Some(Duration::from_millis(300));
    let error = plain_transport().send(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReadTimeout, "{error:?}");
}

#[tokio::test]
async fn server_that_does_not_read_is_a_write_timeout() {
    let (_keep, kept) = channel::<()>();
    let kept = Mutex::new(kept);
    let url = serve(move |mut stream, _| {
        read_head(&mut stream).unwrap();
        let _ = kept.lock().unwrap().recv();
    });
    let mut request = post(&url, large());
    request.timeouts = Timeouts {
        write: Some(Duration::from_millis(300)),
        ..Timeouts::default()
    };
    let error = plain_transport().send(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WriteTimeout, "{error:?}");
    assert_eq!(error.system_code(), Some("ETIMEDOUT"));
}
