#!/usr/bin/env python3
"""What abuse.sh prints, from the JSON of its loads.

    table.py line ROUND NAME LOAD.json                           one measurement
    table.py table DIRECTORY ROUNDS OPENED_MIN PEAK_KIB BUDGET_MIB FLOOD...
                                     medians of the rounds, and the verdict
DIRECTORY has for each round ROUND.NAME.json and, but for `quiet`, ROUND.NAME.opened, the connections that the flood
opened. NAME is `quiet`, or a flood's with `.elsewhere` (against another server) or `.here` (against the buyers' own).
Exit status of `table` 1: a flood opened fewer than OPENED_MIN, an order was lost, memory passed the budget, or a flood
against the buyers' own server made their 99th percentile more than twice what it is under the same one elsewhere.
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


def row(name, opened, loads, elsewhere, here, wrong):
    """`elsewhere` None: nothing to compare with, as where there is no flood."""
    wrong = list(wrong)
    if any(lost(load) for load in loads):
        wrong.append("orders lost")
    ratio = here / elsewhere if elsewhere not in (None, float("inf")) else float("inf")
    if elsewhere is not None and ratio > RATIO_MAX:
        wrong.append("p99")
    won = sum(load["orders"]["won"] for load in loads if load)
    retried = sum(load["requests"]["failed"] for load in loads if load)
    compared = (f"{elsewhere:.2f}", f"{ratio:.2f}") if elsewhere is not None else ("-", "-")
    print(f"{name:<18} {opened:>7} {won:>7} {retried:>7} {compared[0]:>12} {here:>8.2f} {compared[1]:>6} "
          f"{'LOST' if 'orders lost' in wrong else 'none':>5}  {'short: ' + ', '.join(wrong) if wrong else 'met'}")
    return not wrong


def table(directory, rounds, opened_min, peak_mib, budget_mib, floods):
    def loads_of(name):
        return [read(f"{directory}/{number + 1}.{name}.json") for number in range(rounds)]

    def median(loads):
        return statistics.median(p99_ms(load) for load in loads)

    def opened_by(name):
        return min(read(f"{directory}/{number + 1}.{name}.opened") or 0 for number in range(rounds))

    print(f"\n{'':<18} {'':>7} {'':>7} {'':>7} {'p99 in ms, flooded':>21}")
    print(f"{'flood':<18} {'opened':>7} {'won':>7} {'retried':>7} {'elsewhere':>12} {'here':>8} {'ratio':>6} "
          f"{'lost':>5}")
    quiet = loads_of("quiet")
    met = row("none", 0, quiet, None, median(quiet), [])
    for flood in floods:
        elsewhere, here = loads_of(f"{flood}.elsewhere"), loads_of(f"{flood}.here")
        opened = min(opened_by(f"{flood}.elsewhere"), opened_by(f"{flood}.here"))
        met &= row(flood, opened, elsewhere + here, median(elsewhere), median(here),
                   ["no flood"] if opened < opened_min else [])
    print(f"peak memory of the server: {peak_mib:.0f} of {budget_mib:.0f} MiB, "
          f"{'short' if peak_mib > budget_mib else 'met'}")
    return met and peak_mib <= budget_mib


def main():
    if sys.argv[1] == "line":
        line(*sys.argv[2:5])
    else:
        directory, rounds, opened_min, peak_kib, budget_mib, *floods = sys.argv[2:]
        met = table(directory, int(rounds), int(opened_min), int(peak_kib) / 1024, float(budget_mib), floods)
        sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
