//! One log record: its fields, and its text in all languages.

use std::fmt::{self, Write};
use std::ops::BitOr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::level::LogLevel;
use crate::host;

/// A set of kinds of records, which a reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogKinds(u8);

impl LogKinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Requests and their responses, at the level `debug`.
    pub const REQUEST: Self = Self(1);
    /// Pauses before further attempts, at the level `info`.
    pub const RETRY: Self = Self(2);
    /// Statuses and new events that polls have brought, at the level `debug`.
    pub const POLL: Self = Self(4);
    /// The ends of runs, compilations and tasks that were waited for, at the level `info`.
    pub const RUN_END: Self = Self(8);
    /// Connections that were opened, used again and closed, at the level `debug`.
    pub const CONNECTION: Self = Self(16);
    /// All kinds.
    pub const ALL: Self = Self(31);

    /// The set with these bits; unknown ones are ignored.
    #[must_use]
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// The kinds of records that a log of this level has.
    pub(super) fn of(level: LogLevel) -> Self {
        match level {
            LogLevel::Off | LogLevel::Error | LogLevel::Warning => Self::NONE,
            LogLevel::Info => Self::RETRY | Self::RUN_END,
            LogLevel::Debug => Self::ALL,
        }
    }

    /// The set as bits.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    pub(crate) fn contains(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }
}

impl BitOr for LogKinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The event of a record, with its fields. URLs have no user information and no query.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
pub enum LogEvent {
    /// A request was sent, and has a response or has failed.
    Request {
        /// The method.
        method: String,
        /// The URL.
        url: String,
        /// The number of the attempt, from 1.
        attempt: u32,
        /// The response's status.
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        /// The response's reason phrase.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The response's version of HTTP; missing if the program's own client sent the request.
        #[serde(skip_serializing_if = "Option::is_none")]
        http_version: Option<&'static str>,
        /// The id that the service has given to the request (`x-request-id`).
        #[serde(skip_serializing_if = "Option::is_none")]
        request_id: Option<String>,
        /// The name of the failure, if there is no response: the kind of its error, or
        /// `cancelled`.
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'static str>,
        /// The seconds until the head of the response or the failure.
        duration: f64,
    },
    /// A request has failed and is sent again.
    Retry {
        /// The method.
        method: String,
        /// The URL.
        url: String,
        /// The number of failed attempts.
        attempt: u32,
        /// The reason: a status, or the kind of the error.
        reason: String,
        /// The seconds until the next attempt.
        delay: f64,
    },
    /// A poll has brought a status.
    Poll {
        /// `run`, `compilation` or `task`.
        subject: &'static str,
        /// Its id.
        id: String,
        /// Its status.
        status: String,
    },
    /// A poll of an event stream has brought new events.
    Events {
        /// The run's id.
        id: String,
        /// The run's status.
        status: String,
        /// The number of new events.
        count: usize,
    },
    /// A wait or an event stream has ended with the end of its subject.
    Ended {
        /// `run`, `compilation` or `task`.
        subject: &'static str,
        /// Its id.
        id: String,
        /// Its last status.
        status: String,
    },
    /// A connection has changed.
    Connection {
        /// `opened`, `reused` or `closed`.
        change: &'static str,
        /// Scheme, host and port of the server.
        server: String,
    },
    /// A setting of the log is not valid.
    Setting {
        /// The warning.
        text: String,
    },
    /// Records were dropped, as nobody has taken them.
    Dropped {
        /// Their number.
        count: u64,
    },
}

impl LogEvent {
    fn level(&self) -> LogLevel {
        match self {
            Self::Request { .. }
            | Self::Poll { .. }
            | Self::Events { .. }
            | Self::Connection { .. } => LogLevel::Debug,
            Self::Retry { .. } | Self::Ended { .. } => LogLevel::Info,
            Self::Setting { .. } | Self::Dropped { .. } => LogLevel::Warning,
        }
    }

    fn logger(&self) -> &'static str {
        match self {
            Self::Request { .. } | Self::Retry { .. } => "flymyai.request",
            Self::Poll { .. } | Self::Events { .. } | Self::Ended { .. } => "flymyai.run",
            Self::Connection { .. } => "flymyai.connection",
            Self::Setting { .. } | Self::Dropped { .. } => "flymyai",
        }
    }
}

/// A log record.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRecord {
    time: SystemTime,
    event: LogEvent,
}

#[derive(Serialize)]
struct Wire<'a> {
    logger: &'static str,
    level: &'static str,
    /// Seconds since 1970.
    time: f64,
    text: String,
    fields: &'a LogEvent,
}

impl LogRecord {
    pub(super) fn new(event: LogEvent) -> Self {
        Self {
            time: host::system_time(),
            event,
        }
    }

    /// The event with its fields.
    #[must_use]
    pub fn event(&self) -> &LogEvent {
        &self.event
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> LogLevel {
        self.event.level()
    }

    /// The name of the logger: `flymyai.request`, `flymyai.run`, `flymyai.connection`, or
    /// `flymyai` for records about the log.
    #[must_use]
    pub fn logger(&self) -> &'static str {
        self.event.logger()
    }

    /// The time since 1970.
    #[must_use]
    pub fn time(&self) -> Duration {
        self.time.duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    /// The text, one line.
    #[must_use]
    pub fn text(&self) -> String {
        self.event.to_string()
    }

    /// Records as a JSON list of objects with `logger`, `level`, `time`, `text` and `fields`.
    #[must_use]
    pub fn to_json(records: &[Self]) -> String {
        let wire: Vec<_> = records
            .iter()
            .map(|record| Wire {
                logger: record.logger(),
                level: record.level().name(),
                time: record.time().as_secs_f64(),
                text: record.text(),
                fields: &record.event,
            })
            .collect();
        // Fails for no record: all keys are text.
        serde_json::to_string(&wire).unwrap_or_default()
    }
}

impl fmt::Display for LogEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request {
                method,
                url,
                attempt,
                status,
                request_id,
                error,
                duration,
                ..
            } => {
                write!(f, "{method} {url}: ")?;
                match (status, error) {
                    (Some(status), _) => write!(f, "{status}")?,
                    (None, error) => f.write_str(error.unwrap_or("no response"))?,
                }
                write!(f, " after {}", Seconds(*duration))?;
                if *attempt > 1 {
                    write!(f, ", attempt {attempt}")?;
                }
                match request_id {
                    Some(id) => write!(f, ", request id {}", id.escape_debug()),
                    None => Ok(()),
                }
            }
            Self::Retry {
                method,
                url,
                attempt,
                reason,
                delay,
            } => write!(
                f,
                "{method} {url}: attempt {attempt} failed ({reason}), the next one follows in {}",
                Seconds(*delay)
            ),
            Self::Poll {
                subject,
                id,
                status,
            } => {
                write!(
                    f,
                    "{subject} {} is {}",
                    id.escape_debug(),
                    status.escape_debug()
                )
            }
            Self::Events { id, status, count } => {
                let plural = if *count == 1 { "" } else { "s" };
                let (id, status) = (id.escape_debug(), status.escape_debug());
                write!(f, "run {id} is {status}, {count} new event{plural}")
            }
            Self::Ended {
                subject,
                id,
                status,
            } => {
                write!(
                    f,
                    "{subject} {} ended: {}",
                    id.escape_debug(),
                    status.escape_debug()
                )
            }
            Self::Connection { change, server } => write!(f, "connection to {server} {change}"),
            Self::Setting { text } => f.write_str(text),
            Self::Dropped { count } => {
                let (plural, verb) = if *count == 1 {
                    ("", "was")
                } else {
                    ("s", "were")
                };
                write!(
                    f,
                    "{count} log record{plural} {verb} dropped, as they were not read in time"
                )
            }
        }
    }
}

/// Seconds in a text: `3 ms`, `1.5 s`.
struct Seconds(f64);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 1.0 {
            return write!(f, "{:.0} ms", self.0 * 1000.0);
        }
        let text = format!("{:.3}", self.0);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))?;
        f.write_str(" s")
    }
}

/// A URL without its query and its user information, for records.
pub(crate) fn without_query(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let url = &url[..end];
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let mut text = String::with_capacity(url.len());
    let _ = write!(text, "{scheme}://{host}{path}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_have_no_query_and_no_password() {
        for (url, expected) in [
            ("https://a.b/c/7/?q=secret", "https://a.b/c/7/"),
            ("https://user:secret@a.b:1/c?x=/@", "https://a.b:1/c"),
            ("http://u:s@cret@a.b", "http://a.b"),
            ("https://a.b#secret", "https://a.b"),
            ("no url?secret", "no url"),
        ] {
            assert_eq!(without_query(url), expected);
        }
    }

    #[test]
    fn texts_have_one_line() {
        let event = LogEvent::Poll {
            subject: "run",
            id: "7\n8".into(),
            status: "run\r\nning".into(),
        };
        assert_eq!(event.to_string(), "run 7\\n8 is run\\r\\nning");
    }
}
