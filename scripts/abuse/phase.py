#!/usr/bin/env python3
"""One line of the table of abuse.sh, from a load's JSON, the server's peak memory in KiB, and quiet phases' JSON.

    phase.py NAME LOAD.json PEAK_KIB BUDGET_MIB QUIET.json...
Exit status 1: an order was lost, memory passed the budget, or the 99th percentile was more than double that of the
quietest phase. In a quiet phase something else may be at work on the machine; it would be a lenient measure for floods.
"""
import json
import sys

NS_PER_MS = 1e6


def read(path):
    with open(path) as file:
        return json.load(file)


def main():
    name, load_path, peak_kib, budget_mib = sys.argv[1:5]
    load = read(load_path)
    p99 = load["order_latency"]["p99_ns"]
    quiet_p99 = min(read(path)["order_latency"]["p99_ns"] or float("inf") for path in sys.argv[5:])
    ratio = p99 / quiet_p99 if p99 and quiet_p99 else float("inf")
    peak_mib = int(peak_kib) / 1024
    lost = not load["audited"] or any(not check["passed"] for check in load["checks"])
    lost = lost or load["orders"]["unknown"] > 0
    wrong = []
    if lost:
        wrong.append("orders lost")
    if peak_mib > float(budget_mib):
        wrong.append("memory")
    if ratio > 2:
        wrong.append("p99")
    p99_text = f"{p99 / NS_PER_MS:.2f}" if p99 else "-"
    print(f"{name:<22} {load['orders']['won']:>7} {load['requests']['failed']:>7} {p99_text:>9} {ratio:>6.2f} "
          f"{'LOST' if lost else 'none':>5} {peak_mib:>9.0f} {budget_mib:>7}  {'short: ' + ', '.join(wrong) if wrong else 'met'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
