#!/usr/bin/env bash
# Floods a real server with clients that mean no good while honest buyers buy at a steady rate, and says what that did
# to the buyers. From a fresh clone on a bare Debian 12 machine: installs what is missing (scripts/abuse/packages.txt)
# and builds. All is bounded in number and time, stays on loopback, and ends only what it started.
#   scripts/abuse.sh [--rate N] [--seconds S] [--clients N]
#     --rate      honest orders a second (default 500)
#     --seconds   of each phase (default 15)
#     --clients   slow connections (default 5000; half as many pipelines that are never read)
# Prints a table: for each phase the orders won, requests that had to be tried again, the 99th percentile, its ratio to
# the quietest phase, orders lost (the audit of `doorbuster load`), and the server's peak memory next to its budget.
# Exit status 1: an order was lost, memory passed the budget, or the percentile more than doubled. Floods come from
# other machines: here they have half of the processors, and server and buyers the other half, in all phases. With two
# processors, what else the machine does is then put on the second one by the system, since the first is never idle:
# keep what there is of that to the first one (taskset -pc 0 PID), or its share will be counted as the floods'.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rate=500
seconds=15
clients=5000
while (($# > 0)); do
  case $1 in
    --rate) rate=$2 ;;
    --seconds) seconds=$2 ;;
    --clients) clients=$2 ;;
    *)
      sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
      exit 2
      ;;
  esac
  shift 2
done
readonly program=build/release/doorbuster
readonly buffered_mib=64
# What the tables of these few orders take, the program itself, and what connections have as their own.
readonly budget_mib=$((buffered_mib + 192 + (clients + 1000) * 48 / 1024))
readonly ready_tries=600 # of a tenth of a second

scripts/setup.sh
scripts/setup.sh scripts/abuse/packages.txt
scripts/build.sh release doorbuster
ulimit -n "$(ulimit -Hn)"

work=$(mktemp -d -t doorbuster-abuse.XXXXXX)
started=()
clean_up() {
  local pid
  for pid in "${started[@]}"; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Each in a session of its own, since the kernel shares processors out among sessions first.
readonly cores=$(nproc)
at_home() { exec setsid taskset --cpu-list "$((cores / 2))-$((cores - 1))" "$@"; }
elsewhere() { exec setsid taskset --cpu-list "0-$(((cores > 1 ? cores / 2 : 1) - 1))" "$@"; }

: >"$work/server.log"
at_home "$program" serve --data "$work/data" --listen 127.0.0.1:0 --max-orders 1000000 \
  --max-buffered-mib "$buffered_mib" >>"$work/server.log" 2>&1 &
server=$!
started+=("$server")
url=
for ((tries = 0; tries < ready_tries; ++tries)); do
  url=$(sed -nE 's/^listening +(http:.*)/\1/p' "$work/server.log")
  if [[ -n $url ]] && curl --silent --fail --output /dev/null "$url/readyz"; then break; fi
  sleep 0.1
done
if [[ -z $url ]]; then
  cat "$work/server.log" >&2
  exit 1
fi
readonly port=${url##*:}

# How much memory the server ever had resident, in KiB.
peak_kib() { sed -nE 's/^VmHWM:[^0-9]*([0-9]+) kB/\1/p' "/proc/$server/status"; }

failed=0
phases=0
# phase NAME [FLOOD...]: honest buyers, with the flood beside them from a second before they come.
phase() {
  local name=$1 flood=
  shift
  if (($# > 0)); then
    "$@" >"$work/flood.log" 2>&1 &
    flood=$!
    started+=("$flood")
    sleep 1
  fi
  at_home "$program" load --target "$url" --no-tui --scenario double11 --rate "$rate" --length "$seconds" \
    --stock-share 1 --seed "$((++phases))" --json "$work/$name.json" >"$work/load.log" 2>&1 &
  started+=("$!")
  wait "$!" || true
  if [[ -n $flood ]]; then
    kill "$flood" 2>/dev/null || true
    wait "$flood" 2>/dev/null || true
  fi
  started=("$server")
  scripts/abuse/phase.py "$name" "$work/$name.json" "$(peak_kib)" "$budget_mib" "$work"/quiet*.json || failed=1
}

slow() { elsewhere slowhttptest "$@" -c "$clients" -r 2000 -i 1 -l "$((seconds + 2))" -p 1 -v 0; }
flood() { elsewhere scripts/abuse/flood.py "$@"; }

printf '%-22s %7s %7s %9s %6s %5s %9s %7s\n' phase won retried p99_ms ratio lost peak_mib budget
phase quiet
phase quiet-again
phase slow-heads slow -H -x 24 -u "$url/"
phase slow-bodies slow -B -s 8192 -x 10 -f application/json -t POST -u "$url/v1/orders"
phase slow-reads slow -X -w 10 -y 20 -n 1 -z 10 -k 8 -u "$url/openapi.json"
phase connects flood connects "$port" "$((seconds + 2))" 100000
phase pipelines-unread flood pipelines "$port" "$((seconds + 2))" "$((clients / 2))"

kill -TERM "$server"
if ! wait "$server"; then
  cat "$work/server.log" >&2
  failed=1
fi
exit "$failed"
