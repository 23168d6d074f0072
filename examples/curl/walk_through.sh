#!/usr/bin/env bash
# Walks through a sale with curl: stock, a sale, an order, a retry, the refusals, a payment, and the events of it all.
#   examples/curl/walk_through.sh     against http://127.0.0.1:8080, or DOORBUSTER_URL, with the key in DOORBUSTER_KEY
# It checks each answer's status, and ends with 1 at the first that isn't what it should be.
set -euo pipefail

shop=${DOORBUSTER_URL:-http://127.0.0.1:8080}
run=walk-$(date +%s%N)  # so that it can be run again
authorization=()
if [[ -n ${DOORBUSTER_KEY:-} ]]; then authorization=(-H "Authorization: Bearer $DOORBUSTER_KEY"); fi

# A server that has just been started may be replaying its journal.
curl -fsS -o /dev/null --retry 10 --retry-delay 1 --retry-connrefused "$shop/readyz"

# ask STATUS WHAT METHOD PATH [BODY [KEY]]: asks, shows the answer, and keeps its body in $answer.
ask() {
  local expected=$1 what=$2 method=$3 path=$4 body=${5:-} key=${6:-} status
  local request=(curl -sS -X "$method" "${authorization[@]}" -o /dev/stderr -w '%{http_code}')
  if [[ -n $body ]]; then request+=(-H 'Content-Type: application/json' -d "$body"); fi
  if [[ -n $key ]]; then request+=(-H "Idempotency-Key: $key"); fi
  { answer=$({ status=$("${request[@]}" "$shop$path"); } 2>&1; echo; echo "$status"); }
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  printf '\n# %s\n%s %s\n%s %s\n' "$what" "$method" "$path" "$status" "${answer%$'\n'}"
  if [[ $status != "$expected" ]]; then
    echo "walk_through: that should have been $expected" >&2
    exit 1
  fi
}

lines() { printf '{"sale":"%s","buyer":"%s","items":[{"sku":"%s-lamp","qty":%s}]}' "$run" "$1" "$run" "$2"; }

ask 201 'A SKU, and no stock of it yet.' PUT "/v1/skus/$run-lamp" '{"name":"Goodnight lamp"}'
ask 200 'A delivery. Sent twice by mistake, it counts once: the key says that it is the same.' \
  POST "/v1/skus/$run-lamp/stock" '{"delta":3,"reason":"delivery 7"}' "$run-delivery"
ask 200 'The same again.' POST "/v1/skus/$run-lamp/stock" '{"delta":3,"reason":"delivery 7"}' "$run-delivery"
ask 201 'A sale that has begun: at most two a buyer, held for 15 minutes.' PUT "/v1/sales/$run" "{
  \"name\":\"A walk\", \"currency\":\"EUR\", \"hold_seconds\":900, \"late_payment\":\"refund\",
  \"starts_at\":\"2026-01-01T00:00:00Z\", \"ends_at\":\"2099-01-01T00:00:00Z\",
  \"items\":[{\"sku\":\"$run-lamp\", \"price\":1990, \"per_buyer_limit\":2}]}"

ask 201 'An order: held, and on disk by now.' POST /v1/orders "$(lines u1 2)" "$run-u1"
order=$(grep -o 'ord_[0-9A-Za-z]*' <<<"$answer" | head -n 1)
ask 201 'Its answer was lost, so the buyer tries again: the same order, not a second one.' \
  POST /v1/orders "$(lines u1 2)" "$run-u1"
[[ $answer == *"$order"* ]] || { echo "walk_through: that was another order" >&2; exit 1; }
ask 409 'One more for the same buyer is one too many.' POST /v1/orders "$(lines u1 1)" "$run-u1-again"
ask 409 'Two are more than are left.' POST /v1/orders "$(lines u2 2)" "$run-u2"
ask 201 'A refusal binds nothing: with the same key the buyer tries for one.' POST /v1/orders "$(lines u2 1)" "$run-u2"
other=$(grep -o 'ord_[0-9A-Za-z]*' <<<"$answer" | head -n 1)

ask 200 'Paid.' POST "/v1/orders/$order/pay" '{"payment":"pay-1","amount":3980}'
ask 200 'The payment provider tells it twice; once is enough.' \
  POST "/v1/orders/$order/pay" '{"payment":"pay-1","amount":3980}'
ask 200 'The other buyer thinks better of it: the unit is for sale again at once.' POST "/v1/orders/$other/cancel"
ask 200 'What is left: received = available + held + sold, always.' GET "/v1/skus/$run-lamp"
[[ $answer == *'"received":3,"available":1,"held":0,"sold":2'* ]] || { echo "walk_through: not so" >&2; exit 1; }
ask 200 'All that has happened in this sale.' GET "/v1/events?sale=$run&limit=1000"
echo
echo "walk_through: every answer was as it should be"
