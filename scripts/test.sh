#!/usr/bin/env bash
# Runs all tests, from a fresh clone on a bare Debian 12 machine onwards: installs what is missing, builds, and runs
# three lanes: release, then address and undefined-behaviour sanitizers (asan), then the thread sanitizer (tsan).
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
rm -f build/test-*.log
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

echo
echo "test: how each lane ended"
for lane in "${lanes[@]}"; do
  ending=$(grep -E 'tests passed|No tests were found' "build/test-$lane.log" || echo 'did not finish')
  printf '%8s: %s\n' "$lane" "$ending"
done
if [[ ${1:-} == --quick ]]; then
  echo "test: --quick left out the sanitizer lanes, asan and tsan; run scripts/test.sh for all tests"
fi
if ((${#failed[@]} > 0)); then
  echo "test: FAILED: ${failed[*]}; the whole output is in build/test-LANE.log" >&2
  exit 1
fi
