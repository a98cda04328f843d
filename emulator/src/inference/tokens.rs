//! The body of a stream: made event by event while it is sent, so that its length costs no memory.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame};
use serde_json::json;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::event;
use super::model::Failure;
use super::stream::Running;
use crate::request_body::Form;
use crate::response::{ApiError, Outcome};

/// Bytes of text per event of a stream whose size is given.
const BLOCK: u64 = 16 << 10;
/// The text of a token if the prompt has no words for it.
const TOKEN: &str = "tok ";
const BILLIONS: f64 = 1.5;

/// The texts of a stream, one per event.
pub(super) struct Partials {
    texts: Texts,
    /// The number of the remaining ones.
    left: u64,
    input_tokens: usize,
    output_tokens: u64,
}

enum Texts {
    /// These words over and over, beginning with this one.
    Words { words: Vec<String>, next: usize },
    /// Blocks that are all alike, ready to be sent, and a last one of this many bytes.
    Blocks { block: Bytes, last: usize },
}

impl Partials {
    /// No text at all.
    pub(super) fn none() -> Self {
        Self {
            texts: Texts::Words {
                words: Vec::new(),
                next: 0,
            },
            left: 0,
            input_tokens: 0,
            output_tokens: 0,
        }
    }

    /// The parts that a form requests: `bytes` of text, or `count` words, or the words of its prompt.
    pub(super) fn of(form: &Form) -> Outcome<Self> {
        let prompt = form.text("prompt").unwrap_or("");
        let mut words: Vec<String> = prompt
            .split_whitespace()
            .map(|word| format!("{word} "))
            .collect();
        let input_tokens = words.len();
        if let Some(bytes) = form.read::<u64>("bytes")? {
            let blocks = bytes.div_ceil(BLOCK).max(1);
            return Ok(Self {
                texts: Texts::Blocks {
                    block: partial(&filling(BLOCK as usize), None),
                    last: (bytes - (blocks - 1) * BLOCK) as usize,
                },
                left: blocks,
                input_tokens,
                output_tokens: bytes.div_ceil(TOKEN.len() as u64),
            });
        }
        let count = form.read("count")?.unwrap_or(words.len() as u64);
        if count == 0 && form.text("count").is_some() {
            return Err(ApiError::bad("count: at least 1."));
        }
        if words.is_empty() {
            // Even an empty prediction has an event.
            words.push(if count == 0 { "" } else { TOKEN }.to_owned());
        }
        Ok(Self {
            texts: Texts::Words { words, next: 0 },
            left: count.max(1),
            input_tokens,
            output_tokens: count,
        })
    }

    /// The next event; the last one has the details if requested.
    fn next(&mut self, with_details: bool) -> Option<Bytes> {
        self.left = self.left.checked_sub(1)?;
        let details = (self.left == 0 && with_details).then(|| {
            json!({
                "input_tokens": self.input_tokens,
                "output_tokens": self.output_tokens,
                "model_size_in_billions": BILLIONS,
            })
        });
        Some(match &mut self.texts {
            Texts::Words { words, next } => {
                let text = words.get(*next).map_or("", String::as_str);
                let event = partial(text, details);
                *next = (*next + 1) % words.len().max(1);
                event
            }
            Texts::Blocks { block, .. } if self.left > 0 => block.clone(),
            Texts::Blocks { last, .. } => partial(&filling(*last), details),
        })
    }
}

/// So many bytes of tokens.
fn filling(bytes: usize) -> String {
    TOKEN.chars().cycle().take(bytes).collect()
}

fn partial(text: &str, details: Option<serde_json::Value>) -> Bytes {
    let mut value = json!({ "status": 200, "output_data": { "output": [text] } });
    if let (Some(details), Some(members)) = (details, value.as_object_mut()) {
        members.insert("stream_details".to_owned(), details);
    }
    event::data(&value)
}

/// The end of a stream, after the last text.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    /// Nothing: the details are sent with the last text.
    Details,
    Failure(Failure),
    /// No event until the stream is cancelled.
    Never,
}

pub(super) struct Tokens {
    running: Running,
    partials: Partials,
    ending: Ending,
    phase: Phase,
    cancelled: Pin<Box<WaitForCancellationFutureOwned>>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Phase {
    Opening,
    Streaming,
    Ending,
    Done,
}

impl Tokens {
    pub(super) fn new(running: Running, partials: Partials, ending: Ending) -> Self {
        let cancelled = CancellationToken::cancelled_owned(running.token());
        Self {
            running,
            partials,
            ending,
            phase: Phase::Opening,
            cancelled: Box::pin(cancelled),
        }
    }

    fn control(&self, kind: &str) -> Bytes {
        let id = &self.running.id;
        event::control(&json!({ "status": 200, "event_type": kind, "prediction_id": id }))
    }

    /// The next event; `None` if there is none until the stream is cancelled.
    fn next(&mut self) -> Option<Bytes> {
        if self.phase == Phase::Opening {
            self.phase = match (self.partials.left, self.ending) {
                (0, _) => Phase::Ending,
                _ => Phase::Streaming,
            };
            return Some(self.control("id"));
        }
        if self.phase == Phase::Streaming {
            let details = matches!(self.ending, Ending::Details);
            let event = self.partials.next(details);
            if self.partials.left == 0 {
                self.phase = match self.ending {
                    Ending::Details => Phase::Done,
                    Ending::Failure(_) | Ending::Never => Phase::Ending,
                };
            }
            return event;
        }
        match self.ending {
            Ending::Failure(failure) => {
                self.phase = Phase::Done;
                Some(event::failure(failure))
            }
            Ending::Details | Ending::Never => None,
        }
    }
}

impl Body for Tokens {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.phase == Phase::Done {
            return Poll::Ready(None);
        }
        if self.cancelled.as_mut().poll(context).is_ready() {
            self.phase = Phase::Done;
            let event = self.control("stream_cancelling");
            return Poll::Ready(Some(Ok(Frame::data(event))));
        }
        match self.next() {
            Some(event) => Poll::Ready(Some(Ok(Frame::data(event)))),
            None => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.phase == Phase::Done
    }
}
