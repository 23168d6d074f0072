#!/usr/bin/env python3
"""`doorbuster webhooks` with a real server and a receiver that fails, stalls, resets, goes away and comes back, while
the process that delivers is killed, and the server restarted: each event arrives, with the same id each time, in order
where that is promised, and signed.

  webhooks_test.py DOORBUSTER_PROGRAM

Ends only the processes that it started.
"""
import json
import pathlib
import re
import signal
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[2] / "support"))
from deliveries import Webhooks, all_events, arrived, endpoint, open_night
from expectations import expect, failures
from receiver import Receiver, signature
from services import Server, create_key, scratch_folder, wait_for

REFUSED, DATA_UNUSABLE, UNAVAILABLE = 9, 4, 10  # doorbuster's exit codes
ROUNDS, BUYERS_A_ROUND = 6, 12
WANTED = ("order_paid", "order_cancelled")

program = sys.argv[1]


def new_secret():
    return subprocess.run([program, "webhooks", "secret"], capture_output=True, text=True, check=True).stdout.strip()


def buy(server, buyers):
    for buyer in buyers:
        placed = server.must("POST", "/v1/orders", {"sale": "night", "buyer": f"u{buyer}",
                                                   "items": [{"sku": "lamp", "qty": 1}]}, f"of-{buyer}")
        if buyer % 3 == 0:
            server.must("POST", f"/v1/orders/{placed['order']}/pay",
                        {"payment": f"pay-{buyer}", "amount": placed["total"]})
        if buyer % 3 == 1:
            server.must("POST", f"/v1/orders/{placed['order']}/cancel")


def kept_order(path, what):
    """No event is tried before all that stand before it were taken."""
    taken, early = set(), []
    before = sorted({position for position, _ in path.tries})
    for position, mood in path.tries:
        missing = [p for p in before if p < position and p not in taken]
        if missing:
            early.append((position, missing[0]))
        if mood == "ok":
            taken.add(position)
    expect(not early, f"{what}: in the journal's order {early[:3]}")


def check_bad_days(folder, server, receiver):
    """Everything that can be ended is, in the middle of everything else."""
    secrets = [new_secret() for _ in range(4)]
    steady, wide = receiver.path("steady", secrets[0]), receiver.path("wide", secrets[1])
    some, stuck = receiver.path("some", secrets[2]), receiver.path("stuck", secrets[3])
    stuck.always = "stall"
    webhooks = Webhooks(program, folder / "bad-days", server)
    webhooks.write(endpoint("steady", receiver.url("steady"), secrets[:1]),
                   endpoint("wide", receiver.url("wide"), secrets[1:2], in_flight=8),
                   endpoint("some", receiver.url("some"), secrets[2:3], types=list(WANTED), sale="night"),
                   endpoint("stuck", receiver.url("stuck"), secrets[3:]))
    webhooks.start()
    for number in range(ROUNDS):
        for path in (steady, wide, some):
            path.be_moody(10, number)
        tries = len(steady.tries)
        buy(server, range(number * BUYERS_A_ROUND, (number + 1) * BUYERS_A_ROUND))
        if number == 3:
            wait_for("a failure", lambda: webhooks.status("steady")["condition"] == "fails")
            receiver.come_back()
        wait_for("tries", lambda: len(steady.tries) > tries + 4)
        if number == 2:
            receiver.leave()
        if number == 4:
            server.end()
            server.start()
        webhooks.end(signal.SIGKILL)
        webhooks.start()
    events = all_events(server)
    arrived(steady, events, "steady")
    kept_order(steady, "steady")
    arrived(wide, events, "several in flight")
    arrived(some, [event for event in events if event["type"] in WANTED], "some types")
    expect(not stuck.accepted and len(stuck.tries) > 1, "a receiver that stalls held nobody up")
    position = webhooks.status("stuck")["position"]
    expect(position == 0, f"and its position has not moved: {position}")
    again = Webhooks(program, folder / "bad-days", server)
    expect(again.start().process.wait() == DATA_UNUSABLE, "a second process with this state is refused")
    stuck.always = None
    arrived(stuck, events, "stalled for long")
    expect(webhooks.end() == 0, "told to stop, it ends well")
    expect(webhooks.status("steady")["position"] == events[-1]["position"]
           and webhooks.status("steady")["behind"] == 0, "and knows how far it has come")
    tries = len(steady.tries)
    webhooks.start()
    buy(server, [900])
    arrived(stuck, all_events(server), "one more")
    wait_for("one more", lambda: len(steady.tries) > tries)
    expect(all(position > events[-1]["position"] for position, _ in steady.tries[tries:]),
           "started again, nothing is sent twice")
    webhooks.end()
    lines = webhooks.process.log.read_text()
    expect(not re.search(r"\bu[0-9]+\b|whsec_", lines), "its lines name neither buyers nor secrets")


def check_persons_wishes(folder, server, receiver):
    """410, resuming, beginning again, new secrets, and giving up."""
    old, new = new_secret(), new_secret()
    path, webhooks = receiver.path("gone", old), Webhooks(program, folder / "wishes", server)
    webhooks.write(endpoint("gone", receiver.url("gone"), [old]))
    path.moods.extend(["ok", "ok", 410])
    webhooks.start()
    webhooks.wait_for_condition("gone", "gone")
    tries = len(path.tries)
    webhooks.end()
    webhooks.start()
    wait_for("a second start", lambda: "is disabled: gone" in webhooks.process.said())
    buy(server, [901])
    expect(len(path.tries) == tries == 3, "after 410 nothing more is sent, not even by another process")
    expect(webhooks.ask("resume", "gone").returncode == 0, "a person resumes it")
    arrived(path, all_events(server), "resumed")
    kept_order(path, "resumed")

    path.secrets = [new, old]
    webhooks.write(endpoint("gone", receiver.url("gone"), [new, old]))
    webhooks.read_file_again()
    before = len(path.tries)
    expect(webhooks.ask("resume", "gone", "--after", "2").returncode == 0, "it begins again from a position")
    wait_for("the same again", lambda: len(path.tries) - before >= len(all_events(server)) - 2)
    arrived(path, all_events(server), "again, with the same ids")
    expect(path.signatures == 2, "signed with the new secret and the old one")
    (folder / "wishes/webhooks.toml").write_text("[[endpoints]]\nname = 1\n")
    webhooks.process.process.send_signal(signal.SIGHUP)
    wait_for("a complaint", lambda: "The endpoints stay as they were" in webhooks.process.said())
    buy(server, [902])
    arrived(path, all_events(server), "with the endpoints as they were")

    webhooks.write(endpoint("gone", receiver.url("gone"), [new, old]))
    path.moods.append("patience")
    buy(server, [904])
    wait_for("a long pause", lambda: "Trying again in 3600.0 s" in webhooks.process.said())
    expect(webhooks.ask("resume", "gone").returncode == 0, "a pause that the receiver asked for is made")
    arrived(path, all_events(server), "after a Retry-After that a person cut short")

    path.always = 500
    webhooks.write(endpoint("gone", receiver.url("gone"), [new, old]), give_up=1)
    webhooks.process.process.send_signal(signal.SIGHUP)
    buy(server, [903])
    webhooks.wait_for_condition("gone", "gave_up")
    path.always = None
    expect("DISABLED (gave_up)" in webhooks.process.said(), "having failed for long it is disabled, loudly")
    webhooks.ask("resume", "gone")
    arrived(path, all_events(server), "and nothing was left out")
    trace = "00-0af7651916cd43dd8448eb211c80319c"
    order = {"sale": "night", "buyer": "u905", "items": [{"sku": "lamp", "qty": 1}]}
    status, _, _ = server.request("POST", "/v1/orders", json.dumps(order),
                                  {"Content-Type": "application/json", "Idempotency-Key": "traced",
                                   "traceparent": f"{trace}-b7ad6b7169203331-01"})
    arrived(path, all_events(server), "with a trace")
    expect(status == 201 and (path.traceparent or "").startswith(trace), f"which goes on {path.traceparent}")
    webhooks.end()
    return webhooks


def check_what_is_refused(folder, server, receiver):
    secret = new_secret()
    webhooks = Webhooks(program, folder / "refused", server)
    moved, elsewhere = receiver.path("moved", secret), receiver.path("elsewhere", secret)
    chatty = receiver.path("chatty", secret)
    moved.always, chatty.always = 302, "chatty"
    private = [endpoint(name, f"https://{host}:{receiver.port}/x", [secret], allow_private=False)
               for name, host in (("by-address", "127.0.0.1"), ("by-name", "localhost"), ("mapped", "[::ffff:7f00:1]"))]
    webhooks.write(*private)
    connections = receiver.connections
    webhooks.start()
    for name in ("by-address", "by-name", "mapped"):
        webhooks.wait_for_condition(name, "fails")
        expect("not public" in webhooks.status(name)["last_error"], f"a private address is refused, {name}")
    expect(receiver.connections == connections, "and not even connected to")
    webhooks.end()
    webhooks.write(endpoint("moved", receiver.url("moved"), [secret]),
                   endpoint("chatty", receiver.url("chatty"), [secret]))
    webhooks.start()
    webhooks.wait_for_condition("moved", "fails")
    arrived(chatty, all_events(server), "answers that are too long")
    expect("302" in webhooks.status("moved")["last_error"] and not elsewhere.tries, "a redirect is not followed")
    webhooks.end()
    tried = webhooks.test("chatty")
    expect(tried.returncode == 0 and not chatty.faults, f"a test event is taken {tried.stdout}{tried.stderr}")
    tried = webhooks.test("moved")
    expect(tried.returncode == REFUSED and "302" in tried.stderr, "or how it was refused is told")


def check_journals(folder, webhooks, receiver):
    """Each merchant's alone, and each journal's."""
    keys = folder / "keys.toml"
    names = ("acme", "other")
    files = {name: folder / f"{name}.key" for name in names}
    made = {name: create_key(program, keys, "operator", name) for name in names}
    for name in names:
        files[name].write_text(made[name])
    server = Server(program, folder / "merchants", "--keys", keys)
    paths = {}
    for name in names:
        server.key = made[name]
        open_night(server)
        secret = new_secret()
        paths[name] = receiver.path(f"of-{name}", secret)
        own = Webhooks(program, folder / name, server, files[name])
        own.write(endpoint(name, receiver.url(f"of-{name}"), [secret]))
        own.start()
    for name in names:
        server.key = made[name]
        arrived(paths[name], all_events(server), f"the merchant {name}")

    tries = len(receiver.paths["/gone"].tries)
    webhooks.access = ["--url", server.url, "--api-key-file", files["acme"]]
    webhooks.start()
    webhooks.wait_for_condition("gone", "other_journal")
    expect(len(receiver.paths["/gone"].tries) == tries, "another server's events are not sent as if they were the same")
    webhooks.end()
    webhooks.access = ["--url", "http://127.0.0.1:1"]
    expect(webhooks.start().process.wait() == UNAVAILABLE, "a server that isn't there is told")


def main():
    sample = signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                       b'{"test": 2432232314}')
    expect(sample == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "the receiver knows the published example")
    with scratch_folder() as folder:
        try:
            server, receiver = Server(program, folder / "shop"), Receiver()
            open_night(server)
            check_bad_days(folder, server, receiver)
            webhooks = check_persons_wishes(folder, server, receiver)
            check_what_is_refused(folder, server, receiver)
            check_journals(folder, webhooks, receiver)
        finally:
            for log in folder.glob("*/webhooks.log"):
                print(f"{log.parent.name} said:\n{log.read_text()[-3000:]}")
    raise SystemExit(1 if failures else 0)


main()
