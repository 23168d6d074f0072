#!/usr/bin/env bash
# Sourced by compare.sh: how what is measured is started, loaded and ended. Needs $work, a directory; $seconds, how long
# a load lasts. doorbuster.sh and others.sh say what is measured.
readonly requests=bench/compare/requests
readonly connections=128
readonly wrk_threads=2
readonly ready_tries=600  # of a tenth of a second

peer_pids=()
port=0

free_port() {
  for _ in {1..100}; do
    port=$((30000 + RANDOM % 2700))  # below those that the system gives out by itself
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
  done
  echo "compare: found no free port from 30000 to 32700" >&2
  exit 1
}

# wait_until COMMAND...: until it succeeds.
wait_until() {
  for ((tries = 0; tries < ready_tries; ++tries)); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  echo "compare: not ready after $((ready_tries / 10)) s: $*" >&2
  exit 1
}

# start LOG COMMAND...
start() {
  "${@:2}" >"$work/$1.log" 2>&1 &
  peer_pids+=($!)
}

stop_peer() {
  local pid
  for pid in "${peer_pids[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  peer_pids=()
  rm -rf "$work/data"
}

is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$port"); }

# [path=PATH clients=N] load SCRIPT ARGUMENTS...: what wrk saw, as lines; and, into $work/result, its counts.
load() {
  wrk --threads $wrk_threads --connections "${clients:-$connections}" --duration "$seconds" --timeout 10s --latency \
    --script "$requests/$1.lua" "http://127.0.0.1:$port${path:-}" -- "${@:2}" >"$work/wrk.log" 2>&1
  grep '^result' "$work/wrk.log" >"$work/result" || {
    cat "$work/wrk.log" >&2
    exit 1
  }
}

# result NAME: of the last load.
result() { sed -nE "s/.* $1=([0-9.]+).*/\1/p" "$work/result"; }

# report FACTOR: the rate of answers, FACTOR orders to each, and how long they took, where wrk can tell.
report() {
  awk -v answers="$(result answers)" -v seconds="$(result seconds)" -v factor="$1" \
    -v p50="$(result p50_us)" -v p99="$(result p99_us)" \
    'BEGIN { printf "rate %.0f\n", answers * factor / seconds
             if (p99 > 0) printf "p50_us %d\np99_us %d\n", p50, p99 }'
}

fail() {
  echo "compare: $*" >&2
  exit 1
}
