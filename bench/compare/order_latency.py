#!/usr/bin/env python3
# What compare.sh takes from the JSON of `doorbuster load`: lines "NAME VALUE", microseconds.
#   order_latency.py FILE
import json
import pathlib
import sys


def main():
    run = json.loads(pathlib.Path(sys.argv[1]).read_text())
    print(f"rate {run['answered_per_second']['mean']:.0f}")
    for member, name in (("p50_ns", "p50_us"), ("p99_ns", "p99_us"), ("p999_ns", "p99.9_us")):
        if run["order_latency"][member] is not None:
            print(f"{name} {run['order_latency'][member] / 1000:.1f}")


main()
