//! The checks that fuzzing makes, on the seeds it starts from.

#[path = "../fuzz/checks/json.rs"]
#[allow(clippy::expect_used)]
pub(crate) mod json;
#[path = "../fuzz/checks/sse.rs"]
pub(crate) mod sse;
#[path = "../fuzz/checks/timestamps.rs"]
pub(crate) mod timestamps;

/// Runs a check on each of a target's seeds.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = format!("{}/fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut seeds = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        check(&std::fs::read(entry.unwrap().path()).unwrap());
        seeds += 1;
    }
    assert!(seeds >= 5, "the seeds of {target} are missing");
}

#[test]
fn events_are_the_same_however_a_seed_is_cut() {
    replay("sse", sse::check_input);
}

#[test]
fn the_scanner_and_a_parser_agree_on_each_seed() {
    replay("json", json::check_input);
}

#[test]
fn each_seed_is_a_time_within_its_range_or_none() {
    replay("timestamps", timestamps::check_input);
}
