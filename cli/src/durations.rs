//! Durations as people write and read them.

use crate::failure::Failure;

/// Seconds of a text such as `90`, `1.5s`, `10m`, `2h` or `1d`.
pub(crate) fn parse(option: &str, text: &str) -> Result<f64, Failure> {
    let at = text
        .find(|each: char| !each.is_ascii_digit() && each != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let factor = match unit {
        "ms" => Some(0.001),
        "" | "s" => Some(1.0),
        "m" => Some(60.0),
        "h" => Some(3600.0),
        "d" => Some(86400.0),
        _ => None,
    };
    match (number.parse::<f64>(), factor) {
        (Ok(number), Some(factor)) => Ok(number * factor),
        _ => Err(Failure::usage(format!(
            "--{option} must be a duration such as 90s, 10m or 2h, not {text:?}"
        ))),
    }
}

/// A duration in the form of the timeline: `4.2s`, `1m04s`, `2h03m`.
pub(crate) fn elapsed(seconds: f64) -> String {
    let seconds = seconds.max(0.0);
    if seconds < 59.95 {
        return format!("{seconds:.1}s");
    }
    // A cast of a float saturates.
    let whole = seconds.round() as u64;
    match whole {
        0..3600 => format!("{}m{:02}s", whole / 60, whole % 60),
        _ => format!("{}h{:02}m", whole / 3600, whole / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        for (text, seconds) in [
            ("90", 90.0),
            ("1.5s", 1.5),
            ("10m", 600.0),
            ("2h", 7200.0),
            ("1d", 86400.0),
            ("250ms", 0.25),
        ] {
            assert_eq!(parse("timeout", text).unwrap(), seconds, "{text}");
        }
        for text in ["", "m", "-1", "10 m", "1w", "1.2.3"] {
            let failure = parse("timeout", text).unwrap_err();
            assert!(failure.text().contains("--timeout"), "{text}");
        }
    }

    #[test]
    fn elapsed_times_stay_short() {
        for (seconds, text) in [
            (-1.0, "0.0s"),
            (4.24, "4.2s"),
            (59.96, "1m00s"),
            (64.0, "1m04s"),
            (3599.6, "1h00m"),
            (7380.0, "2h03m"),
        ] {
            assert_eq!(elapsed(seconds), text);
        }
    }
}
