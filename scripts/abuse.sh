#!/usr/bin/env bash
# Floods a real server with clients that mean no good while honest buyers buy at a steady rate, and says what that did
# to the buyers. From a fresh clone on a bare Debian 12 machine: installs what is missing (scripts/abuse/packages.txt)
# and builds. All is bounded in number and time, stays on loopback, and ends only what it started.
#   scripts/abuse.sh [--rate N] [--seconds S] [--clients N] [--rounds N]
#     --rate      honest orders a second (default 500)
#     --seconds   of each measurement (default 15)
#     --clients   slow connections (default 5000; half as many pipelines that are never read)
#     --rounds    how often all is measured (default 3, about 4 minutes each)
# Floods come from other machines: here they have half of the processors, and server and buyers the other half. What
# their clients do to the machine itself is not to be counted, so each flood is measured twice, by turns: against a
# second server, which has the floods' half too, and against the buyers' own. What differs is what the flood does to
# buyers. Prints a line for each measurement, then a table: connections that the flood opened (the fewest in a round),
# orders won, requests that had to be tried again, the buyers' 99th percentile in either case (the rounds' median) and
# the ratio, orders lost (the audit of `doorbuster load`); then the server's peak memory next to its budget.
# Exit status 1: a flood was none, an order was lost, memory passed the budget, or the percentile more than doubled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rate=500
seconds=15
clients=5000
rounds=3
while (($# > 0)); do
  case $1 in
    --rate) rate=$2 ;;
    --seconds) seconds=$2 ;;
    --clients) clients=$2 ;;
    --rounds) rounds=$2 ;;
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

# serve NAME WHERE: starts a server; $server is its process and $url its address.
serve() {
  local name=$1 where=$2 tries
  : >"$work/$name.log"
  "$where" "$program" serve --data "$work/$name" --listen 127.0.0.1:0 --max-orders 1000000 \
    --max-buffered-mib "$buffered_mib" >>"$work/$name.log" 2>&1 &
  server=$!
  started+=("$server")
  url=
  for ((tries = 0; tries < ready_tries; ++tries)); do
    url=$(sed -nE 's/^listening +(http:.*)/\1/p' "$work/$name.log")
    if [[ -n $url ]] && curl --silent --fail --output /dev/null "$url/readyz"; then return; fi
    sleep 0.1
  done
  cat "$work/$name.log" >&2
  exit 1
}
serve elsewhere elsewhere
readonly other_server=$server other_url=$url
serve here at_home

# How much memory the server ever had resident, in KiB.
peak_kib() { sed -nE 's/^VmHWM:[^0-9]*([0-9]+) kB/\1/p' "/proc/$server/status"; }

slow() { elsewhere slowhttptest "$@" -c "$clients" -r 2000 -i 1 -l "$((seconds + 2))" -p 1 -v 0; }
flood() { elsewhere scripts/abuse/flood.py "$1" "${2##*:}" "$((seconds + 2))" "$3"; }
slow-heads() { slow -H -x 24 -u "$1/"; }
slow-bodies() { slow -B -s 8192 -x 10 -f application/json -t POST -u "$1/v1/orders"; }
slow-reads() { slow -X -w 10 -y 20 -n 1 -z 10 -k 8 -u "$1/openapi.json"; }
connects() { flood connects "$1" 100000; }
pipelines-unread() { flood pipelines "$1" "$((clients / 2))"; }
readonly floods=(slow-heads slow-bodies slow-reads connects pipelines-unread)

# How many connections the server at $1 ever accepted.
accepted() {
  curl --silent --show-error --max-time 10 "$1/metrics" |
    sed -nE 's/^doorbuster_connections_accepted_total ([0-9]+)$/\1/p'
}

measured=0
# measure NAME [FLOOD URL]: honest buyers, with the flood beside them from a second before they come.
measure() {
  local name=$1 flooding= before=0
  shift
  if (($# > 0)); then
    before=$(accepted "$2")
    "$@" >"$work/flood.log" 2>&1 &
    flooding=$!
    started+=("$flooding")
    sleep 1
  fi
  at_home "$program" load --target "$url" --no-tui --scenario double11 --rate "$rate" --length "$seconds" \
    --stock-share 1 --seed "$((++measured))" --json "$work/$round.$name.json" >"$work/load.log" 2>&1 &
  started+=("$!")
  wait "$!" || true
  if [[ -n $flooding ]]; then
    kill "$flooding" 2>/dev/null || true
    wait "$flooding" 2>/dev/null || true
    echo "$(($(accepted "$2") - before))" >"$work/$round.$name.opened"
  fi
  started=("$other_server" "$server")
  scripts/abuse/table.py line "$round" "$name" "$work/$round.$name.json" || cat "$work/load.log" >&2
}

for ((round = 1; round <= rounds; ++round)); do
  measure quiet
  for flood in "${floods[@]}"; do
    measure "$flood.elsewhere" "$flood" "$other_url"
    measure "$flood.here" "$flood" "$url"
  done
done

failed=0
scripts/abuse/table.py table "$work" "$rounds" "$((clients / 2))" "$(peak_kib)" "$budget_mib" \
  "${floods[@]}" || failed=1
for process in "$other_server" "$server"; do
  kill -TERM "$process"
  if ! wait "$process"; then
    cat "$work"/*.log >&2
    failed=1
  fi
done
exit "$failed"
