//! Properties of timestamps for any input; shared by the fuzz target and core's own tests.

use crate::timestamps::parse_timestamp;

/// Checks one text: it must not panic, and its nanoseconds have 63 bits.
pub(crate) fn check_input(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let Some(time) = parse_timestamp(text) else {
        return;
    };
    assert!(i64::try_from(time.as_nanos()).is_ok(), "{text}");
    // Parts of a second are those after the point.
    if !text.contains('.') {
        assert_eq!(time.subsec_nanos(), 0, "{text}");
    }
}
