#!/usr/bin/env python3
"""Runs one of the examples against a server of its own.

  examples_test.py DOORBUSTER_PROGRAM SOURCES curl|typescript|typescript_sources|wrk|signatures

Exit code 77 where what the example takes isn't installed or can't be fetched, and it says so. Ends only the processes
that it started.
"""
import hashlib
import hmac
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from services import Server, create_key, scratch_folder

SKIPPED = 77
FETCH_SECONDS = 120
# What npm and Node.js call a network that isn't there. Anything else is a fault of the example's.
NO_NETWORK = re.compile(r"ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH")

program, sources = sys.argv[1], pathlib.Path(sys.argv[2])
checkout = sources / "examples/checkout-typescript"


def skip(why):
    print("skipped: " + why)
    sys.exit(SKIPPED)


def need(tool, besides=""):
    if not shutil.which(tool):
        skip(f"{besides}{tool} isn't installed")


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
            fetched = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=copy, timeout=FETCH_SECONDS,
                                     stderr=subprocess.PIPE, text=True)
        except subprocess.TimeoutExpired:
            skip("the npm registry can't be reached in time")
        if fetched.returncode != 0 and NO_NETWORK.search(fetched.stderr):
            skip("the npm registry can't be reached")
        if fetched.returncode != 0:
            print(f"FAILED  npm can't install what package-lock.json names:\n{fetched.stderr}")
            return 1
        for script in ("types", "build"):
            subprocess.run(["npm", "run", "--silent", script], cwd=copy, check=True)
        different = [name for name in ("src/api.d.ts", "dist/checkout.js", "dist/shop.js")
                     if (copy / name).read_text() != (checkout / name).read_text()]
    for name in different:
        print(f"FAILED  {name} is not what its sources give: npm run types && npm run build")
    return 1 if different else 0


def hmac_by_openssl(secret, text):
    said = subprocess.run(["openssl", "dgst", "-sha256", "-hmac", secret, "-r"], input=text.encode(), check=True,
                          capture_output=True)
    return said.stdout.split()[0].decode()


def check_vectors(page):
    """What the page says is signed with its key is so signed by others than the server."""
    secret = re.search("`dbs_[0-9a-f]{10}_([0-9a-f]{64})`", page)[1]
    vectors = re.findall("```text\n(.*?)\n```.*?with `([0-9a-f]{64})`", page, re.DOTALL)
    assert len(vectors) == 2, vectors
    for text, signature in vectors:
        assert hmac.new(secret.encode(), text.encode(), "sha256").hexdigest() == signature, text
        assert hmac_by_openssl(secret, text) == signature, text
    body = re.search("`({\"sale\".*?})`:\n", page)[1]
    assert vectors[0][0].endswith(hashlib.sha256(body.encode()).hexdigest())
    tests = (sources / "tests/net/access/signature_test.cpp").read_text()
    assert all(signature in tests for _, signature in vectors), "the server's own tests have the same"


def order_lamp(url, sign, key):
    """As a backend does it, with one of the page's functions."""
    target = "/v1/orders"
    body = b'{"sale":"double-11","buyer":"u43","items":[{"sku":"lamp","qty":1}]}'
    fields = {"Authorization": sign(key, "POST", target, body, "checkout-u43"), "Idempotency-Key": "checkout-u43",
              "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url + target, body, fields), timeout=60) as answer:
        return answer.status, answer.headers["Idempotent-Replayed"]


def sign_by_node(script):
    def sign(*arguments):
        words = [word.decode() if isinstance(word, bytes) else word for word in arguments]
        return subprocess.run(["node", script, *words], check=True, capture_output=True, text=True).stdout.strip()
    return sign


def signatures():
    """The vectors and the three examples of docs/signatures.md, each against a server."""
    need("openssl")
    need("curl")
    page = (sources / "docs/signatures.md").read_text()
    code = {name: re.search(f"```{name}\n(.*?)```", page, re.DOTALL)[1] for name in ("bash", "python", "ts")}
    check_vectors(page)
    with scratch_folder() as folder:
        key = create_key(program, folder / "keys.toml", "operator", flags=["--signing"])
        server = Server(program, folder, "--keys", folder / "keys.toml")
        environment = {**os.environ, "DOORBUSTER_URL": server.url, "DOORBUSTER_KEY": key, "url": server.url, "key": key}
        for command in ("stock create lamp --name Lamp", "stock add lamp 10",
                        "sale create double-11 --currency CNY --ends +1h --item lamp,price=19900"):
            subprocess.run([program, *command.split()], env=environment, check=True)
        subprocess.run(["bash", "-euo", "pipefail", "-c", code["bash"]], env=environment, check=True)

        names = {}
        exec(code["python"], names)
        assert order_lamp(server.url, names["authorization"], key) == (201, None)
        need("node", "the examples in bash and Python did well, and that in TypeScript was left out: ")
        script = folder / "sign.mjs"
        script.write_text(code["ts"].replace(": string", "") + "console.log(authorization(...process.argv.slice(2)));")
        assert order_lamp(server.url, sign_by_node(script), key) == (201, "true")
    return 0


def main():
    example = sys.argv[3]
    if example == "signatures":
        return signatures()
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
