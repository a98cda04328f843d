//! Prints records to stderr.

use std::fs::File;
use std::io::{self, Write};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

use super::record::LogRecord;

/// Prints a record as one line. A failure is ignored: the call that is recorded goes on.
///
/// The descriptor is duplicated rather than locked: a fork must not find the lock of
/// `io::stderr` held by a thread that the child does not have.
pub(super) fn print(record: &LogRecord) {
    let stderr = io::stderr();
    #[cfg(unix)]
    let descriptor = stderr.as_fd().try_clone_to_owned();
    #[cfg(windows)]
    let descriptor = stderr.as_handle().try_clone_to_owned();
    if let Ok(descriptor) = descriptor {
        let _ = File::from(descriptor).write_all(line(record).as_bytes());
    }
}

/// `2026-01-31T12:00:00.123Z INFO flymyai.run run 7 ended: completed`
fn line(record: &LogRecord) -> String {
    let since_1970 = record.time();
    let (seconds, millis) = (since_1970.as_secs(), since_1970.subsec_millis());
    let (year, month, day) = date(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let level = record.level().name().to_ascii_uppercase();
    let (logger, text) = (record.logger(), record.text());
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z {level} \
         {logger} {text}\n"
    )
}

/// Year, month and day of a day after 1970-01-01, in the Gregorian calendar.
fn date(day: u64) -> (u64, u64, u64) {
    // Counted from March of the year 0, so that leap days end a year; 400 years have 146,097 days.
    let day = day + 719_468;
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (era * 400 + year + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (day, expected) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_453, (2025, 12, 31)),
            (20_454, (2026, 1, 1)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(date(day), expected, "{day}");
        }
    }
}
