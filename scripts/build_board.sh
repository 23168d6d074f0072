#!/usr/bin/env bash
# Makes the live board's bundle, board/dist/, of its sources:
#   scripts/build_board.sh
# Needs Node.js, npm and the network, to fetch what board/package-lock.json names. The bundle is committed, so that
# nothing else needs them: run this after a change in board/, and commit both.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../board"

for tool in node npm; do
  if ! command -v "$tool" >/dev/null; then
    echo "build_board: there is no $tool here. Debian has it as nodejs and npm." >&2
    exit 1
  fi
done
npm ci --ignore-scripts --no-audit --no-fund
node build.mjs
sha256sum -- *.* src/* >dist/SOURCES.sha256  # tests/board holds the bundle against these
ls -l dist
