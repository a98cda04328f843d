//! What a JSON parser finds in a text, the scanner finds, too.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks/json.rs"]
mod check;
#[path = "../../src/scan.rs"]
#[allow(dead_code, unreachable_pub)]
mod scan;

fuzz_target!(|input: &[u8]| check::check_input(input));
