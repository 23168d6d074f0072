#!/usr/bin/env python3
"""The package's rule for logrotate, run by a real logrotate on the request log of a real server: what was written
stays, the server goes on in a new file once it is told to, and no line is lost or written twice.

  rotation_test.py DOORBUSTER_PROGRAM RULE

Where systemd's systemctl would be asked, a script of the test's is, that does the same. Exit code 77 where logrotate
isn't installed, and it says so. Ends only the processes that it started.
"""
import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from expectations import expect, failures
from services import Server, scratch_folder, wait_for

SKIPPED = 77
SERVICE_USER = 65534  # nobody's; the service's directory isn't root's either

program, rule = sys.argv[1], pathlib.Path(sys.argv[2])
logrotate = shutil.which("logrotate", path=os.environ["PATH"] + ":/usr/sbin")


class Rotation:
    """Of the logs in `folder`, which stands for /var/log/doorbuster."""

    def __init__(self, scratch, folder, server):
        self.folder, self.asked = folder, scratch / "systemctl.asked"
        self.rule, self.state = scratch / "rule", scratch / "state"
        self.rule.touch(0o644)
        self.rule.write_text(rule.read_text().replace("/var/log/doorbuster", str(folder)))
        systemctl = scratch / "bin" / "systemctl"
        systemctl.parent.mkdir()
        systemctl.write_text(f"#!/bin/sh\necho \"$@\" >> {self.asked}\nkill -HUP {server.process.process.pid}\n")
        systemctl.chmod(0o755)
        self.environment = {**os.environ, "PATH": f"{systemctl.parent}:{os.environ['PATH']}"}

    def run(self, *flags):
        done = subprocess.run([logrotate, *flags, "--state", self.state, self.rule], env=self.environment, text=True,
                              capture_output=True)
        expect(done.returncode == 0 and "error:" not in done.stderr, f"logrotate {' '.join(flags)} has no complaint")
        if done.returncode:
            print(done.stderr)


def routes_in(file):
    text = gzip.open(file, "rt").read() if file.suffix == ".gz" else file.read_text()
    return [json.loads(line)["route"] for line in text.splitlines()]


def ask(server, log, route):
    """A request to a route that was not asked before, so that its line is told from others."""
    server.ask("GET", route.replace("{sku}", "lamp").replace("{sale}", "night"))
    wait_for(f"the line of {route}", lambda: route in routes_in(log))


def main(scratch):
    folder = scratch / "logs"
    folder.mkdir(0o750)
    if os.geteuid() == 0:
        os.chown(folder, SERVICE_USER, SERVICE_USER)
    log, first, second = (folder / f"requests.log{end}" for end in ("", ".1", ".2.gz"))
    server = Server(program, scratch / "shop", "--request-log", log)
    rotation = Rotation(scratch, folder, server)
    ask(server, log, "/v1/skus/{sku}")
    before = log.stat()
    rotation.run("--debug")
    expect(not first.exists() and not rotation.asked.exists(), "a dry run changes nothing")
    rotation.run("--force")
    expect(rotation.asked.read_text() == "kill --signal=HUP --kill-who=main doorbuster.service\n",
           "the service's main process is told once")
    wait_for("a new file", log.exists)
    expect(first.stat().st_ino == before.st_ino, "the old file has the next name")
    ask(server, log, "/v1/sales/{sale}")
    expect(log.stat().st_mode == before.st_mode, "the new one may be read by whom the old one might")
    rotation.run("--force")
    wait_for("a new file", log.exists)
    ask(server, log, "/v1/orders")
    expect(routes_in(second) == ["/v1/skus/{sku}"] and routes_in(first) == ["/v1/sales/{sale}"]
           and routes_in(log) == ["/v1/orders"], "each line is in one file, the oldest of them compressed")
    expect(server.end() == 0, "and the server went on")


if logrotate is None:
    print("skipped: logrotate is not installed (scripts/setup.sh installs it)")
    sys.exit(SKIPPED)
with scratch_folder() as folder:
    main(folder)
sys.exit(1 if failures else 0)
