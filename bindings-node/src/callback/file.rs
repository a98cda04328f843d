//! Files and streams that JavaScript reads for core, a piece at a time.

use bytes::Bytes;
use flymyai_core::{BoxFuture, Error, ErrorKind, ReadAt};
use napi_derive::napi;

use super::channel::{Asking, Questions, questions};
use crate::runtime::completions::Completions;

type Answer = Result<Bytes, Error>;

/// A file of a known length, or a stream.
#[napi]
pub struct NativeFile {
    reader: Option<Reader>,
    questions: Questions<Answer>,
    is_stream: bool,
}

#[napi]
impl NativeFile {
    /// A file of this size in bytes; a stream without one.
    #[napi(constructor)]
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length, which JavaScript holds as a float"
    )]
    pub fn new(length: Option<f64>) -> Self {
        let (ask, questions) = questions();
        let length = length.map(|length| length as u64);
        Self {
            reader: Some(Reader { length, ask }),
            questions,
            is_stream: length.is_none(),
        }
    }

    /// Waits for the next question, `[from, to]` as JSON text; nothing when there
    /// will be no more.
    #[napi(catch_unwind)]
    pub fn wanted(&self, completions: &Completions, ticket: u32) {
        self.questions.next(completions, ticket);
    }

    /// Answers the question.
    #[napi]
    pub fn provide(&self, bytes: &[u8]) {
        self.questions.answer(Ok(Bytes::copy_from_slice(bytes)));
    }

    /// Says that the file can't be read. To `fetch`, a blob that can't be read is a
    /// failure of the network; it knows no streams in forms.
    #[napi]
    pub fn fail(&self, why: String) {
        let error = if self.is_stream {
            let text = format!("a stream of the payload can't be read: {why}");
            Error::new(ErrorKind::Argument, text)
        } else {
            Error::new(ErrorKind::Write, why)
        };
        self.questions.answer(Err(error));
    }

    /// The end that asks; there is one.
    pub(crate) fn reader(&mut self) -> Option<Reader> {
        self.reader.take()
    }
}

/// Asks JavaScript for pieces.
pub(crate) struct Reader {
    length: Option<u64>,
    ask: Asking<Answer>,
}

impl ReadAt for Reader {
    fn length(&self) -> Result<Option<u64>, Error> {
        Ok(self.length)
    }

    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let ask = self.ask.clone();
        Box::pin(async move {
            let to = offset + at_most as u64;
            let answer = ask.ask(format!("[{offset},{to}]")).await;
            answer.unwrap_or_else(|| Err(Error::new(ErrorKind::Write, "the file is gone")))
        })
    }
}
