#!/usr/bin/env bash
# Installs what dist/ holds into an empty virtual environment and an empty npm
# project, and starts a run from each against the emulator. The tarball is bundled with
# each of the usual bundlers, too, and used under jest. TOOLS is the folder of
# auditwheel; with PORTABLE set, both must run with glibc 2.17 (manylinux2014).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dist=$(cd "$here/../../dist" && pwd)
empty=$(mktemp -d)
emulator=
trap '[ -z "$emulator" ] || kill "$emulator" 2>/dev/null || true; rm -rf "$empty"' EXIT

exec {lines}< <(exec "$FLYMYAI_EMULATOR_BIN" --port 0)
emulator=$!
read -r -u "$lines" line
export FLYMYAI_AGENTS_BASE_URL="${line#FLYMYAI_EMULATOR_URL=}" FLYMYAI_API_KEY=fly-artefact
cd "$empty"

anonymous() { # a library: it names no folder of the machine that built it
  if grep -aqF -e "$HOME/" -e "$(dirname "$dist")/" "$1"; then
    echo "$(basename "$1") names folders of this machine"
    exit 1
  fi
}

wheel=$(echo "$dist"/flymyai-*.whl)
if [ -n "${PORTABLE:-}" ]; then
  PATH="$TOOLS:$PATH" auditwheel show "$wheel" | tr '\n' ' ' |
    grep -q 'consistent with the following platform tag: "manylinux_2_17_' ||
    { echo "auditwheel: $(basename "$wheel") is no manylinux2014 wheel"; exit 1; }
fi
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check "$dist"/flymyai-*.whl
anonymous venv/lib/python*/site-packages/flymyai/_native.abi3.so
venv/bin/python "$here/smoke.py"

cp "$here/smoke.cjs" "$here/smoke.mjs" .
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund "$dist"/flymyai-js-client-*.tgz
addon=$(echo node_modules/flymyai-js-client/bindings-node/dist/*.node)
anonymous "$addon"
[ -z "${PORTABLE:-}" ] || "$TOOLS/python" "$here/glibc.py" "$addon" 2.17
node smoke.cjs
node smoke.mjs

# The bundlers in a project of their own: they bring hundreds of packages.
mkdir bundlers
cp "$here"/bundlers/package.json "$here"/bundlers/package-lock.json bundlers/
cd bundlers
npm ci --silent --no-audit --no-fund
npm install --silent --no-audit --no-fund --no-save "$dist"/flymyai-js-client-*.tgz
cp "$here/bundlers/handles.test.cjs" .
node "$here/bundlers/bundle.mjs"
report=$(node_modules/.bin/jest --ci --rootDir=. --testMatch='**/handles.test.cjs' --detectOpenHandles 2>&1) ||
  { echo "$report"; exit 1; }
if grep -q "open handle" <<<"$report"; then
  echo "$report"
  exit 1
fi
echo "jest --detectOpenHandles: ok"
echo "The wheel and the tarball work on their own."
