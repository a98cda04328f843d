#!/usr/bin/env bash
# debian.sh FOLDER VERSION: a CPython (3.14, 3.15) of a newer suite of Debian, in FOLDER/usr/bin/python.
#
# For machines that have neither pyenv nor that Python. The packages are unpacked into the
# folder, with the C library that they were built for; nothing is installed. The mirror is the
# one that the system uses. pip is missing: Debian keeps it elsewhere.
set -euo pipefail
folder=$1 version=$2
apt=$folder/apt
case $(dpkg --print-architecture) in
  amd64) arch=amd64 triplet=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
  arm64) arch=arm64 triplet=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
  *) echo "Debian's packages are used on amd64 and arm64 only" >&2 && exit 1 ;;
esac
mirror=$(grep -hEo '[a-z+]+://[^ ]+/debian/?( |$)' -r /etc/apt/sources.list* | head -1 || true)
[ -n "$mirror" ] || { echo "apt has no mirror of Debian" >&2 && exit 1; }

own_apt() {
  apt-get -qq -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts=/nonexistent \
    -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache" -o APT::Architectures="$arch" \
    -o APT::Sandbox::User=root "$@"
}

packages=("python$version" "python$version-minimal" "libpython$version-minimal"
  "libpython$version-stdlib" libbz2-1.0 libc6 libdb5.3t64 libexpat1 libffi8 libgcc-s1 liblzma5
  libncursesw6 libreadline8t64 libsqlite3-0 libssl3t64 libstdc++6 libtinfo6 libuuid1 libzstd1
  zlib1g)
for suite in testing sid; do
  rm -rf "$folder"
  mkdir -p "$apt/lists/partial" "$apt/cache" "$apt/packages"
  echo "deb [arch=$arch signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" \
    >"$apt/sources.list"
  own_apt update
  (cd "$apt/packages" && own_apt download "${packages[@]}") || continue
  for package in "$apt"/packages/*.deb; do dpkg -x "$package" "$folder"; done
  rm -rf "$apt" "$folder/usr/share"
  find "$folder" -xtype l -delete # what they lead to is in packages that are not needed
  root=$(cd "$folder" && pwd)
  # Beside the interpreter, which finds its library by the name that it was started by.
  found=$(find "$root/usr" -name "$loader" | head -1)
  cat >"$root/usr/bin/python" <<W
#!/bin/sh
exec $found --library-path $root/usr/lib/$triplet --argv0 "\$0" $root/usr/bin/python$version "\$@"
W
  chmod +x "$root/usr/bin/python"
  "$root/usr/bin/python" -c "import ctypes, sqlite3, ssl"
  exit 0
done
echo "no suite of Debian has Python $version" >&2
exit 1
