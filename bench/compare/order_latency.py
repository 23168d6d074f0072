#!/usr/bin/env python3
# What compare.sh takes from the JSON of `doorbuster load`: lines "NAME VALUE", in microseconds but for the rate at
# which orders came. None, with a word on why, where the orders could not be sent at the rate that was asked for. Fails
# where what was acknowledged and what is held differ.
#   order_latency.py FILE SECONDS     SECONDS: how long orders were to come
import json
import pathlib
import sys

OFFERED_LEAST = 0.99  # of what was planned


def main():
    run = json.loads(pathlib.Path(sys.argv[1]).read_text())
    orders = run["orders"]
    if run["status"] != "passed" or orders["refused"] > 0:
        sys.exit(f"compare: the load went wrong: {run['sentence']}")
    if orders["offered"] < OFFERED_LEAST * orders["planned"]:
        print(f" only {orders['offered']} of {orders['planned']} orders could be sent", end="", file=sys.stderr)
        return
    print(f"rate {orders['offered'] / float(sys.argv[2]):.0f}")
    for member, name in (("p50_ns", "p50_us"), ("p99_ns", "p99_us"), ("p999_ns", "p99.9_us")):
        if run["order_latency"][member] is not None:
            print(f"{name} {run['order_latency'][member] / 1000:.1f}")


main()
