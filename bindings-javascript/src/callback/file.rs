//! Files and streams of a payload, which JavaScript reads for core on demand.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{BoxFuture, Error, ErrorKind, ReadAt};

use super::channel::{CallbackSender, Callbacks, channel};
use crate::runtime::completions::CompletionQueue;

type ReadResult = Result<Bytes, Error>;

/// JavaScript's end of a file with a known length, or of a stream.
pub struct CallbackFile {
    reader: Option<CallbackReader>,
    callbacks: Callbacks<ReadResult>,
    is_stream: bool,
}

impl CallbackFile {
    /// A file of this size in bytes; a stream without one.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length, which JavaScript holds as a float"
    )]
    pub fn new(length: Option<f64>) -> Self {
        let (sender, callbacks) = channel();
        let length = length.map(|length| length as u64);
        Self {
            reader: Some(CallbackReader { length, sender }),
            callbacks,
            is_stream: length.is_none(),
        }
    }

    /// Waits until core reads. The outcome is the range, `[from, to]` as JSON text; it is empty
    /// when core reads no more.
    pub fn next_callback(&self, completions: &Arc<CompletionQueue>, call_id: u32) {
        self.callbacks.next(completions, call_id);
    }

    /// Provides the bytes of the range, or the next ones of a stream.
    pub fn provide(&self, bytes: &[u8]) {
        self.callbacks.resolve(Ok(Bytes::copy_from_slice(bytes)));
    }

    /// Reports that the file can't be read. `fetch` treats an unreadable blob as a network
    /// failure; it has no rule for streams in forms.
    pub fn fail(&self, reason: String) {
        let error = if self.is_stream {
            unreadable_stream(&reason)
        } else {
            Error::new(ErrorKind::Write, reason)
        };
        self.callbacks.resolve(Err(error));
    }

    /// Core's end; there is one.
    pub(crate) fn reader(&mut self) -> Option<CallbackReader> {
        self.reader.take()
    }
}

pub(crate) fn unreadable_stream(reason: &str) -> Error {
    let text = format!("a stream of the payload can't be read: {reason}");
    Error::new(ErrorKind::Argument, text)
}

/// Core's end: reads through JavaScript.
pub(crate) struct CallbackReader {
    length: Option<u64>,
    sender: CallbackSender<ReadResult>,
}

impl ReadAt for CallbackReader {
    fn length(&self) -> Result<Option<u64>, Error> {
        Ok(self.length)
    }

    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let sender = self.sender.clone();
        Box::pin(async move {
            let to = offset + at_most as u64;
            let result = sender.call(format!("[{offset},{to}]")).await;
            result.unwrap_or_else(|| Err(Error::new(ErrorKind::Write, "the file was closed")))
        })
    }
}
