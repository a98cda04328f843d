#!/usr/bin/env bash
# test.sh FOLDER: runs core's unit tests in WebAssembly, in Node, with the toolchain that toolchain.sh
# finds. The target differs from that of the module in its standard library alone, which has the output
# and the files that a test program needs. A panic ends the program, so messages are not captured.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
compiler=$("$scripts/toolchain.sh" "$1" wasm32-wasip1)
eval "$compiler"
export CARGO_TARGET_DIR=target/wasm CARGO_TARGET_WASM32_WASIP1_RUNNER="node --no-warnings $scripts/wasi.mjs"
cargo test --locked --quiet -p flymyai-core --no-default-features --lib --target wasm32-wasip1 -- --nocapture
