#!/usr/bin/env bash
# The main job, from a fresh clone on a bare Debian 12 machine, as root or with sudo: installs what is missing, builds,
# sells 5,000 units to a crowd that comes as a real one once came, kills the server in the middle, starts it again, and
# audits what it sold. Exit status 0: the audit passed.
#   DOORBUSTER_TRACE   the trace to play (default: ../shared/data/bancor-20170612.csv.xz; without it, a made-up crowd)
#   DOORBUSTER_SPEED   how many times faster than it came (default: 60)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly units=5000
readonly kill_after=$((units / 3))
readonly trace=${DOORBUSTER_TRACE:-../shared/data/bancor-20170612.csv.xz}
readonly speed=${DOORBUSTER_SPEED:-60}
# The program takes every DOORBUSTER_ variable for a setting of its own.
unset -v DOORBUSTER_TRACE DOORBUSTER_SPEED
readonly program=build/release/doorbuster
readonly sale=demo-$$
readonly ready_seconds_max=60

say() { printf '==> %s\n' "$*"; }
give_up() {
  printf 'demo: %s\n' "$*" >&2
  exit 1
}

server_pid=
load_pid=
work=

clean_up() {
  local pid
  for pid in $load_pid $server_pid; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  if [[ -n $work ]]; then rm -rf "$work"; fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A port that nobody listens on, taken from below the range from which connections get theirs.
free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 10000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  give_up "found no free port between 20000 and 30000"
}

start_server() {
  "$program" serve --data "$work/data" --listen "127.0.0.1:$port" >>"$work/server.log" 2>&1 &
  server_pid=$!
  local tries
  for ((tries = 0; tries < ready_seconds_max * 10; ++tries)); do
    if curl --silent --fail --output /dev/null "$url/readyz"; then return; fi
    if ! kill -0 "$server_pid" 2>/dev/null; then break; fi
    sleep 0.1
  done
  cat "$work/server.log" >&2
  give_up "the server did not get ready; above is what it said"
}

# How many orders are held or paid; 0 while there is no sale.
orders_won() {
  curl --silent --fail "$url/v1/sales/$sale" |
    sed -nE 's/.*"orders":\{([^}]*)\}.*/\1/p' | tr ',' '\n' | awk -F: '/held|paid/ { sum += $2 } END { print sum + 0 }'
}

scripts/setup.sh scripts/packages.txt
scripts/build.sh release doorbuster

work=$(mktemp -d -t doorbuster-demo.XXXXXX)
port=$(free_port)
url=http://127.0.0.1:$port

say "Starting the server on $url; its data lies in $work/data, and is thrown away at the end."
start_server
sed 's/^/    /' "$work/server.log"

crowd=(--orders 13000 --buyers 11000 --skus 1 --length 60)
if [[ -r $trace ]]; then
  say "Selling $units units, one a buyer, to the crowd of $trace, $speed times faster than it came."
  crowd=(--trace "$trace" --speed "$speed")
else
  say "There is no trace at $trace: selling $units units, one a buyer, to a made-up crowd."
fi
# Plain lines: ours come between them, which a view that is updated in place would overwrite.
"$program" load --no-tui --target "$url" --sale "$sale" --stock "$units" --per-buyer-limit 1 "${crowd[@]}" &
load_pid=$!

killed=0
while kill -0 "$load_pid" 2>/dev/null; do
  won=$(orders_won || true)
  if [[ -n $won ]] && ((won >= kill_after)); then
    killed=1
    say "$won orders are won. Now the server is killed (SIGKILL), without a word of warning."
    kill -KILL "$server_pid"
    wait "$server_pid" 2>/dev/null || true
    server_pid=
    sleep 1
    say "Starting it again on the same data. Buyers whose answer never came try again with the same key."
    start_server
    say "It is back: recovered $(orders_won) orders held or paid."
    break
  fi
  sleep 0.2
done

if ((killed == 0)); then say "The load ended before $kill_after orders were won: the server was not killed."; fi

status=0
wait "$load_pid" || status=$?
load_pid=

say "Stopping the server (SIGTERM) and verifying its journal."
kill -TERM "$server_pid"
wait "$server_pid" || give_up "the server did not stop cleanly"
server_pid=
"$program" journal verify "$work/data" || give_up "the journal does not verify"

if ((status != 0)); then give_up "the load ended with status $status"; fi
say "All is well."
