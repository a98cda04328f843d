#!/usr/bin/env bash
# Plays the demo in both languages; `make demo` calls it once all is built.
#
# With FLYMYAI_API_KEY set and no base URL, against the cloud; otherwise against
# a local FlyMy.AI that it starts.
set -euo pipefail
cd "$(dirname "$0")"

if [ -z "${FLYMYAI_API_KEY:-}" ] || [ -n "${FLYMYAI_AGENTS_BASE_URL:-}" ]; then
  export FLYMYAI_API_KEY="${FLYMYAI_API_KEY:-fly-demo}"
  if [ -z "${FLYMYAI_AGENTS_BASE_URL:-}" ]; then
    # The emulator prints its address in its first line, and ends with this script.
    exec {lines}< <(exec "$FLYMYAI_EMULATOR_BIN" --port 0)
    emulator=$!
    trap 'kill "$emulator" 2>/dev/null || true' EXIT
    read -r -u "$lines" line
    export FLYMYAI_AGENTS_BASE_URL="${line#FLYMYAI_EMULATOR_URL=}"
    export FLYMYAI_DSN="$FLYMYAI_AGENTS_BASE_URL"
    echo "A local FlyMy.AI is at $FLYMYAI_AGENTS_BASE_URL"
  fi
fi

python demo.py
python models.py
node demo.mjs
node models.mjs
echo
echo "Both languages played the whole page."
