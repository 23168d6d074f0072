"""Calls to a running server, each held against the document that it serves. Starts nothing."""
import json
import re


class Client:
    """Asks with the key of a role, where `keys` has some."""

    def __init__(self, server, keys=None):
        self.server, self.keys = server, keys or {}

    def get(self, path):
        return self.server.request("GET", path)[2].decode()

    def document(self):
        return json.loads(self.get("/openapi.json"))

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
            status, got, text = self.server.request(operation.method.upper(), target, body, headers)
            contract.check(name, status, got, text)
            if status != expected:
                contract.failures.append(f"{name} {target}: {status} instead of {expected}: {text[:300]}")
            return json.loads(text) if got.get("Content-Type", "").startswith("application/json") else None

        return call

    def board_files(self):
        """What the start page loads."""
        return sorted(set(re.findall(r"/board/([\w.-]+)", self.get("/"))))

    def stream_begins(self):
        """The event stream has the type that is documented; it has no end, so no more of it is read."""
        with self.server.connect() as connection:
            connection.request("GET", "/v1/events", headers={"Accept": "text/event-stream", "Authorization":
                                                             "Bearer " + self.keys["operator"]})
            answer = connection.getresponse()
            assert answer.status == 200 and answer.headers["Content-Type"] == "text/event-stream", answer.headers
            assert answer.readline().startswith(b"id: ")
