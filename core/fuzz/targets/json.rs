//! The scanner finds the same values as a JSON parser.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks/json.rs"]
mod check;
#[path = "../../src/scan.rs"]
#[allow(dead_code, unreachable_pub)]
mod scan;

fuzz_target!(|input: &[u8]| check::check_input(input));
