#!/usr/bin/env bash
# Builds one preset (default: release) into build/PRESET, or only the targets named after it:
#   scripts/build.sh [release|asan|tsan] [TARGET...]
# Runs as many compilers as cores and memory allow; CMAKE_BUILD_PARALLEL_LEVEL overrides.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What the greediest source (Boost.Beast, with sanitizers) takes to compile.
readonly mebibytes_per_job=1600

available_mebibytes() {
  local machine cgroup=max
  machine=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
  if [[ -r /sys/fs/cgroup/memory.max ]]; then cgroup=$(</sys/fs/cgroup/memory.max); fi
  if [[ $cgroup != max ]] && ((cgroup / 1048576 < machine)); then machine=$((cgroup / 1048576)); fi
  echo "$machine"
}

build_jobs() {
  local jobs by_memory
  jobs=$(nproc)
  by_memory=$(($(available_mebibytes) / mebibytes_per_job))
  if ((by_memory < jobs)); then jobs=$by_memory; fi
  echo $((jobs > 0 ? jobs : 1))
}

preset=${1:-release}
targets=("${@:2}")
jobs=${CMAKE_BUILD_PARALLEL_LEVEL:-$(build_jobs)}

echo "build: $preset, $jobs at a time"
cmake --preset "$preset"
cmake --build --preset "$preset" --parallel "$jobs" ${targets[@]:+--target "${targets[@]}"}
