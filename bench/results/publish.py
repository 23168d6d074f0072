#!/usr/bin/env python3
# Keeps a result of compare.sh here, under its machine's name, and puts its table into the main README, in place of the
# one that stands there between the two markers:
#   bench/results/publish.py [JSON]     default: build/compare.json
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
README = HERE.parents[1] / "README.md"
BEGIN, END = "<!-- bench/results: begin -->\n", "<!-- bench/results: end -->\n"

CASES = {
    "durable_orders": "one order at a time, 128 connections",
    "durable_orders_pipelined": "the same, 16 deep",
    "batch_orders": "1,000 orders a request",
    "durable_orders_10m": "one at a time, 10 million held",
    "sold_out": "refused, nothing left",
    "sold_out_pipelined": "the same, 16 deep",
    "read_stock": "a SKU's stock read",
}
PEERS = {
    "doorbuster": "Doorbuster",
    "redis_lua": "Redis + Lua",
    "nginx_lua_redis": "nginx + Redis",
    "postgres_row": "PostgreSQL",
    "null_http": "null server",
}


def machine_name(machine):
    """2-core-amd-epyc-linux-6.18"""
    cpu = re.sub(r"\(R\)|\(TM\)|CPU|Processor|@.*", "", machine["cpu"])
    kernel = ".".join(machine["kernel"].split(".")[:2])
    return re.sub(r"[^a-z0-9.]+", "-", f"{machine['cores']}-core-{cpu}-linux-{kernel}".lower()).strip("-")


def row(cells):
    return "| " + " | ".join(cells) + " |\n"


def rates(result):
    text = row(["Orders or reads a second", *PEERS.values()]) + row(["---"] + ["--:"] * len(PEERS))
    for case, title in CASES.items():
        seen = [result["medians"].get(f"{case}/{peer}", {}).get("rate") for peer in PEERS]
        if any(rate is not None for rate in seen):
            text += row([title] + ["" if rate is None else f"{rate:,.0f}" for rate in seen])
    return text


def bounds(result):
    text = row(["Ratio or figure", "Seen", "Wanted", ""]) + row(["---", "--:", "---", "---"])
    for name, judged in {**result["ratios"], **result["figures"]}.items():
        if "bound" in judged:
            value = f"{judged['value']:,.0f}" if judged["value"] >= 1e6 else f"{judged['value']:g}"
            verdict = "doubtful" if "doubtful" in judged else "met" if judged["met"] else "short"
            text += row([f"`{name}`", value, judged["bound"], verdict])
    return text


def section(result, kept):
    machine = result["machine"]
    return (
        f"Seen on {machine['cores']} cores of an {machine['cpu']}, {machine['memory_gib']} GiB, Linux "
        f"{machine['kernel']}, {machine['disk'].split()[-1]}, on {machine['date']}, at commit {machine['commit']}:\n"
        f"medians of {result['rounds']} rounds, {result['seconds']} s each time "
        f"([all of it](bench/results/{kept})).\n\n"
        + rates(result) + "\n" + bounds(result)
    )


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/compare.json")
    result = json.loads(source.read_text())
    kept = machine_name(result["machine"]) + ".json"
    readme = README.read_text()
    if BEGIN not in readme or END not in readme:
        sys.exit(f"publish: {README} lacks the two markers: {BEGIN.strip()} and {END.strip()}")
    (HERE / kept).write_text(source.read_text())
    before, after = readme.split(BEGIN)[0], readme.split(END)[1]
    README.write_text(before + BEGIN + section(result, kept) + END + after)
    print(f"kept as bench/results/{kept}, and in {README.name}")


main()
