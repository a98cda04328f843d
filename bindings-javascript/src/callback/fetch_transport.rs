//! A transport whose requests JavaScript sends with a `fetch`.

use std::fmt;
use std::future::pending;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use flymyai_core::{
    BoxFuture, Clock, Error, ErrorKind, HttpRequest, HttpResponse, Instant, ResponseBody,
    SystemClock, Transport,
};
use futures_util::future::{Either, select};
use futures_util::stream;

use super::fetch_exchange::exchange;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::Outcome;

/// Passes the requests of one call to JavaScript, which keeps the `fetch` under the call's id.
pub(crate) struct FetchTransport {
    queue: Arc<CompletionQueue>,
    call_id: AtomicU32,
}

impl FetchTransport {
    pub(crate) fn new(queue: Arc<CompletionQueue>, call_id: u32) -> Self {
        Self {
            queue,
            call_id: AtomicU32::new(call_id),
        }
    }

    /// Sets the id of the current call: each poll of a stream is a call of its own.
    pub(crate) fn set_call_id(&self, call_id: u32) {
        self.call_id.store(call_id, Ordering::Relaxed);
    }
}

impl Transport for FetchTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let limit = request.timeouts.read;
            let (exchange, mut handle) = exchange(request).await?;
            let call_id = self.call_id.load(Ordering::Relaxed);
            self.queue
                .push(call_id, Outcome::HostCall(Some(Box::new(exchange))));
            let head = with_read_timeout(limit, handle.head()).await??;
            Ok(HttpResponse {
                status: head.status,
                reason: head.reason,
                version: None,
                headers: head.headers,
                body: ResponseBody::chunks(stream::try_unfold(handle, move |handle| async move {
                    let chunk = with_read_timeout(limit, handle.chunk()).await??;
                    Ok(chunk.map(|chunk| (chunk, handle)))
                })),
            })
        })
    }
}

/// Limits the time until the head or the next chunk; the whole response has no limit here.
async fn with_read_timeout<T>(
    limit: Option<Duration>,
    read: impl Future<Output = T>,
) -> Result<T, Error> {
    match limit {
        Some(limit) => {
            match select(pin!(read), sleep(limit)).await {
                Either::Left((read, _)) => Ok(read),
                Either::Right(_) => Err(Error::transport(ErrorKind::ReadTimeout, None)
                    .with_system_code(Some("ETIMEDOUT"))),
            }
        }
        None => Ok(read.await),
    }
}

/// Completes after this time; never, if no clock reaches it.
fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    match Instant::now().checked_add(duration) {
        Some(moment) => SystemClock.sleep_until(moment),
        None => Box::pin(pending()),
    }
}

impl fmt::Debug for FetchTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FetchTransport(..)")
    }
}
