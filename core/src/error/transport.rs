//! The texts of failures of the network.

use super::{Error, ErrorKind};

impl Error {
    /// A failure of a [`Transport`](crate::Transport): the text of the kind,
    /// and the reason, if it is known.
    ///
    /// ```
    /// use flymyai_core::{Error, ErrorKind};
    ///
    /// let error = Error::transport(ErrorKind::Connect, Some("refused"));
    /// assert_eq!(error.message(), "no connection could be made: refused");
    /// ```
    #[must_use]
    pub fn transport(kind: ErrorKind, why: Option<&str>) -> Self {
        let text = description(kind);
        match why {
            Some(why) => Self::new(kind, format!("{text}: {why}")),
            None => Self::new(kind, text),
        }
    }

    /// A failure of the network that core detects itself, such as a timeout.
    pub(crate) fn detected(kind: ErrorKind) -> Self {
        let late = matches!(
            kind,
            ErrorKind::ConnectTimeout | ErrorKind::ReadTimeout | ErrorKind::WriteTimeout
        );
        let code = late.then_some("ETIMEDOUT");
        Self::transport(kind, None).with_system_code(code)
    }
}

fn description(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Connect => "no connection could be made",
        ErrorKind::ConnectTimeout => "no connection could be made within the connect timeout",
        ErrorKind::ReadTimeout => "the service sent nothing within the read timeout",
        ErrorKind::WriteTimeout => "the service accepted nothing within the write timeout",
        ErrorKind::Read => "the connection was lost while reading",
        ErrorKind::Write => "the connection was lost while writing",
        ErrorKind::Proxy => "the proxy made no connection",
        ErrorKind::Decoding => "the response's encoding is corrupt",
        ErrorKind::PoolTimeout => "no connection was free within the pool timeout",
        ErrorKind::InvalidUrl => "the URL can't be used",
        _ => "the response is incomplete or invalid",
    }
}
