#!/usr/bin/env bash
# Measures which lines of inventory/ and of core/'s journal run in the tests of inventory/ and core/:
#   scripts/coverage.sh
# Fails if less than 95 % do, and names each line that does not run and for which tests/uncovered.txt gives no reason.
# (That alone is no failure: a kernel without io_uring, say, runs other lines.) The whole report, line by line, is then
# build/coverage/report/index.html.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly least_percent=95
readonly build=build/coverage
readonly report=$build/report
readonly tests=(tests/inventory tests/core)
readonly left_out=OfAMillionCommands  # takes minutes here, and runs no line that others don't

if (($# > 0)); then
  echo "usage: scripts/coverage.sh" >&2
  exit 2
fi

scripts/setup.sh
scripts/build.sh coverage "${tests[@]/%//all}"
find "$build" -name '*.gcda' -delete
for part in "${tests[@]}"; do
  echo "coverage: $part"
  ctest --test-dir "$build/$part" --exclude-regex "$left_out" --output-on-failure --no-tests=error \
    --parallel "$(nproc)" | tee "$build/test.log" | tail -n 8
done

echo "coverage: counting"
mkdir -p "$report"
gcovr --root . --object-directory "$build" --filter 'inventory/' --filter 'core/(files|journal|snapshot|store)/' \
  -j "$(nproc)" --json "$report/lines.json" --html-details "$report/index.html"
scripts/uncovered.py "$report/lines.json" tests/uncovered.txt "$least_percent"
