#!/usr/bin/env bash
# Sourced by compare.sh after peers.sh: what Doorbuster is measured against. Each function that ends in _orders, _reads
# or _writes starts what it measures and prints lines "NAME VALUE".
readonly peers=bench/compare/peers

start_null_http() {
  free_port
  start null_http build/release/bench/null_http "$port" 2
  wait_until is_open
}

null_http_orders() {
  start_null_http
  load orders run compare "$1"
  report 1
}

null_http_reads() {
  start_null_http
  load read_stock
  report 1
}

start_redis() {
  free_port
  mkdir -p "$work/data"
  start redis redis-server $peers/redis.conf --port "$port" --dir "$work/data" \
    --unixsocket "$work/data/redis.sock" --unixsocketperm 777
  wait_until redis-cli -p "$port" ping
  redis-cli -p "$port" set stock 1000000000 >/dev/null
  sha=$(redis-cli -p "$port" script load "$(<$peers/order.lua)")
}

# redis_orders CONNECTIONS DEPTH
redis_orders() {
  start_redis
  local began ended orders
  began=$(date +%s%N)
  # More than it can do: the clock ends it.
  timeout --signal INT "$seconds" redis-benchmark -p "$port" -c "$1" -P "$2" -n 100000000 -r 2000000000 \
    --csv evalsha "$sha" 3 stock buyers orders __rand_int__ __rand_int__ >"$work/redis.log" 2>&1 || true
  ended=$(date +%s%N)
  orders=$(redis-cli -p "$port" xlen orders)
  echo "rate $((orders * 1000000 / ((ended - began) / 1000)))"
}

nginx_orders() {
  start_redis
  free_port
  sed -e "s|@PORT@|$port|; s|@REDIS@|$work/data/redis.sock|; s|@WORK@|$work|; s|@SHA@|$sha|" \
    $peers/nginx.conf.in >"$work/nginx.conf"
  start nginx nginx -p "$work" -c "$work/nginx.conf"
  wait_until is_open
  load orders run compare "$1"
  if (($(result refused) + $(result lost) > 0)); then fail "orders were refused: $(<"$work/result")"; fi
  report 1
}

postgres_orders() {
  local bin=(/usr/lib/postgresql/*/bin) as=()
  if ((EUID == 0)); then as=(setpriv --reuid postgres --regid postgres --clear-groups); fi
  free_port
  mkdir -p "$work/data"
  if ((EUID == 0)); then chown postgres "$work/data"; fi
  "${as[@]}" "${bin[0]}/initdb" -D "$work/data/tables" -U postgres --auth trust >"$work/initdb.log" 2>&1
  start postgres "${as[@]}" "${bin[0]}/postgres" -D "$work/data/tables" -p "$port" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=200 -c shared_buffers=1GB
  wait_until psql -h 127.0.0.1 -p "$port" -U postgres -c 'SELECT 1'
  psql -q -h 127.0.0.1 -p "$port" -U postgres -f $peers/postgres.sql
  pgbench -h 127.0.0.1 -p "$port" -U postgres -d postgres -n -c 64 -j 2 -M prepared -T "$seconds" \
    -f $peers/postgres-order.sql >"$work/pgbench.log" 2>&1
  sed -nE 's/^tps = ([0-9]+).*/rate \1/p' "$work/pgbench.log"
}

device_writes() {
  build/release/bench/device_write "$work/data" "$seconds" | sed 1d
}
