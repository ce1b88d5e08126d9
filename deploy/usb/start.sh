#!/bin/bash
# Plays from this folder, to try it: bash start.sh [more switches for the browser]
# A screen that is to keep its as-run log is installed (linux/install.sh): a stick that is pulled out plays nothing.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bash "$here/check.sh"
node=$here/runtime/node
if [ ! -e "$node" ]; then
  node=$(command -v node) || {
    echo 'Node is neither in runtime/ nor installed 没有可用的 Node' >&2
    exit 1
  }
elif [ ! -x "$node" ]; then
  # FAT knows no permission to run, and sticks are often mounted without it.
  copied=$(mktemp -d)
  trap 'rm -rf "$copied"' EXIT
  cp "$node" "$copied/node"
  chmod 755 "$copied/node"
  node=$copied/node
fi
profile=${CHANGMING_PROFILE:-${XDG_DATA_HOME:-$HOME/.local/share}/changming/browser}
"$node" "$here/kiosk/guard.mjs" --app "$here/app" --profile "$profile" -- "$@" &
guard=$!
trap 'kill "$guard" 2>/dev/null' INT TERM
# A signal ends the first wait early; the second one waits for the browser to close.
wait "$guard" || wait "$guard" || true
