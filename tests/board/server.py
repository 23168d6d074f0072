"""A real server for the board's tests, and a shop's way to talk to it. Ends only what it started."""
import http.client
import json
import signal
import socket
import subprocess
import time

PATIENCE_SECONDS = 60  # until it is ready; a hang ends here, nothing is timed


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, program, data):
        self.program = program
        self.data = data
        self.port = free_port()  # kept, so that a page finds it again after a restart
        self.process = None
        self.key = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/"

    def start(self, *options):
        command = [self.program, "serve", "--data", str(self.data), "--listen", f"127.0.0.1:{self.port}", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.05)
        raise SystemExit("the server did not become ready")

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE_SECONDS)
        self.process = None

    def ask(self, method, path, body=None, idempotency_key=None):
        """The status, and the body as JSON or, where it is none, as text."""
        fields = {"Content-Type": "application/json"}
        if idempotency_key:
            fields["Idempotency-Key"] = idempotency_key
        if self.key:
            fields["Authorization"] = f"Bearer {self.key}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), fields)
            answer = connection.getresponse()
            text = answer.read().decode()
            return answer.status, json.loads(text) if "json" in answer.headers["Content-Type"] else text
        finally:
            connection.close()

    def must(self, method, path, body=None, idempotency_key=None):
        status, answer = self.ask(method, path, body, idempotency_key)
        if status >= 300:
            raise SystemExit(f"{method} {path}: {status} {answer}")
        return answer

    def deliver(self, sku, name, units):
        self.must("PUT", f"/v1/skus/{sku}", {"name": name})
        self.must("POST", f"/v1/skus/{sku}/stock", {"delta": units, "reason": "delivery"}, f"delivery-{sku}")

    def open_sale(self, sale, name, prices, **more):
        terms = {"name": name, "currency": "CNY", "hold_seconds": 900, "late_payment": "refund",
                 "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2099-01-01T00:00:00Z",
                 "items": [{"sku": sku, "price": price} for sku, price in prices.items()], **more}
        return self.must("PUT", f"/v1/sales/{sale}", terms)

    def order(self, sale, buyers, sku):
        """One unit for each buyer; their orders, or the problems why not."""
        orders = [{"key": f"{sale}-{sku}-{buyer}", "sale": sale, "buyer": buyer, "items": [{"sku": sku, "qty": 1}]}
                  for buyer in buyers]
        results = self.must("POST", "/v1/orders/batch", {"orders": orders})["results"]
        return [result.get("order") or result["problem"] for result in results]

    def pay(self, order):
        self.must("POST", f"/v1/orders/{order['order']}/pay", {"payment": "p", "amount": order["total"]})

    def cancel(self, order):
        self.must("POST", f"/v1/orders/{order['order']}/cancel")
