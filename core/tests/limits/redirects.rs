//! The key stays with the origin that it is for.

use std::io::Write;
use std::sync::OnceLock;

use flymyai_core::InferenceRequest;

use crate::server::{Server, model, response, usual};

#[tokio::test]
async fn redirects_back_to_the_origin_send_no_key() {
    static OTHER: OnceLock<String> = OnceLock::new();
    let origin = Server::start(|head, socket| {
        if head.contains(" /back") {
            return socket.write_all(&response("Connection: close\r\n", b"{}"));
        }
        let target = match head.contains(" /api") {
            true => "/here".to_owned(),
            false => format!("{}/there", OTHER.get().unwrap()),
        };
        let head = format!("HTTP/1.1 307 Go\r\nLocation: {target}\r\nConnection: close\r\n");
        socket.write_all(format!("{head}Content-Length: 0\r\n\r\n").as_bytes())
    });
    let back = format!("{}/back", origin.url);
    let head = format!("HTTP/1.1 302 Go\r\nLocation: {back}\r\nContent-Length: 0\r\n");
    let other = Server::says(format!("{head}Connection: close\r\n\r\n"));
    OTHER.set(other.url.clone()).unwrap();
    let request = InferenceRequest::document(&model(), "openapi.json");
    let redirected = origin.models(usual()).exchange(&request).await.unwrap();
    assert_eq!(redirected.status, 200);
    let has_key = |head: &str| head.to_lowercase().contains("\r\nx-api-key: fly-k\r\n");
    let seen = [origin.request(), origin.request(), origin.request()];
    assert_eq!(
        seen.each_ref().map(|head| has_key(head)),
        [true, true, false],
        "{seen:?}"
    );
    assert!(!has_key(&other.request()));
}
