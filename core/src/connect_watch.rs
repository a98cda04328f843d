//! Tells the time a connection takes from the silence after it.
//!
//! A read timeout counts from the moment the request can be read by the
//! service. reqwest doesn't say when that is, so a layer around its connector
//! does: while a connection is being made for a request, its read timeout rests.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::watch;
use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    /// Whether a connection is being made for the request that is sent here.
    static CONNECTING: Arc<watch::Sender<bool>>;
}

/// Runs a sending; nothing when the service stays silent for longer than the limit.
pub(crate) async fn silence_limited<F: Future>(
    sending: F,
    limit: Option<Duration>,
) -> Option<F::Output> {
    let Some(limit) = limit else {
        return Some(sending.await);
    };
    let (sender, receiver) = watch::channel(false);
    let sending = CONNECTING.scope(Arc::new(sender), sending);
    tokio::select! {
        biased;
        output = sending => Some(output),
        () = silence(limit, receiver) => None,
    }
}

async fn silence(limit: Duration, mut connecting: watch::Receiver<bool>) {
    loop {
        if *connecting.borrow_and_update() {
            // The connection has a timeout of its own.
            if connecting.changed().await.is_err() {
                return std::future::pending().await;
            }
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(limit) => return,
            changed = connecting.changed() => if changed.is_err() {
                return tokio::time::sleep(limit).await;
            },
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct WatchLayer;

impl<S> Layer<S> for WatchLayer {
    type Service = WatchService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        WatchService { inner }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct WatchService<S> {
    inner: S,
}

impl<S, R> Service<R> for WatchService<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
    S::Response: 'static,
    S::Error: 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, target: R) -> Self::Future {
        let connecting = self.inner.call(target);
        Box::pin(async move {
            // A connection that goes on for the pool alone has no request to tell.
            let mark = CONNECTING
                .try_with(|sender| Mark::set(Arc::clone(sender)))
                .ok();
            let connection = connecting.await;
            drop(mark);
            connection
        })
    }
}

/// Takes the mark off when the attempt ends, however it ends.
struct Mark(Arc<watch::Sender<bool>>);

impl Mark {
    fn set(sender: Arc<watch::Sender<bool>>) -> Self {
        sender.send_replace(true);
        Self(sender)
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        self.0.send_replace(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(2);

    /// Connects for so long, then answers after so long.
    async fn request(connect: Option<u64>, answer: u64) {
        if let Some(seconds) = connect {
            let _mark = Mark::set(CONNECTING.with(Arc::clone));
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
        tokio::time::sleep(Duration::from_secs(answer)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn only_silence_counts() {
        assert!(
            silence_limited(request(None, 1), Some(LIMIT))
                .await
                .is_some()
        );
        assert!(
            silence_limited(request(None, 3), Some(LIMIT))
                .await
                .is_none()
        );
        assert!(
            silence_limited(request(Some(100), 1), Some(LIMIT))
                .await
                .is_some()
        );
        assert!(
            silence_limited(request(Some(1), 3), Some(LIMIT))
                .await
                .is_none()
        );
        assert!(silence_limited(request(None, 100), None).await.is_some());
    }
}
