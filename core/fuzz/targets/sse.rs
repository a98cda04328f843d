//! Any bytes under any chunking give the same events.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks/sse.rs"]
mod check;
#[path = "../../src/sse.rs"]
#[allow(dead_code, unreachable_pub)]
mod sse;

fuzz_target!(|input: &[u8]| check::check_input(input));
