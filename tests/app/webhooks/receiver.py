"""A receiver of webhooks that does what receivers do: fails, stalls, resets, goes away and comes back. It knows the
Standard Webhooks specification by itself, and holds each message against it.
"""
import base64
import collections
import hashlib
import hmac
import http.server
import json
import random
import socket
import struct
import threading
import time

STALL_SECONDS = 1.5  # longer than an endpoint's timeout in the tests


def signature(secret, message_id, timestamp, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


class Path:
    """What has come for one endpoint. `moods`: what it does, one after the other, then it is well."""

    def __init__(self, secrets):
        self.secrets = secrets
        self.moods = collections.deque()
        self.always = None  # a mood that stays
        self.tries = []  # of each request: position, mood
        self.accepted = []  # positions, as they were answered with 2xx
        self.bodies = {}  # by webhook-id
        self.faults = []
        self.signatures = 0  # in the last request
        self.traceparent = None  # in the last request
        self.lock = threading.Lock()

    def be_moody(self, count, seed):
        dice = random.Random(seed)
        moods = ["ok"] * 6 + [500, 503, "reset", "cut", 429, "stall"]
        with self.lock:
            self.moods.extend(dice.choice(moods) for _ in range(count))

    def hold_against_specification(self, fields, body):
        message_id, timestamp = fields["webhook-id"], fields["webhook-timestamp"]
        given = fields["webhook-signature"].split(" ")
        self.signatures = len(given)
        self.traceparent = fields["traceparent"]
        if given != [signature(secret, message_id, timestamp, body) for secret in self.secrets]:
            self.faults.append(f"{message_id} has a wrong signature")
        if abs(int(timestamp) - time.time()) > 60:
            self.faults.append(f"{message_id} is of another time: {timestamp}")
        if self.bodies.setdefault(message_id, body) != body:
            self.faults.append(f"{message_id} has another body than before")
        message = json.loads(body)
        event = message["data"]
        if set(message) != {"type", "timestamp", "data"} or fields["Content-Type"] != "application/json":
            self.faults.append(f"{message_id} has another shape: {sorted(message)}")
        if "position" in event and (message["type"] != event["type"] or message["timestamp"] != event["at"]):
            self.faults.append(f"{message_id} is not as its event")
        return event.get("position", 0)

    def take(self, fields, body):
        with self.lock:
            position = self.hold_against_specification(fields, body)
            mood = self.always or (self.moods.popleft() if self.moods else "ok")
            self.tries.append((position, mood))
            return position, mood


class Receiver:
    """Listens from the start; leave() and come_back() keep the port. `tls`: an ssl.SSLContext, or plain HTTP."""

    def __init__(self, tls=None):
        self.paths, self.port, self.connections, self.tls = {}, 0, 0, tls
        self.come_back()

    def path(self, name, *secrets):
        self.paths["/" + name] = Path(list(secrets))
        return self.paths["/" + name]

    def url(self, name, host="127.0.0.1"):
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}/{name}"

    def come_back(self):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # an answer goes out as a whole

            def log_message(self, *_):
                pass

            def do_POST(self):
                path = receiver.paths[self.path]
                body = self.rfile.read(int(self.headers["Content-Length"]))
                position, mood = path.take(self.headers, body)
                if mood == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    raise ConnectionResetError
                if mood == "stall":
                    time.sleep(STALL_SECONDS)
                    raise ConnectionResetError
                if mood == "cut":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                    raise ConnectionResetError
                self.answer(path, position, {"ok": 200, "chatty": 200, "patience": 429}.get(mood, mood), mood)

            def answer(self, path, position, status, mood):
                if 200 <= status < 300:
                    with path.lock:
                        path.accepted.append(position)
                text = b"x" * 10_000_000 if mood == "chatty" else b"so be it"
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                if status == 429:
                    self.send_header("Retry-After", "3600" if mood == "patience" else "1")
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(text)

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass  # what the moods do

            def get_request(self):
                receiver.connections += 1
                return super().get_request()

        self.listener = Listener(("127.0.0.1", self.port), Handler)
        self.port = self.listener.server_port
        if self.tls:  # the handshake is the connection's own thread's, at its first read
            self.listener.socket = self.tls.wrap_socket(self.listener.socket, server_side=True,
                                                        do_handshake_on_connect=False)
        threading.Thread(target=self.listener.serve_forever, args=(0.02,), daemon=True).start()

    def leave(self):
        self.listener.shutdown()
        self.listener.server_close()
