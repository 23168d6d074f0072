#!/usr/bin/env python3
# Sums up a coverage report and holds it against the list of lines that no test runs, with the reasons:
#   scripts/uncovered.py LINES.json UNCOVERED.txt LEAST_PERCENT     LINES.json as gcovr writes it
# Fails if fewer lines run, or if one that does not run has no reason.
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
        print(f"coverage: {folder:16} {ran[folder]:5} of {lines[folder]:5} lines, {100 * ran[folder] / lines[folder]:.1f} %")
    percent = 100 * sum(ran.values()) / sum(lines.values())
    print(f"coverage: {'all':16} {sum(ran.values()):5} of {sum(lines.values()):5} lines, {percent:.1f} %")

    reasons = read_reasons(reasons_path)
    unexplained = [f"{path}:{number}: {text}" for path, text, number in idle if (path, text) not in reasons]
    for line in unexplained:
        print(f"coverage: does not run, and {reasons_path} gives no reason: {line}", file=sys.stderr)
    for path, text in sorted(reasons - {(path, text) for path, text, _ in idle}):
        print(f"coverage: runs after all, though {reasons_path} has it: {path}: {text}")
    if percent < least:
        print(f"coverage: less than {least} %", file=sys.stderr)
    return 1 if unexplained or percent < least else 0


sys.exit(main())
