#!/usr/bin/env python3
# What compare_commits.sh measured, a line a benchmark: medians, and how B's time relates to A's.
#   commits.py DIRECTORY A B     DIRECTORY: Google Benchmark's JSON, 0.ROUND.json of A and 1.ROUND.json of B
import collections
import json
import pathlib
import re
import statistics
import sys

NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
ROUNDS_MIN = 3  # with three, chance alone sets one benchmark in ten apart; with five, one in a hundred
SUFFIXES = re.compile(r"/(iterations:\d+|process_time|real_time|manual_time)")  # how it is timed, not what
BY_THE_CLOCK = re.compile(r"/(real_time|manual_time)")


def read(directory, turn):
    """{name: [nanoseconds, a round each]}"""
    times = collections.defaultdict(list)
    for path in sorted(pathlib.Path(directory).glob(f"{turn}.*.json")):
        for run in json.loads(path.read_text())["benchmarks"]:
            # What needs nobody else is told by its thread's own time: others at work on the machine lengthen that less.
            time = run["real_time" if BY_THE_CLOCK.search(run["name"]) else "cpu_time"]
            times[SUFFIXES.sub("", run["name"])].append(time * NANOSECONDS[run["time_unit"]])
    return times


def verdict(before, after):
    """What may be said of the ratio: nothing, where one's rounds reach into the other's."""
    if len(before) < ROUNDS_MIN:
        return "? too few rounds"
    if min(after) <= max(before) and min(before) <= max(after):
        return "~ within the spread"
    return "faster" if statistics.median(after) < statistics.median(before) else "SLOWER"


def spread(times):
    return (max(times) - min(times)) / statistics.median(times)


def main():
    directory, name_a, name_b = sys.argv[1:]
    a, b = read(directory, 0), read(directory, 1)
    print(f"{'ns, medians':46}{name_a:>12}{name_b:>12}{'ratio':>8}{'spread':>8}")
    for name in a:
        if name not in b:
            continue
        before, after = statistics.median(a[name]), statistics.median(b[name])
        widest = max(spread(a[name]), spread(b[name]))
        print(f"{name:46}{before:12,.1f}{after:12,.1f}{after / before:8.2f}{widest:8.0%}  {verdict(a[name], b[name])}")
    for mine, other, owner in ((a, b, name_a), (b, a, name_b)):
        alone = [name for name in mine if name not in other]
        if alone:
            print(f"only in {owner}: {', '.join(alone)}")


main()
