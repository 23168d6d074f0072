#!/usr/bin/env python3
"""`doorbuster sink postgres` against a real server and a real PostgreSQL: what the tables say is what the API says,
also when the sink, the database and the server are ended in the middle.

  postgres_sink_test.py DOORBUSTER_PROGRAM

Exit code 77 where PostgreSQL isn't installed, and it says so. Ends only the processes that it started.
"""
import glob
import os
import pathlib
import shutil
import signal
import sys

sys.path.append(str(pathlib.Path(__file__).parents[2] / "support"))
from expectations import expect, failures
from postgres import Postgres
from services import PATIENCE_SECONDS, Server, Started, scratch_folder, wait_for

SKIPPED = 77
REFUSED, UNAVAILABLE = 9, 10  # doorbuster's exit codes
BUYERS = 240
ITEMS = [{"sku": "lamp", "price": 19900, "quota": 900, "per_buyer_limit": 3}, {"sku": "mug", "price": 5}]

program = sys.argv[1]


class Sink:
    def __init__(self, folder, server, postgres, *more):
        self.log = folder / "sink.log"
        self.started = Started(self.log, program, "sink", "postgres", "--url", server.url, "--database",
                               postgres.database, "--poll", "20", *more)

    def end(self, how=signal.SIGTERM):
        return self.started.end(how)


def open_night(server):
    for sku in ("lamp", "mug"):
        server.deliver(sku, sku.title(), 1000)
    for sale, seconds in (("night", 900), ("short", 1)):
        server.open_sale(sale, f"The {sale} sale", ITEMS, hold_seconds=seconds)


def order(server, buyer, items, sale="night"):
    lines = [{"sku": sku, "qty": qty} for sku, qty in items]
    return server.must("POST", "/v1/orders", {"sale": sale, "buyer": buyer, "items": lines}, f"{sale}-{buyer}")["order"]


def all_orders(server):
    orders, after = [], ""
    while after is not None:
        page = server.must("GET", "/v1/orders?limit=100" + (f"&after={after}" if after else ""))
        orders, after = orders + page["data"], page["next_after"]
    return orders


def buy_and_decide(server, buyers):
    for number in buyers:
        placed = order(server, f"u{number}", [("lamp", 1), ("mug", 1 + number % 3)])
        if number % 3 == 0:
            total = server.must("GET", f"/v1/orders/{placed}")["total"]
            server.must("POST", f"/v1/orders/{placed}/pay", {"payment": f"pay-{number}", "amount": total})
        if number % 3 == 1:
            server.must("POST", f"/v1/orders/{placed}/cancel")


def late_payment(server):
    placed = order(server, "late", [("lamp", 1)], sale="short")
    wait_for("a hold's end", lambda: server.must("GET", f"/v1/orders/{placed}")["status"] == "expired")
    status, _ = server.ask("POST", f"/v1/orders/{placed}/pay", {"payment": "too-late", "amount": 19900})
    expect(status == 409, "a late payment is refused")
    return placed


def wait_for_order_of(buyer, postgres):
    wait_for(f"the order of {buyer}", lambda: postgres.rows(f"SELECT 1 FROM doorbuster.orders WHERE buyer = '{buyer}'"))


def same_as_the_api(server, postgres):
    orders = postgres.rows("""
      SELECT order_id AS "order", sale, buyer, status, total, currency, extract(epoch FROM created_at) AS created,
        (SELECT json_agg(json_build_object('sku', sku, 'qty', qty, 'unit_price', unit_price) ORDER BY line)
           FROM doorbuster.order_lines l WHERE l.order_id = o.order_id) AS items
      FROM doorbuster.orders o""")
    by_id = {order["order"]: order for order in orders}
    told = all_orders(server)
    expect(len(by_id) == len(told) > BUYERS, f"all {len(told)} orders are in the table, once")
    members = ("sale", "buyer", "status", "total", "currency", "items")
    expect(all(by_id[o["order"]][m] == o[m] for o in told for m in members), "each as the API has it")
    stock = {row["sku"]: row for row in postgres.rows("SELECT * FROM doorbuster.sku_stock")}
    for sku in ("lamp", "mug"):
        expect(stock[sku] == server.must("GET", f"/v1/skus/{sku}"), f"the stock of {sku} is the API's")
    figures = {row["sale"]: row for row in postgres.rows("SELECT * FROM doorbuster.sale_figures")}
    for name in ("night", "short"):
        sale = server.must("GET", f"/v1/sales/{name}")
        counts = {status: figures[name][status] for status in sale["orders"]}
        expect(counts == sale["orders"] and figures[name]["gmv"] == sale["gmv"], f"the figures of {name} are the API's")
    items = postgres.rows("SELECT sku, price, quota FROM doorbuster.sale_items WHERE sale = 'night' ORDER BY sku")
    expect(items == [{"sku": "lamp", "price": 19900, "quota": 950}, {"sku": "mug", "price": 5, "quota": None}],
           "a sale's items are as they were put last")


def check(folder, programs):
    server, postgres = Server(program, folder), Postgres(folder / "postgres", programs)
    open_night(server)
    sink = Sink(folder, server, postgres)
    third = BUYERS // 3
    for round_ in range(6):  # killed at any moment, and begun again
        buy_and_decide(server, range(round_ * third // 6, (round_ + 1) * third // 6))
        sink.end(signal.SIGKILL)
        sink = Sink(folder, server, postgres)
    buy_and_decide(server, [third])
    wait_for_order_of(f"u{third}", postgres)  # which nobody but the last sink can have written: it has begun
    postgres.end()  # under a sink that goes on and tries again
    buy_and_decide(server, range(third + 1, 2 * third))
    postgres.start()
    server.end()
    server.start()
    late = late_payment(server)
    server.open_sale("night", "The night sale", [{**ITEMS[0], "quota": 950}, ITEMS[1]])
    buy_and_decide(server, range(2 * third, BUYERS))
    wait_for_order_of(f"u{BUYERS - 1}", postgres)

    second = Sink(folder, server, postgres)
    expect(second.started.process.wait(PATIENCE_SECONDS) == REFUSED, "a second sink of one schema is refused")
    expect(sink.end() == 0, "a sink that is told to stop ends well")
    server.must("POST", "/v1/buyers/u5/forget")
    once = Sink(folder, server, postgres, "--once")
    expect(once.started.process.wait(PATIENCE_SECONDS) == 0, "--once ends with the newest event")
    same_as_the_api(server, postgres)
    expect(len(postgres.rows("SELECT 1 FROM doorbuster.orders WHERE buyer = '_forgotten'")) == 1
           and not postgres.rows("SELECT 1 FROM doorbuster.orders WHERE buyer = 'u5'"), "who was forgotten is")
    story = postgres.rows(f"SELECT type, payment, amount FROM doorbuster.order_events WHERE order_id = '{late}' "
                          "ORDER BY position")
    expect([event["type"] for event in story] == ["order_held", "order_expired", "refund_due"]
           and story[2]["payment"] == "too-late" and story[2]["amount"] == 19900, "an order's story is there whole")

    wrong = Sink(folder, Server(program, folder / "other"), postgres)
    expect(wrong.started.process.wait(PATIENCE_SECONDS) == REFUSED, "another server's events are refused")
    postgres.end()
    unreachable = Sink(folder, server, postgres)
    expect(unreachable.started.process.wait(PATIENCE_SECONDS) == UNAVAILABLE, "a database that isn't there is told")


def main():
    programs = [pathlib.Path(found).parent for found in glob.glob("/usr/lib/postgresql/*/bin/postgres")]
    if not programs or not shutil.which("psql"):
        print("skipped: PostgreSQL is not installed (Debian: postgresql)")
        raise SystemExit(SKIPPED)
    with scratch_folder() as folder:
        os.chmod(folder, 0o755)
        (folder / "postgres").mkdir()
        try:
            check(folder, max(programs))
        finally:
            if (folder / "sink.log").exists():
                print("the sinks said:\n" + (folder / "sink.log").read_text())
    raise SystemExit(1 if failures else 0)


main()
