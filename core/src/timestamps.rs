//! The service's timestamps.

use std::time::Duration;

/// The time since 1970 of a timestamp of the service; `None` for another text.
///
/// ```
/// use std::time::Duration;
///
/// use flymyai_core::parse_timestamp;
///
/// let time = parse_timestamp("2000-02-29T12:00:00.5Z");
/// assert_eq!(time, Some(Duration::from_millis(951_825_600_500)));
/// assert_eq!(parse_timestamp("yesterday"), None);
/// ```
#[must_use]
pub fn parse_timestamp(text: &str) -> Option<Duration> {
    let (date, time) = text.split_once(['T', ' '])?;
    let mut date = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut time = time.splitn(3, ':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    let offset = match zone.strip_prefix(['+', '-']) {
        None => 0,
        Some(rest) => {
            let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
            let size = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().unwrap_or(0);
            if zone.starts_with('-') { -size } else { size }
        }
    };
    if !(1..=12).contains(&month) || !(1970..10_000).contains(&year) {
        return None;
    }
    // Years begin in March, so that the leap day is the last one (Howard Hinnant's method).
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    let minutes = days * 1440 + hour * 60 + minute - offset;
    let seconds = u64::try_from(minutes * 60 + second).ok()?;
    Some(Duration::new(seconds, nanoseconds(fraction)?))
}

/// The digits after the point. Not by way of a float, whose parser has large tables.
fn nanoseconds(fraction: &str) -> Option<u32> {
    let mut digits = fraction
        .bytes()
        .take(9)
        .chain(std::iter::repeat(b'0'))
        .take(9);
    digits.try_fold(0, |sum, digit| match digit {
        b'0'..=b'9' => Some(sum * 10 + u32::from(digit - b'0')),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_durations() {
        let parsed = |text| parse_timestamp(text).map(|time| time.as_secs_f64());
        assert_eq!(parsed("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(parsed("2000-02-29T12:00:00.5Z"), Some(951_825_600.5));
        assert_eq!(parsed("2000-02-29T14:00:00.5+02:00"), Some(951_825_600.5));
        assert_eq!(parsed("2000-02-29 07:00:00.5-0500"), Some(951_825_600.5));
        let exact = parse_timestamp("1970-01-01T00:00:01.1234567891Z");
        assert_eq!(exact, Some(Duration::new(1, 123_456_789)));
        for text in [
            "",
            "now",
            "2000-02-29",
            "2000-13-01T00:00:00Z",
            "1970-01-01T00:00:00+01:00",
            "2000-02-29T00:00:00.xZ",
            "T::",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }
}
