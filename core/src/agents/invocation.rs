//! A call that is ready to run.

use bytes::Bytes;

use super::request::Request;
use super::requester::Requester;
use crate::poll::WaitOptions;

/// The checked request of a call, and the arguments that are needed after its response.
#[derive(Debug)]
pub(crate) struct Invocation {
    pub(crate) requester: Requester,
    pub(crate) request: Request,
    pub(crate) wait: WaitOptions,
    /// The id as the caller wrote it, for the texts of errors.
    pub(crate) caller_id: String,
    /// The other arguments.
    pub(crate) fields: Option<Bytes>,
}
