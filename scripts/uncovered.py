#!/usr/bin/env python3
# Sums up a coverage report and holds it against the list of lines that no test runs, with the reasons:
#   scripts/uncovered.py LINES.json UNCOVERED.txt LEAST_PERCENT     LINES.json as gcovr writes it
# Fails if fewer lines run.
import collections
import json
import pathlib
import sys


def folder_of(path):
    return path.rsplit("/", 1)[0]


def count(report):
    """Lines that run and lines in all, by folder; and the (path, text, number) of each that does not run."""
    ran, lines, idle = collections.Counter(), collections.Counter(), []
    for file in report["files"]:
        path = file["file"]
        text = pathlib.Path(path).read_text().splitlines()
        for line in file["lines"]:
            if line.get("gcovr/noncode"):
                continue
            lines[folder_of(path)] += 1
            if line["count"] > 0:
                ran[folder_of(path)] += 1
            else:
                idle.append((path, text[line["line_number"] - 1].strip(), line["line_number"]))
    return ran, lines, idle


def print_share(name, ran, lines):
    print(f"coverage: {name:16} {ran:5} of {lines:5} lines, {100 * ran / lines:.1f} %")


def read_reasons(path):
    """Pairs of (path, text of the line); a reason stands before its lines, which are indented."""
    return {
        tuple(row.strip().split(": ", 1))
        for row in pathlib.Path(path).read_text().splitlines()
        if row.startswith("  ")
    }


def main():
    report, reasons_path, least = sys.argv[1], sys.argv[2], float(sys.argv[3])
    ran, lines, idle = count(json.loads(pathlib.Path(report).read_text()))
    for folder in sorted(lines):
        print_share(folder, ran[folder], lines[folder])
    print_share("all", ran.total(), lines.total())

    reasons = read_reasons(reasons_path)
    for path, text, number in idle:
        if (path, text) not in reasons:
            print(f"coverage: does not run, and {reasons_path} gives no reason: {path}:{number}: {text}")
    for path, text in sorted(reasons - {(path, text) for path, text, _ in idle}):
        print(f"coverage: runs after all, though {reasons_path} has it: {path}: {text}")
    if 100 * ran.total() >= least * lines.total():
        return 0
    print(f"coverage: less than {least} %", file=sys.stderr)
    return 1


sys.exit(main())
