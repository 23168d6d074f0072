"""Processes of a test's own, a Doorbuster server above all: started in a folder of the test's, waited for, asked.
Ends what it started, also when the test gives up, and nothing else.
"""
import contextlib
import http.client
import json
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time

PATIENCE_SECONDS = 60  # a hang ends here, nothing is timed
ANSWER_SECONDS = 30


def wait_for(what, ask):
    """What `ask` gives, once that is true; a fault of the network is not yet."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if found := ask():
                return found
        time.sleep(0.05)
    raise SystemExit(f"gave up waiting for {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def scratch_folder():
    """A folder, and at its end the end of all that was started: the latest first, since it may need the others."""
    with tempfile.TemporaryDirectory(prefix="doorbuster-test-") as folder, contextlib.ExitStack() as ends:
        Started.ends = ends
        yield pathlib.Path(folder)


class Started:
    """A process of ours. Begins within a scratch_folder() and ends with it, or by end()."""

    ends = None  # of the scratch folder

    def __init__(self, log, *command, **more):
        self.command, self.log = command, log
        with open(log, "ab") as out:
            self.log_begin = out.tell()
            self.process = subprocess.Popen(command, stdout=out, stderr=out, **more)
        Started.ends.callback(self.end, signal.SIGINT)

    def has_ended(self):
        return self.process.poll() is not None

    def said(self):
        return self.log.read_bytes()[self.log_begin:].decode()

    def end(self, how=signal.SIGTERM):
        """Its exit code."""
        if not self.has_ended():
            self.process.send_signal(how)
        try:
            return self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise SystemExit(f"had to kill {self.command}, which does not end: {self.said()}") from None


def create_key(program, file, role, merchant="acme", flags=()):
    made = subprocess.run([program, "keys", "create", "--keys", file, "--merchant", merchant, "--role", role, *flags],
                          capture_output=True, text=True, check=True)
    return made.stdout.strip()


class Server:
    """Data and log are in `folder`. It keeps its port through restarts, so that whoever follows it finds it again."""

    def __init__(self, program, folder, *flags):
        self.program, self.folder = program, folder
        self.port = 0  # any, until it has one
        self.key = None  # which it is asked with
        folder.mkdir(exist_ok=True)
        self.start(*flags)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, *flags):
        started = Started(self.folder / "server.log", self.program, "serve", "--data", self.folder / "data",
                          "--listen", f"127.0.0.1:{self.port}", *flags)
        wait_for("the server", lambda: started.has_ended() or "takes orders" in started.said())
        if started.has_ended():
            raise SystemExit("the server does not get ready: " + started.said())
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", started.said()).group(1))
        self.process = started

    def end(self):
        return self.process.end()

    def connect(self):
        return contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS))

    def request(self, method, path, body=None, fields=None):
        """As it stands: status, headers, bytes."""
        with self.connect() as connection:
            connection.request(method, path, body, fields or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def ask(self, method, path, body=None, idempotency_key=None):
        """The status, and the body as JSON or, where it is none, as text."""
        fields = {"Content-Type": "application/json"}
        if idempotency_key:
            fields["Idempotency-Key"] = idempotency_key
        if self.key:
            fields["Authorization"] = f"Bearer {self.key}"
        status, headers, text = self.request(method, path, None if body is None else json.dumps(body), fields)
        return status, json.loads(text) if "json" in headers["Content-Type"] else text.decode()

    def must(self, method, path, body=None, idempotency_key=None):
        """The body of an answer that refuses nothing."""
        status, answer = self.ask(method, path, body, idempotency_key)
        if status >= 300:
            raise SystemExit(f"{method} {path}: {status} {answer}")
        return answer

    def deliver(self, sku, name, units):
        self.must("PUT", f"/v1/skus/{sku}", {"name": name})
        self.must("POST", f"/v1/skus/{sku}/stock", {"delta": units, "reason": "it's a delivery"}, f"delivery-{sku}")

    def open_sale(self, sale, name, items, **more):
        """A sale that runs."""
        return self.must("PUT", f"/v1/sales/{sale}", {
            "name": name, "currency": "CNY", "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2099-01-01T00:00:00Z",
            "hold_seconds": 900, "late_payment": "refund", "items": items, **more})
