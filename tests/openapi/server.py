"""A server of the test's own, and calls to it. Ends only the processes that it started."""
import http.client
import json
import pathlib
import re
import subprocess
import tempfile
import time

PATIENCE_SECONDS = 60  # a hang ends here; nothing is timed
ANSWER_SECONDS = 30


class Server:
    def __init__(self, program, *flags, with_keys=False):
        self.program, self.flags, self.with_keys = program, list(flags), with_keys
        self.keys = {}

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        if self.with_keys:
            file = str(folder / "keys.toml")
            for role in ("operator", "storefront", "monitor"):
                made = subprocess.run([self.program, "keys", "create", "--keys", file, "--merchant", "acme", "--role",
                                       role], capture_output=True, text=True, check=True)
                self.keys[role] = made.stdout.strip()
            self.flags += ["--keys", file]
        self.log = folder / "log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([self.program, "serve", "--data", str(folder / "data"), "--listen",
                                             "127.0.0.1:0", *self.flags], stdout=log, stderr=subprocess.STDOUT)
        self.port = self.wait_until_ready()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE_SECONDS)
        self.folder.cleanup()

    def wait_until_ready(self):
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            said = self.log.read_text()
            if "takes orders" in said:
                return int(re.search(r"http://127\.0\.0\.1:(\d+)", said).group(1))
            time.sleep(0.01)
        raise SystemExit("the server does not get ready: " + self.log.read_text())

    def request(self, method, target, body=None, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        connection.request(method, target, body, fields or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def document(self):
        return json.loads(self.request("GET", "/openapi.json")[2])

    def key_without_leave(self, operation):
        """A key whose role may not do this."""
        return self.keys["storefront" if operation.path == "/metrics" or "/orders" not in operation.path else "monitor"]

    def caller(self, contract):
        """call(expected status, operation, path parameters, body, fields): asks, and checks; the body as JSON."""

        def call(expected, name, path=None, body=None, fields=None, query="", as_key="operator"):
            operation = contract.operations[name]
            target = operation.path.format(**(path or {})) + ("?" + query if query else "")
            headers = dict(fields or {})
            key = self.keys.get(as_key, as_key)
            if self.keys and key:
                headers["Authorization"] = "Bearer " + key
            if body is not None:
                headers.setdefault("Content-Type", "application/json")
                body = body if isinstance(body, bytes) else json.dumps(body).encode()
            status, got, text = self.request(operation.method.upper(), target, body, headers)
            contract.check(name, status, got, text)
            if status != expected:
                contract.failures.append(f"{name} {target}: {status} instead of {expected}: {text[:300]}")
            return json.loads(text) if got.get("Content-Type", "").startswith("application/json") else None

        return call

    def board_files(self):
        """What the start page loads."""
        return sorted(set(re.findall(r"/board/([\w.-]+)", self.request("GET", "/")[2].decode())))

    def stream_begins(self):
        """The event stream has the type that is documented; it has no end, so no more of it is read."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        connection.request("GET", "/v1/events", headers={"Accept": "text/event-stream", "Authorization":
                                                         "Bearer " + self.keys["operator"]})
        answer = connection.getresponse()
        assert answer.status == 200 and answer.headers["Content-Type"] == "text/event-stream", answer.headers
        assert answer.readline().startswith(b"id: ")
        connection.close()
