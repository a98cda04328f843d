//! Money: exact, and a decimal string in JSON.

use std::fmt::{self, Display};
use std::iter::Sum;
use std::ops::Add;

use serde::{Serialize, Serializer};

/// An amount of USD in millionths.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Money(pub(crate) u64);

impl Money {
    pub(crate) const fn cents(cents: u64) -> Self {
        Self(cents * 10_000)
    }

    /// Reads a decimal number of at most six places, such as `5` or `0.25`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (whole, places) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || places.len() > 6 || !is_number(whole) || !is_number(places) {
            return None;
        }
        let places: u64 = format!("{places:0<6}").parse().ok()?;
        let whole: u64 = whole.parse().ok()?;
        whole.checked_mul(1_000_000)?.checked_add(places).map(Self)
    }
}

impl Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = format!("{:06}", self.0 % 1_000_000);
        let (cents, rest) = places.split_at(2);
        write!(
            out,
            "{}.{cents}{}",
            self.0 / 1_000_000,
            rest.trim_end_matches('0')
        )
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written_exactly() {
        let written = |text: &str| Money::parse(text).map(|money| money.to_string());
        assert_eq!(written("5").as_deref(), Some("5.00"));
        assert_eq!(written("0.0123").as_deref(), Some("0.0123"));
        assert_eq!(written("1.5").as_deref(), Some("1.50"));
        assert_eq!(written("0.000001").as_deref(), Some("0.000001"));
        for text in ["", "-1", "1e3", "0.0000001", "NaN", ".5"] {
            assert_eq!(Money::parse(text), None, "{text}");
        }
        let sum: Money = [Money(100_000), Money(200_000)].into_iter().sum();
        assert_eq!(sum.to_string(), "0.30");
    }
}
