#!/usr/bin/env bash
# A crowd made by wrk: opens a sale of 1,000 units, lets wrk order for some seconds, and holds what the server has sold
# against what wrk was told.
#   examples/wrk/crowd.sh [SECONDS]   against http://127.0.0.1:8080, or DOORBUSTER_URL, with the key in DOORBUSTER_KEY
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seconds=${1:-5}
shop=${DOORBUSTER_URL:-http://127.0.0.1:8080}
key=${DOORBUSTER_KEY:--}
stock=1000
sale=crowd-$(date +%s%N)

put() {
  local fields=(-H 'Content-Type: application/json' -H "Idempotency-Key: $sale")
  if [[ $key != - ]]; then fields+=(-H "Authorization: Bearer $key"); fi
  curl -fsS --retry 10 --retry-delay 1 --retry-connrefused -o /dev/null -X "$1" "${fields[@]}" -d "$3" "$shop$2"
}
read_sku() {
  local fields=()
  if [[ $key != - ]]; then fields=(-H "Authorization: Bearer $key"); fi
  curl -fsS "${fields[@]}" "$shop/v1/skus/$sale-lamp"
}

put PUT "/v1/skus/$sale-lamp" '{"name":"Goodnight lamp"}'
put POST "/v1/skus/$sale-lamp/stock" "{\"delta\":$stock,\"reason\":\"delivery\"}"
put PUT "/v1/sales/$sale" "{
  \"name\":\"A crowd\", \"currency\":\"EUR\", \"hold_seconds\":900, \"late_payment\":\"refund\",
  \"starts_at\":\"2026-01-01T00:00:00Z\", \"ends_at\":\"2099-01-01T00:00:00Z\",
  \"items\":[{\"sku\":\"$sale-lamp\", \"price\":1990}]}"

# wrk hangs up on what is under way when its time is over, so the server may hold a few more than it has told of; but
# it sells out long before that.
wrk --threads 2 --connections 32 --duration "${seconds}s" --script crowd.lua "$shop" -- "$sale" "$sale-lamp" "$key" |
  tee /dev/stderr | grep -q "^held=$stock " || { echo "crowd: wrk was told of another number of orders" >&2; exit 1; }
state=$(read_sku)
[[ $state == *"\"available\":0,\"held\":$stock,"* ]] || { echo "crowd: the server has $state" >&2; exit 1; }
echo "crowd: exactly $stock units were sold"
