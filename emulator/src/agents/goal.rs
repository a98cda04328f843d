//! Words in an agent's goal that select the behaviour of its runs.
//!
//! `[fail]` makes them fail, `[hang]` keeps them running without an end, `[flaky]` makes one tool call fail
//! and `[logs=N]` makes them write N logs.

/// The most logs a run writes on request; ids of logs leave room for as many.
const MAX_LOGS: usize = 5_000;

pub(super) fn fails(goal: &str) -> bool {
    goal.contains("[fail]")
}

pub(super) fn hangs(goal: &str) -> bool {
    goal.contains("[hang]")
}

pub(super) fn is_flaky(goal: &str) -> bool {
    goal.contains("[flaky]")
}

pub(super) fn logs(goal: &str) -> Option<usize> {
    let (_, rest) = goal.split_once("[logs=")?;
    let (number, _) = rest.split_once(']')?;
    number.parse().ok().map(|logs: usize| logs.min(MAX_LOGS))
}

/// The goal without those words.
pub(super) fn text(goal: &str) -> String {
    let mut out = String::new();
    let mut rest = goal;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((word, after)) if is_marker(word) => rest = after,
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

fn is_marker(word: &str) -> bool {
    matches!(word, "fail" | "hang" | "flaky") || word.starts_with("logs=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_found_and_removed() {
        let goal = "Review [the] page [flaky] [logs=12]";
        assert!(is_flaky(goal) && !fails(goal) && !hangs(goal));
        assert_eq!(logs(goal), Some(12));
        assert_eq!(text(goal), "Review [the] page");
        assert_eq!(text("an [open bracket"), "an [open bracket");
    }
}
