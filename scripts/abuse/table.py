#!/usr/bin/env python3
"""What abuse.sh prints, from the JSON of its loads.

    table.py line ROUND NAME LOAD.json                           one measurement
    table.py table DIRECTORY ROUNDS PEAK_KIB BUDGET_MIB FLOOD... medians of DIRECTORY/ROUND.NAME.json, and the verdict
NAME is `quiet`, or a flood's with `.elsewhere` (against another server) or `.here` (against the buyers' own).
Exit status of `table` 1: an order was lost, memory passed the budget, or a flood against the buyers' own server made
their 99th percentile more than twice what it is under the same flood against another one.
"""
import json
import statistics
import sys

NS_PER_MS = 1e6
RATIO_MAX = 2


def read(path):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return None  # the load ended before it could write anything: nothing of it counts as well


def p99_ms(load):
    p99 = load["order_latency"]["p99_ns"] if load else None
    return p99 / NS_PER_MS if p99 else float("inf")


def lost(load):
    if not load or not load["audited"]:
        return True
    return load["orders"]["unknown"] > 0 or any(not check["passed"] for check in load["checks"])


def line(round_number, name, path):
    load = read(path)
    won = load["orders"]["won"] if load else 0
    print(f"round {round_number}: {name:<28} {won:>6} won, p99 {p99_ms(load):.2f} ms"
          f"{', ORDERS LOST' if lost(load) else ''}", flush=True)


def row(name, loads, before, after, peak_mib, budget_mib):
    ratio = after / before if before not in (0, float("inf")) else float("inf")
    wrong = []
    if any(lost(load) for load in loads):
        wrong.append("orders lost")
    if peak_mib > budget_mib:
        wrong.append("memory")
    if ratio > RATIO_MAX:
        wrong.append("p99")
    won = sum(load["orders"]["won"] for load in loads if load)
    retried = sum(load["requests"]["failed"] for load in loads if load)
    print(f"{name:<18} {won:>7} {retried:>7} {before:>12.2f} {after:>8.2f} {ratio:>6.2f} "
          f"{'LOST' if 'orders lost' in wrong else 'none':>5} {peak_mib:>9.0f} {budget_mib:>7.0f}  "
          f"{'short: ' + ', '.join(wrong) if wrong else 'met'}")
    return not wrong


def table(directory, rounds, peak_kib, budget_mib, floods):
    def loads_of(name):
        return [read(f"{directory}/{number + 1}.{name}.json") for number in range(rounds)]

    def median(loads):
        return statistics.median(p99_ms(load) for load in loads)

    print(f"\n{'':<18} {'':>7} {'':>7} {'p99 in ms, flooded':>21}")
    print(f"{'flood':<18} {'won':>7} {'retried':>7} {'elsewhere':>12} {'here':>8} {'ratio':>6} {'lost':>5} "
          f"{'peak_mib':>9} {'budget':>7}")
    quiet = loads_of("quiet")
    met = row("none", quiet, median(quiet), median(quiet), peak_kib / 1024, budget_mib)
    for flood in floods:
        elsewhere, here = loads_of(f"{flood}.elsewhere"), loads_of(f"{flood}.here")
        met &= row(flood, elsewhere + here, median(elsewhere), median(here), peak_kib / 1024, budget_mib)
    return met


def main():
    if sys.argv[1] == "line":
        line(*sys.argv[2:5])
    else:
        directory, rounds, peak_kib, budget_mib, *floods = sys.argv[2:]
        sys.exit(0 if table(directory, int(rounds), int(peak_kib), float(budget_mib), floods) else 1)


if __name__ == "__main__":
    main()
