#!/usr/bin/env bash
# clippy.sh FOLDER: lints this crate, which is empty on other targets, with the toolchain that
# toolchain.sh finds. A compiler that was unpacked into FOLDER has no clippy; then nothing is linted.
set -euo pipefail
compiler=$("$(dirname "$0")/toolchain.sh" "$1")
eval "$compiler"
if [ "$RUSTC" != rustc ]; then
  echo "The WebAssembly module is not linted: rustup has no target wasm32-unknown-unknown." >&2
  exit
fi
CARGO_TARGET_DIR=target/wasm cargo clippy --locked --quiet -p flymyai-wasm \
  --target wasm32-unknown-unknown -- -D warnings
