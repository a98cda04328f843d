#!/usr/bin/env bash
# Runs the demo in both languages; `make demo` builds the packages and calls it.
#
# With FLYMYAI_AGENTS_BASE_URL, the demo uses that server; with only FLYMYAI_API_KEY, the cloud; with
# neither, an emulator that it starts.
set -euo pipefail
cd "$(dirname "$0")"

if [ -z "${FLYMYAI_API_KEY:-}" ] || [ -n "${FLYMYAI_AGENTS_BASE_URL:-}" ]; then
  export FLYMYAI_API_KEY="${FLYMYAI_API_KEY:-fly-demo}"
  if [ -z "${FLYMYAI_AGENTS_BASE_URL:-}" ]; then
    # The first line of the emulator has its URL; the emulator ends with this script.
    exec {lines}< <(exec "$FLYMYAI_EMULATOR_BIN" --port 0)
    emulator=$!
    trap 'kill "$emulator" 2>/dev/null || true' EXIT
    read -r -u "$lines" line
    export FLYMYAI_AGENTS_BASE_URL="${line#FLYMYAI_EMULATOR_URL=}"
    export FLYMYAI_DSN="$FLYMYAI_AGENTS_BASE_URL"
    echo "The emulator listens on $FLYMYAI_AGENTS_BASE_URL"
  fi
fi

python demo.py
python models.py
node demo.mjs
node models.mjs
echo
echo "The demo has run in both languages."
