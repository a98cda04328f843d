//! Calls of operations by their names, for language bindings.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::call::Call;
use super::client::Client;
use super::events::EventStream;
use super::page_stream::PageStream;
use super::request::Channel;
use super::teams;
use crate::agents::operation::{Arguments, Operation};
use crate::agents::operations::{self, operations};
use crate::error::{Error, ErrorKind};
use crate::poll::WaitOptions;

static BY_NAME: LazyLock<HashMap<&'static str, &'static Operation>> = LazyLock::new(|| {
    let named = operations().map(|operation| (operation.name, operation));
    named.collect()
});

pub(super) fn find(name: &str) -> Option<&'static Operation> {
    BY_NAME.get(name).copied()
}

impl Client {
    /// An operation by its name, for language bindings. Arguments are checked
    /// now; nothing is sent before the call is run.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`] naming the argument that can't be used,
    /// [`ErrorKind::Closed`] after [`close`](Self::close).
    pub fn call(&self, operation: &str, arguments: Arguments) -> Result<Call, Error> {
        let operation = find(operation).ok_or_else(|| {
            Error::new(ErrorKind::Internal, format!("no operation {operation:?}"))
        })?;
        Call::new(self.as_ref(), operation, arguments)
    }

    /// The error for a response that the decoder of the caller's language rejects as JSON, if the
    /// operation has one of its own.
    #[must_use]
    pub fn unreadable_error(operation: &str) -> Option<Error> {
        let operation = find(operation)?;
        (operation.channel == Channel::Team).then(teams::unreadable)
    }

    /// The rows of a list, page by page, by the name of its operation. Arguments are checked
    /// now; nothing is sent before the first page is requested.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call).
    pub fn page_stream(&self, operation: &str, arguments: Arguments) -> Result<PageStream, Error> {
        PageStream::new(self.call(operation, arguments)?)
    }

    /// A run's events, as raw JSON. Arguments are checked now; nothing is sent
    /// before the first batch is requested.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call).
    pub fn event_stream(
        &self,
        run_id: impl Into<String>,
        wait: WaitOptions,
    ) -> Result<EventStream, Error> {
        let arguments = Arguments {
            id: Some(run_id.into()),
            wait,
            ..Arguments::default()
        };
        let call = Call::new(self.as_ref(), &operations::runs::GET, arguments)?;
        EventStream::new(call.invocation, wait)
    }

    /// The events of the run that an operation starts and waits for, such as
    /// `agents.run_and_wait`. Arguments are checked now; the first batch starts the run.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call).
    pub fn run_stream(&self, operation: &str, arguments: Arguments) -> Result<EventStream, Error> {
        EventStream::of_started(self.call(operation, arguments)?)
    }
}
