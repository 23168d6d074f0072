#!/usr/bin/env bash
# Sourced by compare.sh: how what is measured is started, loaded and ended; and Doorbuster itself. Needs $work, a
# directory; $seconds, how long a load lasts. What others.sh adds to it are the others.
readonly requests=bench/compare/requests
readonly connections=128
readonly wrk_threads=2
readonly ready_tries=600  # of a tenth of a second
readonly batch_orders=1000

peer_pids=()
port=0

free_port() {
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 10000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
  done
  echo "compare: found no free port between 20000 and 30000" >&2
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

# start_doorbuster STOCK
start_doorbuster() {
  free_port
  start doorbuster build/release/doorbuster serve --data "$work/data" --listen "127.0.0.1:$port" \
    --max-orders 30000000 --log-level warn
  local url=http://127.0.0.1:$port json='Content-Type: application/json'
  wait_until curl -fsS "$url/readyz"
  curl -fsS -o /dev/null -X PUT "$url/v1/skus/lamp" -H "$json" -d '{"name":"Lamp"}'
  if (($1 > 0)); then
    curl -fsS -o /dev/null "$url/v1/skus/lamp/stock" -H "$json" -H 'Idempotency-Key: all' \
      -d "{\"delta\":$1,\"reason\":\"all\"}"
  fi
  curl -fsS -o /dev/null -X PUT "$url/v1/sales/compare" -H "$json" -d '{"name":"Compare", "currency":"EUR",
    "hold_seconds":86400, "late_payment":"refund", "starts_at":"2020-01-01T00:00:00Z",
    "ends_at":"2099-01-01T00:00:00Z", "items":[{"sku":"lamp","price":19900}]}'
}

# audit ACKNOWLEDGED UNDER_WAY_MOST: the server holds each order that it acknowledged, and none that was not sent.
audit() {
  local held
  held=$(curl -fsS "http://127.0.0.1:$port/v1/sales/compare" | sed -nE 's/.*"orders":\{"held":([0-9]+).*/\1/p')
  if ((held < $1 || held > $1 + $2)); then fail "$1 orders were acknowledged, and $held are held"; fi
}

doorbuster_orders() {
  start_doorbuster 1000000000
  load orders run compare "$1"
  if (($(result refused) + $(result lost) > 0)); then fail "orders were refused: $(<"$work/result")"; fi
  audit "$(result answers)" $((connections * $1))
  report 1
}

doorbuster_batches() {
  start_doorbuster 1000000000
  clients=16 path=/v1/orders/batch load batch run compare $batch_orders
  if (($(result refused) + $(result lost) > 0)); then fail "batches were refused: $(<"$work/result")"; fi
  audit $(($(result answers) * batch_orders)) $((16 * batch_orders))
  report $batch_orders
}

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
