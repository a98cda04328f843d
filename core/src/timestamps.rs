//! The service's timestamps.

/// Seconds since 1970 of a timestamp of the service; `None` for another text.
///
/// ```
/// use flymyai_core::timestamp_seconds;
///
/// assert_eq!(timestamp_seconds("2000-02-29T12:00:00.5Z"), Some(951_825_600.5));
/// assert_eq!(timestamp_seconds("yesterday"), None);
/// ```
#[must_use]
pub fn timestamp_seconds(text: &str) -> Option<f64> {
    let (date, time) = text.split_once(['T', ' '])?;
    let mut date = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(at);
    let mut time = time.splitn(3, ':');
    let hour: i64 = time.next()?.parse().ok()?;
    let minute: i64 = time.next()?.parse().ok()?;
    let second: f64 = time.next()?.parse().ok()?;
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
    // Exact: minutes since 1970 are few.
    Some(minutes as f64 * 60.0 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_seconds() {
        assert_eq!(timestamp_seconds("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(
            timestamp_seconds("2000-02-29T12:00:00.5Z"),
            Some(951_825_600.5)
        );
        assert_eq!(
            timestamp_seconds("2000-02-29T14:00:00.5+02:00"),
            Some(951_825_600.5)
        );
        assert_eq!(
            timestamp_seconds("2000-02-29 07:00:00.5-0500"),
            Some(951_825_600.5)
        );
        for text in ["", "now", "2000-02-29", "2000-13-01T00:00:00Z", "T::"] {
            assert_eq!(timestamp_seconds(text), None, "{text}");
        }
    }
}
