//! Drives a core future to its end on the Python thread that waits for it.
//!
//! Short calls run this way: handing one to another thread and back would take longer than
//! the request. Ctrl-C, or an exception set for the thread, is noticed within
//! `CHECK_INTERVAL`, and the future is dropped, which stops its request.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use flymyai_core::{Error, ErrorKind, HttpTransport};
use futures_util::FutureExt;
use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};

use crate::error::{self, ErrorContext};
use crate::runtime::interrupts::{CHECK_INTERVAL, check_interrupts};
use crate::runtime::threads::Blocking;

/// The lifetime of an idle thread for blocking work, such as the one that reads the next chunk
/// of a file.
const KEEP_ALIVE: Duration = Duration::from_millis(10);

/// Why a future has no result.
pub(crate) enum RunError {
    /// The future ended with this error.
    Failed(Error),
    /// A signal handler raised this exception, or it was set for this thread.
    Interrupted(PyErr),
}

impl RunError {
    /// The exception that Python gets.
    pub(crate) fn into_exception(self, py: Python<'_>, context: Option<&ErrorContext>) -> PyErr {
        match self {
            Self::Failed(error) => error::raise(py, &error, context),
            Self::Interrupted(error) => error,
        }
    }
}

impl From<Error> for RunError {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// A runtime for one call at a time on whichever thread waits for it, with
/// connections of its own: those belong to the runtime that opened them.
pub(crate) struct LocalRuntime {
    /// There until this is dropped or its runtime has stopped.
    runtime: Option<Runtime>,
    pub(crate) transport: Arc<HttpTransport>,
    used: bool,
}

impl LocalRuntime {
    pub(crate) fn new(
        transport: HttpTransport,
        blocking: &'static Blocking,
    ) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            // Its threads for blocking work must not live until a fork.
            .thread_keep_alive(KEEP_ALIVE)
            .on_thread_start(|| blocking.started())
            .on_thread_stop(|| blocking.ending())
            .build()?;
        Ok(Self {
            runtime: Some(runtime),
            transport: Arc::new(transport),
            used: false,
        })
    }

    /// Runs a future to its end on this thread.
    pub(crate) fn run<T: Send>(
        &mut self,
        py: Python<'_>,
        future: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<T, RunError> {
        let used = std::mem::replace(&mut self.used, true);
        // On the heap at once, or each of the futures around it would hold and copy it.
        let future = Box::pin(future);
        // On the heap, so that it can be leaked.
        let mut future = Box::pin(guarded(async move {
            if used {
                // No task ran here since the last call. One turn collects what
                // the network did meanwhile, the next lets connections that
                // were closed leave the pool.
                tokio::task::yield_now().await;
                tokio::task::yield_now().await;
            }
            future.await
        }));
        loop {
            let Some(runtime) = &self.runtime else {
                return Err(defect("a driver without its runtime").into());
            };
            let slice = py.detach(|| {
                caught(|| {
                    runtime.block_on(async {
                        tokio::time::timeout(CHECK_INTERVAL, future.as_mut()).await
                    })
                })
            });
            match slice {
                Ok(Ok(ended)) => return Ok(ended?),
                Ok(Err(_)) => {}
                Err(stopped) => {
                    // Dropping either would panic, too, or close other files of these numbers.
                    std::mem::forget(future);
                    std::mem::forget(self.runtime.take());
                    return Err(stopped.into());
                }
            }
            // Outside the runtime: a signal's handler may make calls of its own.
            check_interrupts(py).map_err(RunError::Interrupted)?;
        }
    }

    /// Whether the runtime has stopped. Its values must not be dropped.
    pub(crate) fn is_lost(&self) -> bool {
        self.runtime.is_none()
    }
}

impl Drop for LocalRuntime {
    fn drop(&mut self) {
        // Does not wait for a name lookup that may still be in progress.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The future, with a panic inside it turned into an error.
pub(crate) async fn guarded<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match AssertUnwindSafe(future).catch_unwind().await {
        Ok(result) => result,
        Err(panic) => Err(panicked(panic.as_ref())),
    }
}

/// The error of a panic inside a call.
pub(crate) fn panicked(panic: &(dyn std::any::Any + Send)) -> Error {
    defect(text_of(panic))
}

/// Runs the runtime. The futures in it catch their own panics, so one of its own means
/// that another thread has closed its descriptors.
fn caught<T>(run: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let why = format!(
            "the network runtime has stopped: {}",
            text_of(panic.as_ref())
        );
        Error::transport(ErrorKind::Read, Some(&why))
    })
}

fn text_of(panic: &(dyn std::any::Any + Send)) -> &str {
    match panic.downcast_ref::<String>() {
        Some(text) => text,
        None => panic.downcast_ref::<&str>().copied().unwrap_or("no text"),
    }
}

pub(crate) fn defect(what: &str) -> Error {
    let text = format!("a defect in flymyai, please report it: {what}");
    Error::new(ErrorKind::Internal, text)
}
