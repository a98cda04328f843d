//! Durations of virtual time as tests write them: a number of seconds, or text such as `"1h30m"`.

use std::time::Duration;

use serde::{Deserialize, Deserializer};

/// The units, longest first, with their seconds.
const UNITS: [(&str, f64); 5] = [
    ("d", 86_400.0),
    ("h", 3_600.0),
    ("m", 60.0),
    ("s", 1.0),
    ("ms", 0.001),
];

/// The seconds of 100 years. Far beyond, times of the clock overflow.
const LONGEST: f64 = 36_500.0 * 86_400.0;

/// A duration in the body of a control request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DurationText(pub(crate) Duration);

impl<'de> Deserialize<'de> for DurationText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Seconds(f64),
            Text(String),
            Other(serde_json::Value),
        }
        let span = match Written::deserialize(deserializer)? {
            Written::Seconds(seconds) => of_seconds(seconds),
            Written::Text(text) => of_text(&text),
            Written::Other(value) => Err(refusal(&value.to_string())),
        };
        span.map(Self).map_err(serde::de::Error::custom)
    }
}

fn of_seconds(seconds: f64) -> Result<Duration, String> {
    if seconds > LONGEST {
        return Err(format!("{seconds} s is longer than 100 years"));
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| refusal(&seconds.to_string()))
}

/// The duration of a text: numbers with units, such as `90s` or `1h30m`.
fn of_text(text: &str) -> Result<Duration, String> {
    let invalid = || refusal(&format!("{text:?}"));
    let mut rest = text.trim();
    let mut seconds = 0.0;
    if rest.is_empty() {
        return Err(invalid());
    }
    while !rest.is_empty() {
        let digits = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .ok_or_else(invalid)?;
        let (number, after) = rest.split_at(digits);
        let letters = after
            .find(|letter: char| !letter.is_ascii_lowercase())
            .unwrap_or(after.len());
        let (unit, after) = after.split_at(letters);
        let number: f64 = number.parse().map_err(|_| invalid())?;
        let known = UNITS.iter().find(|(name, _)| *name == unit);
        seconds += number * known.ok_or_else(invalid)?.1;
        rest = after;
    }
    of_seconds(seconds)
}

fn refusal(given: &str) -> String {
    format!(
        "{given} is not a duration: use a number of seconds, 0 or more, or text such as \"90s\" or \"1h30m\" \
         (units: d, h, m, s, ms)"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<f64, String> {
        let span: Result<DurationText, _> = serde_json::from_str(json);
        span.map(|span| span.0.as_secs_f64())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_are_seconds_and_texts_have_units() {
        for (json, seconds) in [
            ("0", 0.0),
            ("3600", 3600.0),
            ("1.5", 1.5),
            (r#""1h""#, 3600.0),
            (r#""1h30m""#, 5400.0),
            (r#""90s""#, 90.0),
            (r#""250ms""#, 0.25),
            (r#""0.5d""#, 43_200.0),
        ] {
            assert_eq!(read(json), Ok(seconds), "{json}");
        }
    }

    #[test]
    fn durations_end_before_the_clock_overflows() {
        for json in ["1e18", r#""36501d""#] {
            let error = read(json).unwrap_err();
            assert!(error.ends_with(" s is longer than 100 years"), "{error}");
        }
    }

    #[test]
    fn other_values_are_refused_with_the_units() {
        for json in [
            "-1",
            "true",
            "[]",
            r#""""#,
            r#""1""#,
            r#""1 hour""#,
            r#""h""#,
            r#""1..5h""#,
            r#""-1h""#,
            r#""1H""#,
            r#""1e3s""#,
        ] {
            let error = read(json).unwrap_err();
            assert!(
                error.contains("is not a duration: use a number of seconds"),
                "{error}"
            );
        }
    }
}
