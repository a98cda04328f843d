//! The kinds of errors; each language has exceptions for them.

/// The kind of an error, to match on.
///
/// ```
/// use flymyai_core::{ClientOptions, ErrorKind};
///
/// let error = ClientOptions::new("").base_url("no-scheme").resolve().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Argument);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument or option is invalid; nothing was sent.
    Argument,
    /// The client was closed.
    Closed,
    /// The status of the response is outside 2xx.
    Status,
    /// The service refused the run's variables (400 with `variables`).
    Variables,
    /// The service could not suggest a schema (502).
    SuggestSchema,
    /// A resource set was changed meanwhile (409 with the code `stale_revision`).
    StaleRevision,
    /// An artifact was changed meanwhile (412 with the code `stale_base_version`).
    StaleBaseVersion,
    /// The connection of an MCP server by OAuth has failed (a code that begins with `oauth_`).
    McpServerOAuth,
    /// The service refused a request about teams or shares, or its response is not valid.
    McpTeam,
    /// The pages of a list are not valid, or are too many.
    Pages,
    /// A compilation that was waited for ended as failed.
    CompilationFailed,
    /// A run has failed.
    RunFailed,
    /// A run was cancelled.
    RunCancelled,
    /// The output of a run is missing, or does not fit the class or the schema of the program.
    InvalidOutput,
    /// A wait reached its deadline.
    WaitTimeout,
    /// No connection could be made.
    Connect,
    /// Making a connection took too long.
    ConnectTimeout,
    /// The peer was silent for too long.
    ReadTimeout,
    /// The peer accepted no bytes for too long.
    WriteTimeout,
    /// No free connection within the time allowed.
    PoolTimeout,
    /// The peer broke the HTTP protocol, or closed too early.
    Protocol,
    /// The connection was reset while reading.
    Read,
    /// The connection was reset while writing.
    Write,
    /// The proxy refused or failed.
    Proxy,
    /// The URL's scheme is not http or https.
    UnsupportedProtocol,
    /// The request itself can't be expressed in HTTP.
    LocalProtocol,
    /// The URL can't be used.
    InvalidUrl,
    /// There were too many redirects.
    TooManyRedirects,
    /// The response took longer to arrive than it may, though the peer was not silent.
    ResponseTimeout,
    /// The response has more bytes than it may have, or decompresses to more.
    ResponseTooLarge,
    /// A compressed response could not be decompressed.
    Decoding,
    /// A 2xx response could not be read.
    Decode,
    /// The caller's own code, such as a transport or a file, has
    /// thrown an exception; see [`Error::thrown`].
    Thrown,
    /// A defect in this library.
    Internal,
}

impl ErrorKind {
    /// The kind's name at the language boundary, in snake case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Argument => "argument",
            Self::Closed => "closed",
            Self::Status => "status",
            Self::Variables => "variables",
            Self::SuggestSchema => "suggest_schema",
            Self::StaleRevision => "stale_revision",
            Self::StaleBaseVersion => "stale_base_version",
            Self::McpServerOAuth => "mcp_server_oauth",
            Self::McpTeam => "mcp_team",
            Self::Pages => "pages",
            Self::CompilationFailed => "compilation_failed",
            Self::RunFailed => "run_failed",
            Self::RunCancelled => "run_cancelled",
            Self::InvalidOutput => "invalid_output",
            Self::WaitTimeout => "wait_timeout",
            Self::Connect => "connect",
            Self::ConnectTimeout => "connect_timeout",
            Self::ReadTimeout => "read_timeout",
            Self::WriteTimeout => "write_timeout",
            Self::PoolTimeout => "pool_timeout",
            Self::Protocol => "protocol",
            Self::Read => "read",
            Self::Write => "write",
            Self::Proxy => "proxy",
            Self::UnsupportedProtocol => "unsupported_protocol",
            Self::LocalProtocol => "local_protocol",
            Self::InvalidUrl => "invalid_url",
            Self::TooManyRedirects => "too_many_redirects",
            Self::ResponseTimeout => "response_timeout",
            Self::ResponseTooLarge => "response_too_large",
            Self::Decoding => "decoding",
            Self::Decode => "decode",
            Self::Thrown => "thrown",
            Self::Internal => "internal",
        }
    }

    /// Whether the failure is one of the network, without a response.
    pub(crate) fn is_transport(self) -> bool {
        matches!(
            self,
            Self::Connect
                | Self::ConnectTimeout
                | Self::ReadTimeout
                | Self::ResponseTimeout
                | Self::WriteTimeout
                | Self::PoolTimeout
                | Self::Protocol
                | Self::Read
                | Self::Write
                | Self::Proxy
                | Self::Decoding
        )
    }
}
