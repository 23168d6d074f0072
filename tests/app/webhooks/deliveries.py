"""What the tests of webhooks have in common: a night with something to tell of, the process that delivers, and what
must have arrived.
"""
import json
import pathlib
import signal
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[2] / "support"))
from expectations import expect
from services import Started, wait_for


def endpoint(name, url, secrets, **more):
    members = {"name": name, "url": url, "secrets": secrets, "after": 0, "timeout_seconds": 1, "allow_private": True,
               **more}
    return "[[endpoints]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in members.items())


class Webhooks:
    """The process that delivers, its file of endpoints and its state, in a folder. `begin`: what its commands begin
    with.
    """

    def __init__(self, program, folder, server, key_file=None, begin=()):
        self.command, self.folder, self.server = [*begin, program, "webhooks"], folder, server
        folder.mkdir(exist_ok=True)
        self.access = ["--url", server.url] + (["--api-key-file", key_file] if key_file else [])
        self.places = ["--endpoints", folder / "webhooks.toml", "--state", folder / "state"]

    def write(self, *endpoints, give_up=3600):
        file = self.folder / "webhooks.toml"
        file.touch(0o600)
        file.write_text(f"[retry]\nfirst_ms = 20\nlongest_seconds = 1\ngive_up_seconds = {give_up}\n"
                        + "\n".join(endpoints))

    def start(self, *flags):
        self.process = Started(self.folder / "webhooks.log", *self.command, "run", "--poll", "20", *self.places,
                               *self.access, *flags)
        return self.process

    def end(self, how=signal.SIGTERM):
        return self.process.end(how)

    def ask(self, *words):
        return subprocess.run([*self.command, *words, *self.places, *self.access], capture_output=True, text=True)

    def test(self, name):
        return subprocess.run([*self.command, "test", name, *self.places[:2]], capture_output=True, text=True)

    def read_file_again(self):
        """And serve its endpoints."""
        served = self.process.said().count(" served")
        self.process.process.send_signal(signal.SIGHUP)
        wait_for("the new file", lambda: self.process.said().count(" served") > served)

    def status(self, name):
        lines = [json.loads(line) for line in self.ask("status", "--json").stdout.splitlines()]
        return next(line for line in lines if line["endpoint"] == name)

    def wait_for_condition(self, name, condition):
        wait_for(f"{name} to be {condition}", lambda: self.status(name)["condition"] == condition)


def open_night(server):
    server.deliver("lamp", "Goodnight lamp", 1000)
    server.open_sale("night", "The night sale", [{"sku": "lamp", "price": 19900}])


def all_events(server):
    fields = {"Authorization": f"Bearer {server.key}"} if server.key else {}
    return [json.loads(line) for line in server.request("GET", "/v1/events?limit=1000", None, fields)[2].splitlines()]


def arrived(path, events, what):
    """Each event was taken, as the feed has it, and nothing else came."""
    wanted = {event["position"] for event in events}
    wait_for(what, lambda: wanted <= set(path.accepted))
    bodies = {json.loads(body)["data"]["position"]: json.loads(body)["data"] for body in path.bodies.values()}
    expect(set(path.accepted) == wanted and len(path.bodies) == len(wanted),
           f"{what}: all {len(wanted)} events were taken, each with one id, and no others")
    expect(all(bodies[event["position"]] == event for event in events), f"{what}: each as the feed has it")
    expect(not path.faults, f"{what}: all by the specification {path.faults[:3]}")
