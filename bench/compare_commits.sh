#!/usr/bin/env bash
# Measures the parts at two commits by turns, and says what has changed by more than chance:
#   bench/compare_commits.sh A B [--filter REGEX] [--rounds N] [--seconds S]
#     A B         two commits: branches, tags, anything that git knows. B is held against A
#     --filter    only the benchmarks whose name matches (default: all but those with millions of orders)
#     --rounds    how often each is measured, A B A B ... (default 5)
#     --seconds   how long each benchmark runs each time, where its length is not fixed (default 0.2)
# Builds each in a git worktree of its own under build/commits/, which stays, so that the next time is quick. What only
# one of the two has is named and not compared.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
  exit 2
}

filter='-[0-9]000000'
rounds=5
seconds=0.2
commits=()
while (($# > 0)); do
  case $1 in
    --filter | --rounds | --seconds)
      if (($# < 2)); then usage; fi
      declare "${1#--}=$2"
      shift 2
      ;;
    -*) usage ;;
    *)
      commits+=("$(git rev-parse --verify --quiet "$1^{commit}")") || {
        echo "compare_commits: git knows no commit $1" >&2
        exit 2
      }
      shift
      ;;
  esac
done
if ((${#commits[@]} != 2)); then usage; fi

trees=$PWD/build/commits
# build COMMIT: the benchmarks as of then.
build() {
  local tree=$trees/$1
  if [[ ! -e $tree/.git ]]; then
    git worktree prune
    git worktree add --quiet --detach "$tree" "$1"
  fi
  "$tree/scripts/build.sh" release doorbuster_bench >"$trees/$1.log" 2>&1 || {
    tail -n 20 "$trees/$1.log" >&2
    exit 1
  }
}

mkdir -p "$trees"
scripts/setup.sh
for commit in "${commits[@]}"; do
  echo "compare_commits: building $(git log -1 --format='%h %s' "$commit")" >&2
  build "$commit"
done

results=$(mktemp -d "$trees/results.XXXXXX")
trap 'rm -rf "$results"' EXIT
for ((round = 1; round <= rounds; ++round)); do
  for turn in 0 1; do
    echo "compare_commits: round $round of $rounds, $(git rev-parse --short "${commits[turn]}")" >&2
    (cd "$trees/${commits[turn]}/build/release" && bench/doorbuster_bench --benchmark_filter="$filter" \
      --benchmark_min_time="$seconds" --benchmark_out="$results/$turn.$round.json" --benchmark_out_format=json \
      >"$results/log" 2>&1) || {
      tail -n 5 "$results/log" >&2
      exit 1
    }
  done
done
bench/commits.py "$results" "$(git rev-parse --short "${commits[0]}")" "$(git rev-parse --short "${commits[1]}")"
