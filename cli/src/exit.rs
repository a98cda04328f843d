//! The exit codes.

/// An exit code of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exit(u8);

impl Exit {
    /// The run has completed, or the request has succeeded.
    pub(crate) const COMPLETED: Self = Self(0);
    /// The run has failed.
    pub(crate) const FAILED: Self = Self(1);
    /// The arguments are wrong, or the service has refused them.
    pub(crate) const USAGE: Self = Self(2);
    /// There is no valid key, or it lacks a permission.
    pub(crate) const AUTHENTICATION: Self = Self(3);
    /// The service knows no such object.
    pub(crate) const NOT_FOUND: Self = Self(4);
    /// The network or the service has failed.
    pub(crate) const SERVICE: Self = Self(5);
    /// The deadline has passed, and the run goes on.
    pub(crate) const DEADLINE: Self = Self(6);
    /// The run was cancelled.
    pub(crate) const CANCELLED: Self = Self(7);
    /// Ctrl-C.
    pub(crate) const DETACHED: Self = Self(130);
    /// The reader of standard output is gone; as for a program that SIGPIPE has ended.
    pub(crate) const PIPE: Self = Self(141);

    pub(crate) fn code(self) -> u8 {
        self.0
    }

    /// The code for a run that has ended with this status.
    pub(crate) fn of_status(status: &str) -> Self {
        match status {
            "completed" => Self::COMPLETED,
            "cancelled" => Self::CANCELLED,
            _ => Self::FAILED,
        }
    }
}
