#!/usr/bin/env bash
# Builds the fuzz targets with clang (tests/fuzz) and runs each for some seconds, from seeds and from what earlier runs
# have found in build/fuzz/corpus; a line for each says what came of it. First of all the canary, a target with a bug on
# purpose, must be caught. An input that breaks a claim is kept in build/fuzz/findings; then it fails.
#   scripts/fuzz.sh [--seconds N] [TARGET...]     default: 5 seconds each, all targets
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=5
if [[ ${1:-} == --seconds ]]; then
  seconds=${2:-}
  shift $(($# < 2 ? $# : 2))
fi
targets=("$@")
if ((${#targets[@]} == 0)); then targets=(requests bodies records journal snapshot settings signature); fi
if [[ ! $seconds =~ ^[1-9][0-9]*$ || ${targets[0]} == -* ]]; then
  echo "usage: scripts/fuzz.sh [--seconds N] [TARGET...]" >&2
  exit 2
fi

readonly canary_seconds=60       # it dies in one or two
readonly input_bytes_max=16384
readonly programs=build/fuzz/tests/fuzz corpora=build/fuzz/corpus seeds=build/fuzz/seeds findings=build/fuzz/findings

# fuzz NAME SECONDS CORPUS...: its output in build/fuzz/NAME.log.
fuzz() {
  "$programs/fuzz_$1" -max_total_time="$2" -max_len="$input_bytes_max" -timeout=20 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$findings/$1-" "${@:3}" >"build/fuzz/$1.log" 2>&1
}

# figure NAME PATTERN: the last number that follows the pattern there.
figure() {
  { grep -oE "$2 *[0-9]+" "build/fuzz/$1.log" || true; } | grep -oE '[0-9]+$' | tail -n 1
}

# told NAME ENDING
told() {
  printf 'fuzz: %-9s %12s runs, %6s edges, %s\n' "$1" "$(figure "$1" 'number_of_executed_units:')" \
    "$(figure "$1" 'cov:')" "$2"
}

scripts/build.sh fuzz fuzz_targets
rm -rf "$seeds"
mkdir -p "$findings"
"$programs/write_seeds" "$seeds"

if fuzz canary "$canary_seconds" "$seeds/canary" || ! grep -q 'does not hold' build/fuzz/canary.log; then
  echo "fuzz: the bug planted in the canary was not found in $canary_seconds seconds; see build/fuzz/canary.log" >&2
  exit 1
fi
rm -f "$findings"/canary-*
told canary 'found, as it must be'

failed=()
for target in "${targets[@]}"; do
  mkdir -p "$corpora/$target"
  if fuzz "$target" "$seconds" "$corpora/$target" "$seeds/$target"; then
    told "$target" 'no findings'
  else
    told "$target" "A FINDING: $(grep -m 1 -E 'does not hold|ERROR|runtime error' "build/fuzz/$target.log" || true)"
    failed+=("$target")
  fi
done
if ((${#failed[@]} > 0)); then
  echo "fuzz: FAILED: ${failed[*]}; inputs are in $findings, outputs in build/fuzz/TARGET.log" >&2
  exit 1
fi
