//! Questions that a future asks and JavaScript answers, one at a time.
//!
//! The future waits for its answer; JavaScript fetches the question like any
//! other outcome. When nobody is left that could ask, the questions end, and
//! with them JavaScript's loop.

use std::sync::{Arc, PoisonError};

use tokio::sync::{Mutex, mpsc, oneshot};

use crate::runtime::completions::{Completions, Outcome};
use crate::runtime::task::{self, Switches};

struct Question<A> {
    text: String,
    answer: oneshot::Sender<A>,
}

/// The end that asks. Dropping all of its clones ends the questions.
pub(crate) struct Asking<A>(mpsc::UnboundedSender<Question<A>>);

/// The end that JavaScript holds.
pub(crate) struct Questions<A> {
    coming: Arc<Mutex<mpsc::UnboundedReceiver<Question<A>>>>,
    /// The question that JavaScript works on.
    asked: Arc<std::sync::Mutex<Option<oneshot::Sender<A>>>>,
}

/// Both ends.
pub(crate) fn questions<A>() -> (Asking<A>, Questions<A>) {
    let (ask, coming) = mpsc::unbounded_channel();
    let questions = Questions {
        coming: Arc::new(Mutex::new(coming)),
        asked: Arc::default(),
    };
    (Asking(ask), questions)
}

impl<A> Clone for Asking<A> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<A> Asking<A> {
    /// Asks; nothing when JavaScript is gone.
    pub(crate) async fn ask(&self, text: String) -> Option<A> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Question { text, answer }).ok()?;
        answered.await.ok()
    }
}

impl<A: Send + 'static> Questions<A> {
    /// Waits for the next question, whose text arrives under the ticket; nothing
    /// arrives when there will be no more.
    pub(crate) fn next(&self, completions: &Completions, ticket: u32) {
        let coming = Arc::clone(&self.coming);
        let asked = Arc::clone(&self.asked);
        let next = async move {
            let Some(question) = coming.lock().await.recv().await else {
                return Ok(Outcome::Nothing);
            };
            *asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(question.answer);
            Ok(Outcome::Reply(200, Some(question.text)))
        };
        task::start(completions.queue(), ticket, Switches::default(), next);
    }

    /// Answers the question.
    pub(crate) fn answer(&self, answer: A) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(asked) = asked.take() {
            // Whoever asked may have left.
            let _ = asked.send(answer);
        }
    }
}
