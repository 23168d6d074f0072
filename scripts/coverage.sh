#!/usr/bin/env bash
# Measures which lines of inventory/ and of core/'s journal run in the tests of inventory/, core/ and the simulator:
#   scripts/coverage.sh [--least PERCENT]     default: 95
# Fails if fewer do, or if a line that does not run is missing from tests/uncovered.txt, which gives the reasons.
# The whole report, line by line, is then build/coverage/report/index.html.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

least=95
if [[ ${1:-} == --least && -n ${2:-} ]]; then
  least=$2
elif (($# > 0)); then
  echo "usage: scripts/coverage.sh [--least PERCENT]" >&2
  exit 2
fi

readonly tests=(tests/inventory tests/core tests/simulation)
readonly build=build/coverage
readonly report=$build/report

scripts/setup.sh
scripts/build.sh coverage "${tests[@]/%//all}"
find "$build" -name '*.gcda' -delete
for part in "${tests[@]}"; do
  echo "coverage: $part"
  ctest --test-dir "$build/$part" --output-on-failure --no-tests=error --parallel "$(nproc)" |
    tee "$build/test.log" | tail -n 8
done

echo "coverage: counting"
mkdir -p "$report"
gcovr --root . --object-directory "$build" --filter 'inventory/' --filter 'core/(files|journal|snapshot|store)/' \
  -j "$(nproc)" --json "$report/lines.json" --html-details "$report/index.html"
scripts/uncovered.py "$report/lines.json" tests/uncovered.txt "$least"
