"""A server and a PostgreSQL of a test's own, each in a folder of its own on a port of its own. Each ends only what it
started.
"""
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

PATIENCE_SECONDS = 60  # a hang ends here, nothing is timed


def wait_for(what, ask):
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            found = ask()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise SystemExit(f"gave up waiting for {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Started:
    """A process of ours, ended with us: by end(), or by end_all()."""

    all = []

    def __init__(self, log, *command, **more):
        self.log = log
        with open(log, "ab") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, **more)
        Started.all.append(self)

    @classmethod
    def end_all(cls):
        for started in reversed(cls.all):
            started.end(signal.SIGINT)

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(PATIENCE_SECONDS)


class Server:
    def __init__(self, program, folder):
        self.program, self.folder, self.port = program, folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.process = Started(self.folder / "server.log", self.program, "serve", "--data",
                               str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}")
        wait_for("the server", lambda: self.ask("GET", "/readyz"))

    def ask(self, method, path, body=None, **headers):
        request = urllib.request.Request(self.url + path, None if body is None else json.dumps(body).encode(), headers,
                                         method=method)
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "null") if "json" in answer.headers["Content-Type"] else answer.read()

    def order(self, buyer, items, sale="night"):
        lines = [{"sku": sku, "qty": qty} for sku, qty in items]
        return self.ask("POST", "/v1/orders", {"sale": sale, "buyer": buyer, "items": lines},
                        **{"Idempotency-Key": f"{sale}-{buyer}"})["order"]

    def all_orders(self):
        orders, after = [], ""
        while after is not None:
            page = self.ask("GET", "/v1/orders?limit=100" + (f"&after={after}" if after else ""))
            orders, after = orders + page["data"], page["next_after"]
        return orders


class Postgres:
    def __init__(self, folder, programs):
        self.folder, self.programs, self.port = folder, programs, free_port()
        self.user = []
        tables = folder / "tables"
        tables.mkdir()
        if os.geteuid() == 0:  # it won't run as root
            self.user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
            shutil.chown(folder, "postgres")
            shutil.chown(tables, "postgres")
        subprocess.run([*self.user, programs / "initdb", "-D", tables, "-U", "postgres", "--auth", "trust", "-N"],
                       check=True, capture_output=True)
        self.start()

    def start(self):
        self.process = Started(self.folder / "postgres.log", *self.user, self.programs / "postgres", "-D",
                               self.folder / "tables", "-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-c",
                               "unix_socket_directories=", cwd=self.folder)
        wait_for("PostgreSQL", lambda: self.rows("SELECT 1"))

    @property
    def database(self):
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def rows(self, query):
        """Each row as an object; None if it can't be asked."""
        asked = subprocess.run(["psql", "-qtAX", self.database, "-c", f"SELECT json_agg(t) FROM ({query}) AS t"],
                               capture_output=True, text=True)
        return json.loads(asked.stdout.strip() or "null") or [] if asked.returncode == 0 else None
