//! An account's clock: real time, or time that only a test advances.
//!
//! Nothing is scheduled on it. The state of a run is computed from the clock at each poll, so ten thousand
//! runs in progress cost nothing until they are read.

use std::fmt::{self, Display, Write};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize, Serializer};

/// Microseconds, as a point of an account's time (0 = its beginning) or as a length of it.
pub(crate) type Micros = u64;

/// Converts seconds, as people write them, to the clock's unit; negative and absurd values become 0.
pub(crate) fn micros(seconds: f64) -> Micros {
    // A float cast saturates and turns NaN into 0, which suits a test server.
    (seconds * 1e6).round() as Micros
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Mode {
    Auto,
    Manual,
}

pub(crate) struct Clock {
    mode: Mode,
    /// The time reached when `since` was taken.
    reached: Micros,
    since: Instant,
    epoch: Micros,
    pace: Micros,
    /// Until then, every request is dropped.
    outage_end: Micros,
}

impl Clock {
    pub(crate) fn new(mode: Mode, pace: Duration) -> Self {
        let epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            mode,
            reached: 0,
            since: Instant::now(),
            epoch: epoch.as_micros() as Micros,
            pace: pace.as_micros() as Micros,
            outage_end: 0,
        }
    }

    pub(crate) fn now(&self) -> Micros {
        match self.mode {
            Mode::Auto => self.reached + self.since.elapsed().as_micros() as Micros,
            Mode::Manual => self.reached,
        }
    }

    /// The pace of work that starts now.
    pub(crate) fn pace(&self) -> Micros {
        self.pace
    }

    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }

    /// The wall-clock time at which this account's time was 0.
    pub(crate) fn epoch(&self) -> Micros {
        self.epoch
    }

    /// Changing the mode never makes time jump.
    pub(crate) fn set_mode(&mut self, mode: Mode) {
        self.reached = self.now();
        self.since = Instant::now();
        self.mode = mode;
    }

    pub(crate) fn advance(&mut self, by: Micros) {
        self.reached = self.reached.saturating_add(by);
    }

    /// Moves manual time to this point; it never goes back.
    pub(crate) fn advance_to(&mut self, moment: Micros) {
        if self.mode == Mode::Manual {
            self.reached = self.reached.max(moment);
        }
    }

    /// Drops every request until this time.
    pub(crate) fn set_outage(&mut self, end: Micros) {
        self.outage_end = end;
    }

    pub(crate) fn is_outage(&self) -> bool {
        self.now() < self.outage_end
    }

    /// Only work that starts later is affected: a run keeps the pace it began with.
    pub(crate) fn set_pace(&mut self, pace: Micros) {
        self.pace = pace;
    }
}

/// A moment on the wall clock, written as the service writes it: `2026-11-22T12:00:00.000000Z`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Stamp(pub(crate) Micros);

impl Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, fraction) = (self.0 / 1_000_000, self.0 % 1_000_000);
        let (days, of_day) = (seconds / 86_400, seconds % 86_400);
        // Days to a civil date, counting years from March so that the leap day comes last (Howard Hinnant's method).
        let shifted = days + 719_468;
        let era = shifted / 146_097;
        let of_era = shifted % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 {
            march_month + 3
        } else {
            march_month - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
        write!(
            out,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z"
        )
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(27);
        // Writing to a string cannot fail.
        let _ = write!(text, "{self}");
        serializer.serialize_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_iso_dates() {
        assert_eq!(Stamp(0).to_string(), "1970-01-01T00:00:00.000000Z");
        assert_eq!(
            Stamp(1_709_251_199_000_001).to_string(),
            "2024-02-29T23:59:59.000001Z"
        );
        assert_eq!(
            Stamp(1_767_225_600_500_000).to_string(),
            "2026-01-01T00:00:00.500000Z"
        );
    }

    #[test]
    fn manual_time_advances_only_on_request() {
        let mut clock = Clock::new(Mode::Manual, Duration::from_millis(200));
        assert_eq!(clock.now(), 0);
        clock.advance(micros(0.2));
        assert_eq!(clock.now(), 200_000);
    }

    #[test]
    fn seconds_become_microseconds() {
        assert_eq!(micros(0.1), 100_000);
        assert_eq!(micros(-1.0), 0);
        assert_eq!(micros(f64::NAN), 0);
    }
}
