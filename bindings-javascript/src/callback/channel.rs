//! Callbacks from core's futures to JavaScript, one at a time.
//!
//! A future calls and waits for the result. JavaScript receives each call like the outcome of
//! a native call, and its loop ends when all senders are dropped.

use std::sync::{Arc, PoisonError};

use tokio::sync::{Mutex, mpsc, oneshot};

use crate::runtime::cancel::CancelTokens;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::Outcome;
use crate::runtime::task;

struct Callback<T> {
    argument: String,
    result: oneshot::Sender<T>,
}

/// Calls JavaScript. Dropping all clones ends the callbacks.
pub(crate) struct CallbackSender<T>(mpsc::UnboundedSender<Callback<T>>);

/// JavaScript's end.
pub(crate) struct Callbacks<T> {
    receiver: Arc<Mutex<mpsc::UnboundedReceiver<Callback<T>>>>,
    /// Receives the result of the callback that JavaScript is processing.
    result: Arc<std::sync::Mutex<Option<oneshot::Sender<T>>>>,
}

pub(crate) fn channel<T>() -> (CallbackSender<T>, Callbacks<T>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let callbacks = Callbacks {
        receiver: Arc::new(Mutex::new(receiver)),
        result: Arc::default(),
    };
    (CallbackSender(sender), callbacks)
}

impl<T> Clone for CallbackSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> CallbackSender<T> {
    /// Calls JavaScript and waits for the result; `None` if JavaScript has disconnected.
    pub(crate) async fn call(&self, argument: String) -> Option<T> {
        let (sender, result) = oneshot::channel();
        self.0
            .send(Callback {
                argument,
                result: sender,
            })
            .ok()?;
        result.await.ok()
    }
}

impl<T: Send + 'static> Callbacks<T> {
    /// Waits for the next callback. Its argument is the outcome of the call with this id; the
    /// outcome is empty when there will be no more callbacks.
    pub(crate) fn next(&self, completions: &Arc<CompletionQueue>, call_id: u32) {
        let receiver = Arc::clone(&self.receiver);
        let result = Arc::clone(&self.result);
        let next = async move {
            let Some(callback) = receiver.lock().await.recv().await else {
                return Ok(Outcome::Empty);
            };
            *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(callback.result);
            Ok(Outcome::Response(200, Some(callback.argument)))
        };
        task::start(
            Arc::clone(completions),
            call_id,
            CancelTokens::default(),
            next,
        );
    }

    /// Returns the result of the callback.
    pub(crate) fn resolve(&self, value: T) {
        let mut result = self.result.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(result) = result.take() {
            // The caller may have been dropped.
            let _ = result.send(value);
        }
    }
}
