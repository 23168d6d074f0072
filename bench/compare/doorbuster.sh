#!/usr/bin/env bash
# Sourced by compare.sh after peers.sh: Doorbuster itself. Each function that is measured starts a server, puts the load
# on it, holds what it has then against what it acknowledged, and prints lines "NAME VALUE". Needs $results: the lines
# so far.
readonly batch_orders=1000
readonly batch_connections=16
readonly half_rate_connections=256
readonly held_orders=10000000
readonly room_for_all=(--max-orders 30000000)
readonly fill_seconds=4 fills_most=50

# start_server DIRECTORY ARGUMENTS...
start_server() {
  free_port
  start doorbuster build/release/doorbuster serve --data "$1" --listen "127.0.0.1:$port" --log-level warn "${@:2}"
  wait_until curl -fsS "http://127.0.0.1:$port/readyz"
}

# open_sale STOCK
open_sale() {
  local url=http://127.0.0.1:$port json='Content-Type: application/json'
  curl -fsS -o /dev/null -X PUT "$url/v1/skus/lamp" -H "$json" -d '{"name":"Lamp"}'
  if (($1 > 0)); then
    curl -fsS -o /dev/null "$url/v1/skus/lamp/stock" -H "$json" -H 'Idempotency-Key: all' \
      -d "{\"delta\":$1,\"reason\":\"all\"}"
  fi
  curl -fsS -o /dev/null -X PUT "$url/v1/sales/compare" -H "$json" -d '{"name":"Compare", "currency":"EUR",
    "hold_seconds":86400, "late_payment":"refund", "starts_at":"2020-01-01T00:00:00Z",
    "ends_at":"2099-01-01T00:00:00Z", "items":[{"sku":"lamp","price":19900}]}'
}

# start_doorbuster STOCK: a new one, with the sale open.
start_doorbuster() {
  start_server "$work/data" "${room_for_all[@]}"
  open_sale "$1"
}

held_now() {
  curl -fsS "http://127.0.0.1:$port/v1/sales/compare" | sed -nE 's/.*"orders":\{"held":([0-9]+).*/\1/p'
}

# audit ACKNOWLEDGED UNDER_WAY_MOST [BEFORE]: beside those of before, the server holds each order that it acknowledged,
# and none that was not sent.
audit() {
  local more=$(($(held_now) - ${3:-0}))
  if ((more < $1 || more > $1 + $2)); then fail "$1 orders were acknowledged, and $more are held"; fi
}

none_refused() {
  if (($(result refused) + $(result lost) > 0)); then fail "orders were refused: $(<"$work/result")"; fi
}

# doorbuster_orders DEPTH
doorbuster_orders() {
  start_doorbuster 1000000000
  load orders run compare "$1"
  none_refused
  audit "$(result answers)" $((connections * $1))
  report 1
}

doorbuster_batches() {
  start_doorbuster 1000000000
  clients=$batch_connections path=/v1/orders/batch load batch run compare $batch_orders
  none_refused
  audit $(($(result answers) * batch_orders)) $((batch_connections * batch_orders))
  report $batch_orders
}

# doorbuster_sold_out DEPTH
doorbuster_sold_out() {
  start_doorbuster 0
  load orders run compare "$1"
  if (($(result refused) < $(result answers))); then fail "orders were taken without stock: $(<"$work/result")"; fi
  report 1
}

doorbuster_reads() {
  start_doorbuster 1000
  load read_stock
  report 1
}

# A directory in which ten million orders are held, made once in a run, by a server that has room for just these:
# batches come until it is full.
make_held() {
  if [[ -d $work/held ]]; then return; fi
  start_server "$work/held" --max-orders $held_orders
  open_sale 1000000000
  local seconds=$fill_seconds fill
  for ((fill = 1; fill <= fills_most && $(held_now) < held_orders; ++fill)); do
    clients=$batch_connections path=/v1/orders/batch load batch "held$fill" compare $batch_orders
  done
  if (($(held_now) != held_orders)); then fail "$(held_now) orders are held, not $held_orders"; fi
  stop_peer
}

# snapshot_made DIRECTORY: no snapshot is due, and so none is under way.
snapshot_made() {
  local newest last
  newest=$(ls "$1" | sed -nE 's/^journal-0*([0-9]+)\.seg$/\1/p' | tail -n 1)
  last=$(curl -fsS "http://127.0.0.1:$port/metrics" | sed -nE 's/^doorbuster_snapshot_segment ([0-9]+)$/\1/p')
  # The newest segment is prepared, the one before it open; the others are sealed, 64 MiB each.
  (((newest - 2 - last) * 64 < 512))
}

# Orders where ten million are held, in a server that was started again with them. Once the snapshot that is due by
# then has been made in the background: on few cores that takes as much of them as the orders do.
doorbuster_orders_10m() {
  make_held
  start_server "$work/held" "${room_for_all[@]}"
  wait_until snapshot_made "$work/held"
  local before
  before=$(held_now)
  load orders "round$round" compare 1
  none_refused
  audit "$(result answers)" $connections "$before"
  report 1
}

# resident_bytes: of the server that was started last.
resident_bytes() { awk '/^VmRSS/ { print $2 * 1024 }' "/proc/${peer_pids[-1]}/status"; }

# What ten million orders take of memory, all indexes in: of a server that was started again with them and has room for
# no more, less what one takes that has room for one.
doorbuster_resident() {
  make_held
  local empty full
  start_server "$work/data" --max-orders 1
  empty=$(resident_bytes)
  stop_peer
  start_server "$work/held" --max-orders $held_orders
  if (($(held_now) != held_orders)); then fail "$(held_now) orders are held, not $held_orders"; fi
  full=$(resident_bytes)
  echo "bytes_an_order $(((full - empty) / held_orders))"
}

# Orders at half the rate that durable_orders has reached last, open loop, from the moment in which each was due. A
# third of them are cancelled within two seconds; no other order is paid or ends.
doorbuster_half_rate() {
  local top
  top=$(awk '$1 == "durable_orders/doorbuster" && $2 == "rate" { rate = $3 } END { print rate + 0 }' "$results")
  if ((top == 0)); then
    doorbuster_orders 1 >"$work/top"
    stop_peer
    top=$(sed -n 's/^rate //p' "$work/top")
  fi
  start_server "$work/data" "${room_for_all[@]}"
  build/release/doorbuster load --target "http://127.0.0.1:$port" --scenario hot-sku --rate $((top / 2)) \
    --length "$seconds" --duration-limit $((seconds + 2)) --connections $half_rate_connections --stock 1000000000 \
    --pay 0 --hold-seconds 86400 --json "$work/load.json" >"$work/load.log" 2>&1 ||
    fail "doorbuster load failed: $(tail -n 5 "$work/load.log")"
  bench/compare/order_latency.py "$work/load.json" "$seconds"
}

# What one thread decides in process, 10 million orders held before.
doorbuster_decisions() {
  build/release/bench/doorbuster_bench --benchmark_filter='^decide/place_order_known_ahead/10000000/' \
    --benchmark_out="$work/decide.json" --benchmark_out_format=json >"$work/decide.log" 2>&1
  sed -nE 's/.*"items_per_second": ([0-9.e+]+).*/rate \1/p' "$work/decide.json"
}
