#!/usr/bin/env python3
"""`doorbuster webhooks` with receivers that speak HTTPS: one that has a certificate by an authority which the
endpoint's `ca` names gets its events, one whose certificate can't be trusted gets not a byte of one, and `status` says
why.

  webhooks_tls_test.py DOORBUSTER_PROGRAM

The system's authorities are some of the test's own, in a view of /etc/ssl/certs that only the process which delivers
has. Ends only the processes that it started. Exits with 77, and says so, where openssl(1) isn't there; also where all
else is well and no such view can be made.
"""
import base64
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[2] / "support"))
from certificates import Authority, openssl
from deliveries import Webhooks, all_events, arrived, endpoint, open_night
from expectations import expect, failures
from receiver import Receiver
from services import Server, scratch_folder

SKIPPED = 77  # for ctest
UNAVAILABLE = 10  # doorbuster's exit code
BOTH_NAMES = "DNS:localhost,IP:127.0.0.1"

program = sys.argv[1]


class Case:
    """A receiver with a certificate, and an endpoint that leads there."""

    def __init__(self, name, tls, host, ca):
        self.name, self.ca = name, ca
        self.secret = "whsec_" + base64.b64encode(os.urandom(32)).decode()
        self.receiver = Receiver(tls)
        self.path, self.url = self.receiver.path(name, self.secret), self.receiver.url(name, host)

    def endpoint(self):
        return endpoint(self.name, self.url, [self.secret], **({"ca": str(self.ca)} if self.ca else {}))


def seen_as_system(authority, folder):
    """What begins a command that is to know `authority` as the system's, and no other; nothing where that can't be."""
    view = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
            f"mount --bind {folder} /etc/ssl/certs && exec \"$@\"", "-"]
    folder.mkdir()
    shutil.copy(authority.file, folder / "ca-certificates.crt")
    hashed = openssl("x509", "-in", authority.file, "-noout", "-subject_hash").decode().strip()
    shutil.copy(authority.file, folder / f"{hashed}.0")
    if shutil.which("unshare") and subprocess.run([*view, "true"], capture_output=True).returncode == 0:
        return view
    return []


def check_distrusted(webhooks, cases):
    for case, why in cases:
        webhooks.wait_for_condition(case.name, "fails")
        status = webhooks.status(case.name)
        expect(why in status["last_error"], f"{case.name}: status says why: {status['last_error']}")
        expect(f"{case.name}: {status['last_error']}." in webhooks.ask("status").stdout, f"{case.name}: and in words")
        expect(status["position"] == 0 and not case.path.tries, f"{case.name}: nothing was sent")
        expect(case.receiver.connections > 0, f"{case.name}: its certificate was looked at")
        tried = webhooks.test(case.name)
        expect(tried.returncode == UNAVAILABLE and why in tried.stderr, f"{case.name}: nor a test: {tried.stderr}")


def check_commands(view, receiver, ca):
    """Others that ask by HTTPS trust in the same way."""
    asked = [*view, program, "stock", "show", "lamp", "--url", receiver.url("", "localhost")]
    said = subprocess.run(asked, capture_output=True, text=True).stderr
    expect("certificate" not in said, f"a command trusts the system's authorities: {said}")
    said = subprocess.run([*asked, "--ca", ca], capture_output=True, text=True).stderr
    expect("unable to get local issuer certificate" in said, f"but with --ca no others than that: {said}")


def main():
    if not shutil.which("openssl"):
        print("Skipped: openssl is not there.")
        raise SystemExit(SKIPPED)
    with scratch_folder() as folder:
        own, other = Authority(folder, "own"), Authority(folder, "other")
        good = own.server(BOTH_NAMES)
        trusted = [Case("by-name", good, "localhost", own.file), Case("by-address", good, "127.0.0.1", own.file)]
        unknown = Case("unknown", good, "localhost", None)
        distrusted = [
            (unknown, 'ca = "FILE" would name its authority'),
            (Case("by-another", good, "localhost", other.file), f"its authority is none of those in {other.file}"),
            (Case("other-name", own.server("DNS:receiver.example"), "localhost", own.file), "'localhost'"),
            (Case("other-address", own.server("DNS:localhost"), "127.0.0.1", own.file), "'127.0.0.1'"),
            (Case("no-file", good, "localhost", folder / "nowhere.pem"), "nowhere.pem"),
            (Case("expired", own.server(BOTH_NAMES, days=-1), "localhost", own.file), "certificate has expired"),
        ]
        system = Authority(folder, "system")
        view = seen_as_system(system, folder / "system-view")
        if view:
            by_system = system.server(BOTH_NAMES)
            trusted.append(Case("by-system", by_system, "localhost", None))
            distrusted.append((Case("not-by-system", by_system, "localhost", own.file),
                               f"its authority is none of those in {own.file}"))
        server = Server(program, folder / "shop")
        open_night(server)
        events = all_events(server)
        webhooks = Webhooks(program, folder / "webhooks", server, begin=view)
        cases = [*trusted, *(case for case, _ in distrusted)]
        webhooks.write(*(case.endpoint() for case in cases))
        webhooks.start()
        for case in trusted:
            arrived(case.path, events, case.name)
            expect(case.receiver.connections == 1, f"{case.name}: over one connection")
        check_distrusted(webhooks, distrusted)
        unknown.ca = own.file
        webhooks.write(*(case.endpoint() for case in cases))
        webhooks.read_file_again()
        arrived(unknown.path, events, "the authority named")
        if view:
            check_commands(view, trusted[-1].receiver, own.file)
        expect(webhooks.end() == 0, "told to stop, it ends well")
    if not failures and not view:
        print("skipped: the system's authorities, since unshare(1) makes no view of them here; all else is well")
        raise SystemExit(SKIPPED)
    raise SystemExit(1 if failures else 0)


main()
