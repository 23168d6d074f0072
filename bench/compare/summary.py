#!/usr/bin/env python3
# Medians, ratios, figures and JSON of what compare.sh measured:
#   summary.py RESULTS MACHINE JSON ROUNDS SECONDS
#     RESULTS: lines "CASE/PEER NAME VALUE", one a round     MACHINE: lines "NAME TEXT"
import collections
import json
import pathlib
import statistics
import sys

# What is compared to what, in the order in which it is printed: what, to what, and the bound that is to be reached.
RATIOS = [
    ("durable_orders/doorbuster", "durable_orders/redis_lua", 3.5),
    ("durable_orders/doorbuster", "durable_orders/nginx_lua_redis", 4),
    ("durable_orders/doorbuster", "durable_orders/postgres_row", None),
    ("durable_orders/doorbuster", "durable_orders/null_http", 0.6),
    ("durable_orders_pipelined/doorbuster", "durable_orders_pipelined/redis_lua", 10),
    ("durable_orders_pipelined/doorbuster", "durable_orders_pipelined/nginx_lua_redis", None),
    ("durable_orders_pipelined/doorbuster", "durable_orders_pipelined/null_http", 0.45),
    ("batch_orders/doorbuster", "batch_orders/redis_lua", 15),
    ("sold_out/doorbuster", "sold_out/null_http", 0.9),
    ("sold_out_pipelined/doorbuster", "sold_out_pipelined/null_http", 0.6),
    ("read_stock/doorbuster", "read_stock/null_http", None),
    ("durable_orders_10m/doorbuster", "durable_orders/doorbuster", 0.9),
]

# An order waits for a write, so what is below this was measured while somebody else kept the disk busy.
WRITES_LEAST = 1

# Other figures: name, what it is made of (a measurement and its value, over another's), unit's size, and the bound.
FIGURES = [
    ("order_p50/device_write_p50", ("order_at_half_rate/doorbuster", "p50_us"), ("device_write/disk", "p50_us"), 1,
     ("at most", 3)),
    ("order_p99.9_ms", ("order_at_half_rate/doorbuster", "p99.9_us"), None, 1e3, ("at most", 20)),
    ("decisions_per_second", ("decide_10m/doorbuster", "rate"), None, 1, ("at least", 3e6)),
    ("resident_bytes_an_order", ("resident_10m/doorbuster", "bytes_an_order"), None, 1, ("at most", 200)),
]


def read(path):
    """{case/peer: {name: [value, a round each]}}"""
    seen = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in pathlib.Path(path).read_text().splitlines():
        what, name, value = line.split()
        seen[what][name].append(float(value))
    return seen


def short(value):
    return f"{value / 1e6:g}M" if value >= 1e6 else f"{value:g}"


def judged(value, bound):
    """As it is kept: the value in three digits, and how it stands to its bound before that: 0.5996 isn't 0.6."""
    result = {"value": float(f"{value:.3g}")}
    if bound:
        word, limit = bound
        met = value >= limit if word == "at least" else value <= limit
        result |= {"bound": f"{word} {short(limit)}", "met": met}
    return result


def ratio_name(what, other):
    """durable_orders/redis_lua; where both are the same peer, of which only the case differs, durable_orders_10m/..."""
    case, peer = what.split("/")
    other_case, other_peer = other.split("/")
    return f"{case}/{other_case if peer == other_peer else other_peer}"


def ratios_of(medians):
    ratios = {}
    for what, other, least in RATIOS:
        if what in medians and other in medians:
            value = medians[what]["rate"] / medians[other]["rate"]
            ratios[ratio_name(what, other)] = judged(value, least and ("at least", least))
    return ratios


def figures_of(medians):
    figures = {}
    for name, (what, value), divisor, unit, bound in FIGURES:
        if what not in medians or (divisor and divisor[0] not in medians) or value not in medians[what]:
            continue
        over = medians[divisor[0]][divisor[1]] if divisor else unit
        figures[name] = judged(medians[what][value] / over, bound)
        if divisor and figures[name]["value"] < WRITES_LEAST:
            figures[name] |= {"met": False, "doubtful": "less than the write alone: the disk was busy with others"}
    return figures


def print_judged(kind, results):
    for name, result in results.items():
        verdict = result.get("doubtful") or ("met" if result.get("met") else "SHORT")
        ending = f"  {result['bound']}: {verdict}" if "bound" in result else ""
        print(f"{kind} {name} {short(result['value'])}{ending}")


def main():
    results, machine, json_path, rounds, seconds = sys.argv[1:]
    seen = read(results)
    medians = {what: {name: statistics.median(values) for name, values in names.items()}
               for what, names in seen.items()}
    host = dict(line.split(" ", 1) for line in pathlib.Path(machine).read_text().splitlines())
    print(f"\n{host['cores']} cores, {host['cpu']}, Linux {host['kernel']}, {host['disk']}; "
          f"load average {host['load_average_after']} at the end; medians of {rounds} rounds")
    print(f"{'':45}{'a second':>12}{'p50 us':>10}{'p99 us':>10}{'p99.9 us':>10}")
    for what, names in medians.items():
        cells = [f"{names[name]:,.0f}" if name in names else "" for name in ("rate", "p50_us", "p99_us", "p99.9_us")]
        print(f"{what:45}{cells[0]:>12}{cells[1]:>10}{cells[2]:>10}{cells[3]:>10}")
    print()
    ratios, figures = ratios_of(medians), figures_of(medians)
    print_judged("ratio", ratios)
    print_judged("figure", figures)
    text = {"machine": host, "rounds": int(rounds), "seconds": int(seconds), "ratios": ratios, "figures": figures,
            "medians": medians, "rounds_seen": seen}
    pathlib.Path(json_path).write_text(json.dumps(text, indent=2) + "\n")
    print(f"\nAll of it as JSON: {json_path}")


main()
