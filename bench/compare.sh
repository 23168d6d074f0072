#!/usr/bin/env bash
# Measures Doorbuster next to what shops use instead, all in one run on this machine, by turns:
#   bench/compare.sh [--rounds N] [--seconds S] [--cases REGEX] [--json FILE]
#     --rounds   how often each is measured; the medians count (default 3)
#     --seconds  how long each time (default 4)
#     --cases    only the measurements whose name matches, such as 'pipelined' or 'doorbuster' (default: all)
#     --json     where the results go as JSON (default: build/compare.json)
# Installs the peers (bench/compare/packages.txt), starts each on loopback with a data directory of its own that is
# thrown away, and ends only what it started. Takes about seven minutes, 6 GB of memory and 3 GB of disk.
# bench/compare/README.md says what is measured, bench/results/README.md how a result is kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=3
seconds=4
cases=.
json=build/compare.json
while (($# > 0)); do
  case $1 in
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --cases) cases=$2 ;;
    --json) json=$2 ;;
    *)
      sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2
      exit 2
      ;;
  esac
  shift 2
done

scripts/setup.sh
scripts/setup.sh bench/compare/packages.txt
scripts/build.sh release doorbuster doorbuster_bench null_http device_write

work=$(mktemp -d "$PWD/build/compare.XXXXXX")
chmod 755 "$work"  # some peers give up being root
results=$work/results
touch "$results"
source bench/compare/peers.sh
source bench/compare/doorbuster.sh
source bench/compare/others.sh
trap 'stop_peer; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# measure CASE PEER COMMAND...: COMMAND starts the peer, puts the load on it and prints lines "NAME VALUE".
measure() {
  local name=$1/$2
  if [[ ! $name =~ $cases ]]; then return; fi
  printf 'compare: round %d of %d, %-40s' "$round" "$rounds" "$name" >&2
  "${@:3}" >"$work/measured"
  stop_peer
  sed "s|^|$name |" "$work/measured" >>"$results"
  awk '{ printf " %s %s", $1, $2 } END { print "" }' "$work/measured" >&2
}

round=1
measure resident_10m doorbuster doorbuster_resident
for ((round = 1; round <= rounds; ++round)); do
  measure durable_orders doorbuster doorbuster_orders 1
  measure durable_orders null_http null_http_orders 1
  measure durable_orders redis_lua redis_orders 128 1
  measure durable_orders nginx_lua_redis nginx_orders 1
  measure durable_orders postgres_row postgres_orders
  measure order_at_half_rate doorbuster doorbuster_half_rate
  measure device_write disk device_writes
  measure durable_orders_10m doorbuster doorbuster_orders_10m
  measure durable_orders_pipelined doorbuster doorbuster_orders 16
  measure durable_orders_pipelined null_http null_http_orders 16
  measure durable_orders_pipelined redis_lua redis_orders 128 16
  measure durable_orders_pipelined nginx_lua_redis nginx_orders 16
  measure batch_orders doorbuster doorbuster_batches
  measure batch_orders redis_lua redis_orders 16 1000
  measure sold_out doorbuster doorbuster_sold_out 1
  measure sold_out null_http null_http_orders 1
  measure sold_out_pipelined doorbuster doorbuster_sold_out 16
  measure sold_out_pipelined null_http null_http_orders 16
  measure read_stock doorbuster doorbuster_reads
  measure read_stock null_http null_http_reads
  measure decide_10m doorbuster doorbuster_decisions
done
bench/compare/machine.sh "$PWD" >"$work/machine"
bench/compare/summary.py "$results" "$work/machine" "$json" "$rounds" "$seconds"
