"""A PostgreSQL of a test's own, in a folder of its own on a port of its own. Needs tests/support on Python's path."""
import json
import os
import shutil
import signal
import subprocess

from services import Started, free_port, wait_for


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

    def end(self):
        """At once for whoever is connected."""
        self.process.end(signal.SIGINT)

    @property
    def database(self):
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def rows(self, query):
        """Each row as an object; None if it can't be asked."""
        asked = subprocess.run(["psql", "-qtAX", self.database, "-c", f"SELECT json_agg(t) FROM ({query}) AS t"],
                               capture_output=True, text=True)
        return json.loads(asked.stdout.strip() or "null") or [] if asked.returncode == 0 else None
