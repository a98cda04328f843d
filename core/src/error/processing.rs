//! What is known about the work of a request that failed.

/// What is known beyond the kind and the status of an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Processing {
    /// Nothing.
    #[default]
    Unknown,
    /// The server has not processed the request, and never will.
    Never,
    /// The service may have done the work, and another attempt would not tell.
    Possible,
}
