//! The service's timestamps.

use std::time::Duration;

/// The time since 1970 of a timestamp of the service; `None` for another text, and for a time whose
/// nanoseconds exceed 63 bits, after April 2262.
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
    let mut date = date.splitn(3, '-');
    let year = number(date.next()?, 1970, 2262)?;
    let month = number(date.next()?, 1, 12)?;
    let day = number(date.next()?, 1, days_of(year, month))?;
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut time = time.splitn(3, ':');
    let hour = number(time.next()?, 0, 23)?;
    let minute = number(time.next()?, 0, 59)?;
    let second = number(time.next()?, 0, 60)?; // A leap second is the next one.
    let offset = offset_of(zone)?;
    // Years begin in March, so that the leap day is the last one (Howard Hinnant's method).
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    let minutes = days * 1440 + hour * 60 + minute - offset;
    let seconds = u64::try_from(minutes * 60 + second).ok()?;
    let time = Duration::new(seconds, nanoseconds(fraction)?);
    // Exporters of spans write nanoseconds as one number.
    i64::try_from(time.as_nanos()).ok().map(|_| time)
}

/// The number that a text of digits is, if it is in this range.
fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    let is_number = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = is_number.then(|| text.parse().ok()).flatten()?;
    (least..=most).contains(&value).then_some(value)
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The minutes that a zone is ahead of UTC.
fn offset_of(zone: &str) -> Option<i64> {
    let Some(rest) = zone.strip_prefix(['+', '-']) else {
        return matches!(zone, "" | "Z" | "z").then_some(0);
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let size = number(hours, 0, 23)? * 60 + number(minutes, 0, 59)?;
    Some(if zone.starts_with('-') { -size } else { size })
}

/// The digits after the point. Not by way of a float, whose parser has large tables.
fn nanoseconds(fraction: &str) -> Option<u32> {
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    Some(digits.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
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
        assert_eq!(parsed("2016-12-31T23:59:60Z"), Some(1_483_228_800.0));
        let exact = parse_timestamp("1970-01-01T00:00:01.1234567891Z");
        assert_eq!(exact, Some(Duration::new(1, 123_456_789)));
        let last = parse_timestamp("2262-04-11T23:47:16.854775807Z").unwrap();
        assert_eq!(last.as_nanos(), i64::MAX.unsigned_abs().into());
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "now",
            "T::",
            "2000-02-29",
            "2000-00-01T00:00:00Z",
            "2000-13-01T00:00:00Z",
            "2000-01-00T00:00:00Z",
            "2001-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2000-04-31T00:00:00Z",
            "2000-02-29T24:00:00Z",
            "2000-02-29T00:60:00Z",
            "2000-02-29T00:00:61Z",
            "2000-02-29T00:00:-1Z",
            "2000-02-29T+1:00:00Z",
            "2000-02-29T00:00:00Zulu",
            "2000-02-29T00:00:00+24:00",
            "2000-02-29T00:00:00+00:60",
            "2000-02-29T00:00:00+1:x",
            "2000-02-29T00:00:00+é",
            "2000-02-29T00:00:00.xZ",
            "2000-02-29T00:00:00.123456789xZ",
            "1970-01-01T00:00:00+01:00",
            "2262-04-11T23:47:16.854775808Z",
            "9999-12-31T23:59:59Z",
            "2000-02-9223372036854775807T00:00:00Z",
            "2000-02-29T9223372036854775807:00:00Z",
            "2000-02-29T00:9223372036854775807:00Z",
            "2000-02-29T00:00:9223372036854775807Z",
            "2000-02-29T00:00:00+9223372036854775807:00",
            "2000-02-29T00:00:00+00:9223372036854775807",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }
}
