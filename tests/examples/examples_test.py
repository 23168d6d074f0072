#!/usr/bin/env python3
"""Runs one of the examples against a server of its own.

  examples_test.py DOORBUSTER_PROGRAM SOURCES curl|typescript|typescript_sources|wrk

Exit code 77 where what the example takes isn't installed or can't be fetched, and it says so. Ends only the processes
that it started.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from services import Server, create_key, scratch_folder

SKIPPED = 77
FETCH_SECONDS = 120

program, sources = sys.argv[1], pathlib.Path(sys.argv[2])
checkout = sources / "examples/checkout-typescript"


def skip(why):
    print("skipped: " + why)
    sys.exit(SKIPPED)


def need(tool):
    if not shutil.which(tool):
        skip(f"{tool} isn't installed")


def run_against_server(*command):
    """With API keys: examples must send theirs."""
    with scratch_folder() as folder:
        keys = folder / "keys.toml"
        key = create_key(program, keys, "operator")
        server = Server(program, folder, "--keys", keys)
        environment = {**os.environ, "DOORBUSTER_URL": server.url, "DOORBUSTER_KEY": key}
        return subprocess.run(command, env=environment, timeout=300).returncode


def typescript_sources():
    """What is committed of the compiled checkout, and of the types, is what its sources and the API's document give."""
    need("npm")
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch) / "examples/checkout-typescript"
        left_out = shutil.ignore_patterns("node_modules", "dist")
        shutil.copytree(checkout, copy, ignore=left_out)
        document = copy.parent.parent / "net/pages/openapi.json"
        document.parent.mkdir(parents=True)
        shutil.copy(sources / "net/pages/openapi.json", document)
        try:
            fetched = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=copy, timeout=FETCH_SECONDS)
        except subprocess.TimeoutExpired:
            skip("the npm registry can't be reached in time")
        if fetched.returncode != 0:
            skip("what the example is compiled with can't be fetched")
        for script in ("types", "build"):
            subprocess.run(["npm", "run", "--silent", script], cwd=copy, check=True)
        different = [name for name in ("src/api.d.ts", "dist/checkout.js", "dist/shop.js")
                     if (copy / name).read_text() != (checkout / name).read_text()]
    for name in different:
        print(f"FAILED  {name} is not what its sources give: npm run types && npm run build")
    return 1 if different else 0


def main():
    example = sys.argv[3]
    if example == "curl":
        need("curl")
        return run_against_server(str(sources / "examples/curl/walk_through.sh"))
    if example == "wrk":
        need("wrk")
        return run_against_server(str(sources / "examples/wrk/crowd.sh"), "2")
    if example == "typescript_sources":
        return typescript_sources()
    need("node")
    return run_against_server("node", str(checkout / "dist/checkout.js"))


sys.exit(main())
