#!/usr/bin/env python3
"""The board's bundle is of the sources beside it: whoever changed them has built it anew.

  bundle_test.py BOARD_FOLDER
"""
import gzip
import hashlib
import pathlib
import sys

board = pathlib.Path(sys.argv[1])
dist = board / "dist"
sources = [path for path in board.iterdir() if path.is_file() and not path.name.startswith(".")]
sources += [path for path in (board / "src").iterdir()]
now = {str(path.relative_to(board)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sources}
then = dict(reversed(line.split(maxsplit=1)) for line in (dist / "SOURCES.sha256").read_text().splitlines())

faults = [f"{name} has changed since the bundle was made" for name in sorted(set(now.items()) ^ set(then.items()))]
for name in ("board.js", "board.css"):
    if gzip.decompress((dist / f"{name}.gz").read_bytes()) != (dist / name).read_bytes():
        faults.append(f"{name}.gz is not {name}")
for name in ("board.html", "board.svg"):
    if (dist / name).read_bytes() != (board / name).read_bytes():
        faults.append(f"dist/{name} is not {name}")
print("\n".join(faults + ["Run scripts/build_board.sh."]) if faults else "the bundle is of these sources")
sys.exit(1 if faults else 0)
