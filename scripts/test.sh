#!/usr/bin/env bash
# Runs all tests, from a fresh clone on a bare Debian 12 machine onwards: installs what is missing, builds, and runs
# three lanes: release, then address and undefined-behaviour sanitizers (asan), then the thread sanitizer (tsan). Then
# it fuzzes for seconds what reads bytes of others (scripts/fuzz.sh), and last it measures which lines of what must
# never lose an order were run (scripts/coverage.sh).
#   scripts/test.sh [--quick]     --quick runs the release lane alone
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lanes=(release asan tsan)
case ${1:-} in
  '') ;;
  --quick) lanes=(release) ;;
  *)
    echo "usage: scripts/test.sh [--quick]" >&2
    exit 2
    ;;
esac

scripts/setup.sh

mkdir -p build
rm -f build/test-*.log build/fuzz.log build/coverage.log
# The sanitizers map memory at fixed places, which a kernel that scatters mappings widely may have taken already.
unscattered=()
if setarch "$(uname -m)" --addr-no-randomize true 2>/dev/null; then
  unscattered=(setarch "$(uname -m)" --addr-no-randomize)
fi

failed=()
for lane in "${lanes[@]}"; do
  prefix=("${unscattered[@]}")
  if [[ $lane == release ]]; then prefix=(); fi
  targets=()
  if [[ $lane == tsan ]]; then targets=(threaded_tests); fi
  "${prefix[@]}" scripts/build.sh "$lane" "${targets[@]}"
  echo "test: $lane"
  "${prefix[@]}" ctest --preset "$lane" --parallel "$(nproc)" 2>&1 | tee "build/test-$lane.log" || failed+=("$lane")
done
if [[ ${1:-} != --quick ]]; then
  "${unscattered[@]}" scripts/fuzz.sh --seconds 3 2>&1 | tee build/fuzz.log || failed+=(fuzz)
  scripts/coverage.sh 2>&1 | tee build/coverage.log || failed+=(coverage)
fi

echo
echo "test: how each lane ended"
for lane in "${lanes[@]}"; do
  ending=$(grep -E 'tests passed|No tests were found' "build/test-$lane.log" || echo 'did not finish')
  printf '%8s: %s\n' "$lane" "$ending"
done
if [[ -f build/fuzz.log ]]; then grep -E '^fuzz: .* runs,' build/fuzz.log || true; fi
if [[ -f build/coverage.log ]]; then grep '^coverage: all' build/coverage.log || true; fi
if [[ ${1:-} == --quick ]]; then
  echo "test: --quick left out the sanitizers (asan, tsan), the fuzzing and the coverage; run scripts/test.sh for all"
fi
if ((${#failed[@]} > 0)); then
  echo "test: FAILED: ${failed[*]}; the whole output is in build/*.log" >&2
  exit 1
fi
