#!/usr/bin/env bash
# The board's parts that need no browser, in Node.js. Exit code 77 where that isn't installed, and it says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v node >/dev/null; then
  echo "skipped: there is no Node.js here (Debian's package nodejs)"
  exit 77
fi
exec node --test *.test.mjs
