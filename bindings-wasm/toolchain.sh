#!/usr/bin/env bash
# toolchain.sh FOLDER [TARGET]: prints the compiler that builds for TARGET, by default
# wasm32-unknown-unknown, as shell assignments of RUSTC and of the linker. rustup's own toolchain
# serves if it has that target, or can add it. Otherwise, on Debian, the compiler of the suite
# "testing" is unpacked into FOLDER; nothing is installed.
set -euo pipefail
folder=$1
target=${2:-wasm32-unknown-unknown}
linker=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld

use() {
  echo "export RUSTC='$1' CARGO_TARGET_$(tr a-z- A-Z_ <<<"$target")_LINKER='$2'"
}

if [ -e "$(rustc --print target-libdir --target $target)" ] || rustup target add $target >&2; then
  use rustc rust-lld
  exit
fi
if [ -x "$folder/rustc" ] && [ -e "$folder/usr/lib/rustlib/$target" ]; then
  use "$folder/rustc" "$linker"
  exit
fi
if ! command -v apt-get >/dev/null || [ "$(uname -m)" != x86_64 ]; then
  echo "Building WebAssembly takes the Rust target $target: rustup target add $target" >&2
  exit 1
fi

mkdir -p "$folder/lists/partial" "$folder/cache" "$folder/packages"
mirror=$(sed -nE 's/^URIs: *(\S*\/debian)\/? *$/\1/p; s/^deb (\[.*\] )?(\S*\/debian)\/? .*/\2/p' \
  /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -1 || true)
key=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [arch=amd64 signed-by=$key] $mirror testing main" >"$folder/sources.list"
options=(-o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=/nonexistent
  -o Dir::State::Lists="$folder/lists" -o Dir::Cache="$folder/cache" -o APT::Sandbox::User=root
  -o APT::Architecture=amd64 -o APT::Architectures=amd64)

# The package that PACKAGE depends on and whose name starts with PREFIX.
dependency() {
  apt-cache "${options[@]}" depends "$1" | sed -n "s/ *Depends: \($2[^ ]*\)/\1/p" | head -1
}

apt-get -qq "${options[@]}" update >&2
std=$(dependency libstd-rust-dev libstd-rust)
llvm=$(dependency "$std" libllvm)
xml=$(dependency "$llvm" libxml2)
(cd "$folder/packages" && apt-get -qq "${options[@]}" download rustc "$std" libstd-rust-dev \
  libstd-rust-dev-wasm32 "$llvm" "$xml" libc6 libgcc-s1 libstdc++6 zlib1g libzstd1 libffi8 libedit2 \
  libtinfo6 libbsd0 libmd0 libz3-4 >&2)
for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$folder"; done
rm -rf "$folder/packages" "$folder/usr/share"
cat >"$folder/rustc.new" <<SCRIPT
#!/bin/sh
exec $folder/usr/lib64/ld-linux-x86-64.so.2 --library-path $folder/usr/lib/x86_64-linux-gnu \
  --argv0 rustc $folder/usr/bin/rustc --sysroot $folder/usr "\$@"
SCRIPT
chmod +x "$folder/rustc.new"
"$folder/rustc.new" -V >&2
mv "$folder/rustc.new" "$folder/rustc"
use "$folder/rustc" "$linker"
