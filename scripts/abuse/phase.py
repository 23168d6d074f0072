#!/usr/bin/env python3
"""One line of the table of abuse.sh, from a load's JSON, the quiet phase's JSON and the server's peak memory in KiB.

    phase.py NAME LOAD.json QUIET.json PEAK_KIB BUDGET_MIB
Exit status 1: an order was lost, memory passed the budget, or the 99th percentile more than doubled.
"""
import json
import sys

NS_PER_MS = 1e6


def main():
    name, load_path, quiet_path, peak_kib, budget_mib = sys.argv[1:]
    with open(load_path) as file:
        load = json.load(file)
    with open(quiet_path) as file:
        quiet = json.load(file)
    p99 = load["order_latency"]["p99_ns"]
    quiet_p99 = quiet["order_latency"]["p99_ns"]
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
