//! Filters, cursors and sizes of lists.

use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::values::{Checked, coerced, invalid, is_printable, length};

/// A search text of at most 256 printable characters; it is sent without the white space around it.
pub(crate) fn search_query(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    if !arguments.has(argument) {
        return Ok(());
    }
    let Some(text) = arguments.text(argument) else {
        return invalid(argument, format!("{argument} must be a string."));
    };
    if length(&text) > 256 {
        return invalid(
            argument,
            format!("{argument} must contain at most 256 characters."),
        );
    }
    let text = text.trim();
    if !text.chars().all(is_printable) {
        return invalid(
            argument,
            format!("{argument} must not contain control characters."),
        );
    }
    arguments.set_text(argument, text);
    Ok(())
}

/// A cursor of a list of teams or shares.
pub(crate) fn team_cursor(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let is_short = || {
        arguments
            .text(argument)
            .is_some_and(|text| length(&text) <= 64)
    };
    if arguments.has(argument) && !is_short() {
        return invalid(
            argument,
            format!("{argument} must contain at most 64 characters"),
        );
    }
    Ok(())
}

/// A page size of 1 to 100; numbers in other forms are sent as whole ones.
pub(crate) fn artifact_page_size(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
) -> Checked {
    number(
        argument,
        arguments,
        1,
        100,
        &format!("{argument} must be 1-100"),
    )
}

/// A number of rows, 1 to 200; numbers in other forms are sent as whole ones.
pub(crate) fn error_limit(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    number(
        argument,
        arguments,
        1,
        200,
        &format!("{argument} must be 1-200"),
    )
}

/// A number in a range, if one is given; it is sent as a whole one.
pub(super) fn number(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
    min: i128,
    max: i128,
    text: &str,
) -> Checked {
    let Some(value) = arguments.non_null(argument) else {
        return Ok(());
    };
    match coerced(&value) {
        Some(number) if (min..=max).contains(&number) => {
            arguments.set(argument, number.to_string().into_bytes());
            Ok(())
        }
        Some(_) => Err(crate::error::Error::argument(argument, text).out_of_range()),
        None => invalid(argument, text),
    }
}
