#!/usr/bin/env python3
# Medians, ratios and JSON of what compare.sh measured:
#   summary.py RESULTS JSON ROUNDS SECONDS DIRECTORY     RESULTS: lines "CASE/PEER NAME VALUE", one a round
import collections
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

# What is compared to what, in the order in which it is printed: (case, peer).
RATIOS = [
    ("durable_orders", "redis_lua"),
    ("durable_orders", "nginx_lua_redis"),
    ("durable_orders", "postgres_row"),
    ("durable_orders", "null_http"),
    ("durable_orders_pipelined", "redis_lua"),
    ("durable_orders_pipelined", "nginx_lua_redis"),
    ("durable_orders_pipelined", "null_http"),
    ("batch_orders", "redis_lua"),
    ("sold_out", "null_http"),
    ("sold_out_pipelined", "null_http"),
    ("read_stock", "null_http"),
]


def read(path):
    """{case/peer: {name: median}}"""
    seen = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in pathlib.Path(path).read_text().splitlines():
        what, name, value = line.split()
        seen[what][name].append(float(value))
    return {what: {name: statistics.median(values) for name, values in names.items()} for what, names in seen.items()}


def machine(directory):
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    disk = subprocess.run(["df", "--output=source,fstype", directory], capture_output=True, text=True).stdout.split()
    return {"cores": os.cpu_count(), "cpu": cpu, "kernel": platform.release(), "disk": " ".join(disk[-2:])}


def main():
    results, json_path, rounds, seconds, directory = sys.argv[1:]
    medians = read(results)
    host = machine(directory)
    print(f"\n{host['cores']} cores, {host['cpu']}, Linux {host['kernel']}, {host['disk']}; medians of {rounds} rounds")
    print(f"{'':45}{'orders/s':>12}{'p50 us':>10}{'p99 us':>10}")
    for what, names in medians.items():
        cells = [f"{names[name]:,.0f}" if name in names else "" for name in ("rate", "p50_us", "p99_us")]
        print(f"{what:45}{cells[0]:>12}{cells[1]:>10}{cells[2]:>10}")
    print()
    ratios = {}
    for case, peer in RATIOS:
        ours, theirs = medians.get(f"{case}/doorbuster"), medians.get(f"{case}/{peer}")
        if ours and theirs:
            ratios[f"{case}/{peer}"] = round(ours["rate"] / theirs["rate"], 2)
            print(f"ratio {case}/{peer} {ratios[f'{case}/{peer}']:.2f}")
    text = {"machine": host, "rounds": int(rounds), "seconds": int(seconds), "medians": medians, "ratios": ratios}
    pathlib.Path(json_path).write_text(json.dumps(text, indent=2) + "\n")
    print(f"\nAll of it as JSON: {json_path}")


main()
