//! Filters, cursors and sizes of lists.

use crate::agents::checks::values::{Checked, coerced, is_printable, length, refuse};
use crate::agents::given::Given;

/// A search text of at most 256 printable characters; it is sent without the white space around it.
pub(crate) fn search_query(argument: &'static str, given: &mut Given<'_>) -> Checked {
    if !given.has(argument) {
        return Ok(());
    }
    let Some(text) = given.text(argument) else {
        return refuse(argument, format!("{argument} must be a string."));
    };
    if length(&text) > 256 {
        return refuse(
            argument,
            format!("{argument} must contain at most 256 characters."),
        );
    }
    let text = text.trim();
    if !text.chars().all(is_printable) {
        return refuse(
            argument,
            format!("{argument} must not contain control characters."),
        );
    }
    given.set_text(argument, text);
    Ok(())
}

/// A cursor of a list of teams or shares.
pub(crate) fn team_cursor(argument: &'static str, given: &mut Given<'_>) -> Checked {
    let is_short = || given.text(argument).is_some_and(|text| length(&text) <= 64);
    if given.has(argument) && !is_short() {
        return refuse(
            argument,
            format!("{argument} must contain at most 64 characters"),
        );
    }
    Ok(())
}

/// A page size of 1 to 100; numbers in other forms are sent as whole ones.
pub(crate) fn artifact_page_size(argument: &'static str, given: &mut Given<'_>) -> Checked {
    number(
        argument,
        given,
        1,
        100,
        &format!("{argument} must be 1-100"),
    )
}

/// A number of rows, 1 to 200; numbers in other forms are sent as whole ones.
pub(crate) fn error_limit(argument: &'static str, given: &mut Given<'_>) -> Checked {
    number(
        argument,
        given,
        1,
        200,
        &format!("{argument} must be 1-200"),
    )
}

/// A number in a range, if one is given; it is sent as a whole one.
pub(super) fn number(
    argument: &'static str,
    given: &mut Given<'_>,
    min: i128,
    max: i128,
    text: &str,
) -> Checked {
    let Some(value) = given.given(argument) else {
        return Ok(());
    };
    match coerced(&value) {
        Some(number) if (min..=max).contains(&number) => {
            given.set(argument, number.to_string().into_bytes());
            Ok(())
        }
        Some(_) => Err(crate::error::Error::argument(argument, text).out_of_range()),
        None => refuse(argument, text),
    }
}
