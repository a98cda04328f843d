//! Files that JavaScript reads for core, a piece at a time.
//!
//! The sending side asks for a piece; JavaScript fetches the question like any
//! other outcome, and answers. When no sending is left that could ask, the
//! questions end, and with them JavaScript's loop.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{BoxFuture, Error, ErrorKind, ReadAt};
use napi_derive::napi;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::call::{self, Switches};
use crate::completions::{Completions, Outcome};

type Answer = Result<Bytes, Error>;

struct Question {
    offset: u64,
    at_most: usize,
    answer: oneshot::Sender<Answer>,
}

/// A file of a known length.
#[napi]
pub struct NativeFile {
    reader: Option<Reader>,
    questions: Arc<Mutex<mpsc::UnboundedReceiver<Question>>>,
    /// The question that JavaScript works on.
    asked: Arc<std::sync::Mutex<Option<oneshot::Sender<Answer>>>>,
}

#[napi]
impl NativeFile {
    /// A file of so many bytes.
    #[napi(constructor)]
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length, which JavaScript holds as a float"
    )]
    pub fn new(length: f64) -> Self {
        let (ask, questions) = mpsc::unbounded_channel();
        Self {
            reader: Some(Reader {
                length: length as u64,
                ask,
            }),
            questions: Arc::new(Mutex::new(questions)),
            asked: Arc::default(),
        }
    }

    /// Waits for the next question, `[from, to]` as JSON text; nothing when there
    /// will be no more.
    #[napi(catch_unwind)]
    pub fn wanted(&self, completions: &Completions, ticket: u32) {
        let questions = Arc::clone(&self.questions);
        let asked = Arc::clone(&self.asked);
        let next = async move {
            let Some(question) = questions.lock().await.recv().await else {
                return Ok(Outcome::Nothing);
            };
            let to = question.offset + question.at_most as u64;
            let text = format!("[{},{to}]", question.offset);
            if let Ok(mut asked) = asked.lock() {
                *asked = Some(question.answer);
            }
            Ok(Outcome::Reply(200, Some(text)))
        };
        call::start(completions.queue(), ticket, Switches::default(), next);
    }

    /// Answers the question.
    #[napi]
    pub fn provide(&self, bytes: &[u8]) {
        self.answer(Ok(Bytes::copy_from_slice(bytes)));
    }

    /// Says that the file can't be read.
    #[napi]
    pub fn fail(&self, why: String) {
        self.answer(Err(Error::new(ErrorKind::Write, why)));
    }

    fn answer(&self, answer: Answer) {
        let asked = self.asked.lock().ok().and_then(|mut asked| asked.take());
        if let Some(asked) = asked {
            // Whoever asked may have left.
            let _ = asked.send(answer);
        }
    }

    /// The end that asks; there is one.
    pub(super) fn reader(&mut self) -> Option<Reader> {
        self.reader.take()
    }
}

/// Asks JavaScript for pieces.
pub(super) struct Reader {
    length: u64,
    ask: mpsc::UnboundedSender<Question>,
}

impl ReadAt for Reader {
    fn length(&self) -> Result<u64, Error> {
        Ok(self.length)
    }

    fn read_at(&self, offset: u64, at_most: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let ask = self.ask.clone();
        Box::pin(async move {
            let (answer, answered) = oneshot::channel();
            let gone = || Error::new(ErrorKind::Write, "the file is gone");
            let question = Question {
                offset,
                at_most,
                answer,
            };
            ask.send(question).map_err(|_| gone())?;
            answered.await.map_err(|_| gone())?
        })
    }
}
