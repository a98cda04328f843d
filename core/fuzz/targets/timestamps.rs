//! Any text is a time of 63 bits of nanoseconds, or none.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks/timestamps.rs"]
mod check;
#[path = "../../src/timestamps.rs"]
#[allow(dead_code, unreachable_pub)]
mod timestamps;

fuzz_target!(|input: &[u8]| check::check_input(input));
