//! Operations of the agents API as calls.

use std::future::Future;
use std::sync::Arc;

use flymyai_core::{CallResponse, Client, Error, HttpTransport};

use crate::callback::context::CallbackContext;
use crate::client::call::BoundOperation;

impl BoundOperation for flymyai_core::Call {
    type Client = Client;
    type Output = CallResponse;

    fn is_long(&self) -> bool {
        self.is_long()
    }

    fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key()
    }

    fn with_transport(self, transport: Arc<HttpTransport>) -> Self {
        self.with_transport(transport)
    }

    /// The client that made the call has them already.
    fn with_callbacks(self, _: &CallbackContext) -> Self {
        self
    }

    fn run(self) -> impl Future<Output = Result<CallResponse, Error>> + Send + 'static {
        self.run()
    }
}
