//! Response bodies that record whether the client has received all of them.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body as AnyBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::accounts::Account;
use crate::recording::Recorded;
use crate::scripted_body::ScriptedBody;

/// Follows one recorded request to its end. If it is dropped before it is settled, the client has closed.
pub(crate) struct OutcomeRecorder {
    account: Arc<Account>,
    request: Option<Arc<Recorded>>,
}

impl OutcomeRecorder {
    pub(crate) fn new(account: Arc<Account>, request: Option<Arc<Recorded>>) -> Self {
        Self { account, request }
    }

    /// The response was sent completely.
    pub(crate) fn responded(mut self) {
        if let Some(request) = self.request.take() {
            self.account.recording.responded(&request);
        }
    }

    /// The emulator itself has broken the response off, as a script demands.
    pub(crate) fn interrupted(mut self) {
        self.request = None;
    }
}

impl Drop for OutcomeRecorder {
    fn drop(&mut self) {
        if let Some(request) = self.request.take() {
            self.account.recording.aborted(&request);
        }
    }
}

/// The body of every response.
pub(crate) struct Tracked {
    content: Inner,
    recorder: Option<OutcomeRecorder>,
}

enum Inner {
    Normal(AnyBody),
    Scripted(Box<ScriptedBody>),
}

impl Tracked {
    /// A response that is not recorded, such as those of the control API.
    pub(crate) fn untracked(body: AnyBody) -> Self {
        Self {
            content: Inner::Normal(body),
            recorder: None,
        }
    }

    pub(crate) fn normal(body: AnyBody, recorder: OutcomeRecorder) -> Self {
        Self {
            content: Inner::Normal(body),
            recorder: Some(recorder),
        }
    }

    /// A response that is sent chunk by chunk. One that breaks off settles the recorder itself.
    pub(crate) fn scripted(body: ScriptedBody, recorder: Option<OutcomeRecorder>) -> Self {
        Self {
            content: Inner::Scripted(Box::new(body)),
            recorder,
        }
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        if let Some(recorder) = self.recorder.take_if(|_| self.content.is_end()) {
            recorder.responded();
        }
    }
}

impl Inner {
    fn is_end(&self) -> bool {
        match self {
            Inner::Normal(body) => body.is_end_stream(),
            Inner::Scripted(body) => body.is_end(),
        }
    }
}

impl Body for Tracked {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match &mut self.content {
            Inner::Normal(body) => Pin::new(body).poll_frame(context),
            Inner::Scripted(body) => Pin::new(&mut **body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.content.is_end()
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Inner::Normal(body) => body.size_hint(),
            Inner::Scripted(body) => body.size_hint(),
        }
    }
}
