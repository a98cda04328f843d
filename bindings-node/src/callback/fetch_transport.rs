//! A door to the network that leads through JavaScript.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use flymyai_core::{
    BoxFuture, Error, ErrorKind, HttpRequest, HttpResponse, ResponseBody, Transport,
};
use futures_util::stream;

use super::fetch_exchange::exchange;
use crate::runtime::completions::{Outcome, Queue};

/// Has JavaScript send the requests of one call. The `fetch` that it does this
/// with stands on its side, under the call's ticket.
pub(crate) struct FetchTransport {
    queue: Arc<Queue>,
    ticket: AtomicU32,
}

impl FetchTransport {
    pub(crate) fn new(queue: Arc<Queue>, ticket: u32) -> Self {
        Self {
            queue,
            ticket: AtomicU32::new(ticket),
        }
    }

    /// Sends for another ticket from now on: each look of a stream has its own.
    pub(crate) fn serve(&self, ticket: u32) {
        self.ticket.store(ticket, Ordering::Relaxed);
    }
}

impl Transport for FetchTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(async move {
            let limit = request.timeouts.read;
            let (theirs, mut ours) = exchange(request).await?;
            let ticket = self.ticket.load(Ordering::Relaxed);
            self.queue.push(ticket, Outcome::Exchange(Box::new(theirs)));
            let head = unless_silent(limit, ours.head()).await??;
            Ok(HttpResponse {
                status: head.status,
                reason: head.reason,
                headers: head.headers,
                body: ResponseBody::pieces(stream::try_unfold(ours, move |ours| async move {
                    let piece = unless_silent(limit, ours.piece()).await??;
                    Ok(piece.map(|piece| (piece, ours)))
                })),
            })
        })
    }
}

/// Each part of a reply may take up to the limit, the whole any time.
async fn unless_silent<T>(
    limit: Option<Duration>,
    part: impl Future<Output = T>,
) -> Result<T, Error> {
    match limit {
        Some(limit) => tokio::time::timeout(limit, part).await.map_err(|_| {
            Error::on_the_way(ErrorKind::ReadTimeout, None).with_code(Some("ETIMEDOUT"))
        }),
        None => Ok(part.await),
    }
}

impl fmt::Debug for FetchTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FetchTransport(..)")
    }
}
