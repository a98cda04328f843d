//! State that all requests of one client share: its transport, the limit of concurrent
//! requests, its clock and whether it is closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

use super::request_log::RequestLog;
use super::response_limits::{BodyMeter, ResponseKind};
use super::{HttpRequest, HttpResponse, ResponseBody, Transport};
use crate::clock::{Clock, SystemClock, after};
use crate::config::ResponseLimits;
use crate::error::{Error, ErrorKind};
use crate::host::{self, Instant};
use crate::log::Log;
use crate::status;
use crate::trace::CallTrace;

/// Cloning is cheap; clones share everything but what is replaced on purpose.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    /// Bounds the requests under way, and so the sockets, however many calls wait.
    slots: Arc<Semaphore>,
    /// Shared as a whole: a clone of a token locks it, and each call clones the session.
    closed: Arc<CancellationToken>,
    /// One pointer: ten thousand waits hold a session each.
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// Whether the service has ever responded. If so, the failure of a wait's first
    /// poll does not end the wait.
    has_responded: Arc<AtomicBool>,
    log: Log,
    /// The trace of the call that this session belongs to, if the call is traced.
    trace: Option<CallTrace>,
}

impl Session {
    pub(crate) fn new(transport: Arc<dyn Transport>, at_once: usize, log: Log) -> Self {
        Self {
            transport,
            clock: Arc::new(SystemClock),
            slots: Arc::new(Semaphore::new(at_once.min(Semaphore::MAX_PERMITS))),
            closed: Arc::new(CancellationToken::new()),
            shared: Arc::new(Shared {
                has_responded: Arc::default(),
                log,
                trace: None,
            }),
        }
    }

    /// The log of its requests.
    pub(crate) fn log(&self) -> &Log {
        &self.shared.log
    }

    /// The same session, whose requests make no log records.
    pub(crate) fn without_log(&self) -> Self {
        self.with_shared(Log::off(), self.shared.trace.clone())
    }

    /// The same session for the requests of one call.
    pub(crate) fn with_trace(&self, trace: CallTrace) -> Self {
        self.with_shared(self.log().clone(), Some(trace))
    }

    fn with_shared(&self, log: Log, trace: Option<CallTrace>) -> Self {
        let shared = Shared {
            has_responded: Arc::clone(&self.shared.has_responded),
            log,
            trace,
        };
        Self {
            shared: Arc::new(shared),
            ..self.clone()
        }
    }

    /// The trace of the call, if it is traced.
    pub(crate) fn trace(&self) -> Option<&CallTrace> {
        self.shared.trace.as_ref()
    }

    pub(crate) fn close(&self) {
        self.closed.cancel();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.is_cancelled()
    }

    pub(crate) fn ensure_open(&self) -> Result<(), Error> {
        if self.is_closed() {
            Err(Error::closed())
        } else {
            Ok(())
        }
    }

    /// Whether this client has had a response that was no transient failure.
    pub(crate) fn has_responded(&self) -> bool {
        self.shared.has_responded.load(Ordering::Relaxed)
    }

    /// Records the status of a response of the service.
    pub(crate) fn note_status(&self, status: u16) {
        if !status::is_transient(status) {
            self.shared.has_responded.store(true, Ordering::Relaxed);
        }
    }

    /// Sends a request once. The response holds its slot until its body is dropped,
    /// and ends with the client.
    pub(crate) async fn send(
        &self,
        request: HttpRequest,
        kind: ResponseKind,
        limits: ResponseLimits,
    ) -> Result<HttpResponse, Error> {
        self.ensure_open()?;
        let log = RequestLog::of(self.log(), &request);
        let slot = self.slot(request.timeouts.pool);
        let slot = self.unless_closed(slot).await??;
        let sending = async {
            let response = self.transport.send(request).await?;
            let meter = BodyMeter::new(&response, kind, limits);
            Ok(HttpResponse {
                body: self.bound(response.body, meter, slot),
                ..response
            })
        };
        let sent = self.unless_closed_meanwhile(sending).await?;
        if let Some(log) = log {
            log.ended(&sent);
        }
        sent
    }

    async fn slot(&self, limit: Option<Duration>) -> Result<OwnedSemaphorePermit, Error> {
        if let Ok(slot) = Arc::clone(&self.slots).try_acquire_owned() {
            return Ok(slot);
        }
        let acquiring = Arc::clone(&self.slots).acquire_owned();
        let slot = match limit {
            Some(limit) => host::timeout(limit, acquiring)
                .await
                .map_err(|_| Error::detected(ErrorKind::PoolTimeout))?,
            None => acquiring.await,
        };
        // The semaphore is never closed.
        slot.map_err(|_| Error::closed())
    }

    fn bound(
        &self,
        body: ResponseBody,
        meter: BodyMeter,
        slot: OwnedSemaphorePermit,
    ) -> ResponseBody {
        let state = (body, meter, slot, self.clone());
        ResponseBody::chunks(stream::try_unfold(
            state,
            |(mut body, mut meter, slot, session)| async move {
                let chunk: Option<Bytes> = session
                    .unless_closed_meanwhile(meter.chunk(&mut body))
                    .await??;
                Ok(chunk.map(|chunk| (chunk, (body, meter, slot, session))))
            },
        ))
    }

    /// Sleeps, unless the client is closed meanwhile.
    pub(crate) async fn pause(&self, delay: Duration) -> Result<(), Error> {
        match after(self.clock.now(), delay) {
            Some(moment) => self.pause_until(moment).await,
            None => self.unless_closed(std::future::pending()).await,
        }
    }

    pub(crate) async fn pause_until(&self, moment: Instant) -> Result<(), Error> {
        self.unless_closed(self.clock.sleep_until(moment)).await
    }

    async fn unless_closed<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        self.closed
            .run_until_cancelled(work)
            .await
            .ok_or_else(Error::closed)
    }

    /// The same for a request that is under way.
    async fn unless_closed_meanwhile<T>(&self, work: impl Future<Output = T>) -> Result<T, Error> {
        let ended = self.closed.run_until_cancelled(work).await;
        ended.ok_or_else(Error::closed_meanwhile)
    }
}
