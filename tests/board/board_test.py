#!/usr/bin/env python3
"""The live board in a real browser, while a sale sells out on a real server: what the page shows is what the API says.

  board_test.py DOORBUSTER_PROGRAM

Exit code 77 where there is no Chromium, and it says so.
"""
import json
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
import browser
import shop
from checks import expect_all_seen, hold_against_api, shown, wait_for_accepted
from crowd import check_crowd
from expectations import expect, failures
from managing import check_keys, check_managing
from services import Server, create_key, scratch_folder

SKIPPED = 77


def check_empty(server, chromium):
    page = chromium.page(server.url)
    page.wait_for("document.body.innerText.includes('No sale yet.')")
    expect(page.evaluate("document.querySelector('[data-figure]')") is None, "before the first sale there are no figures")
    page.close()


def sell_out(server, page):
    """300 lamps and 40 kettles to 400 buyers, in steps that the page can follow."""
    rates = []
    for step in range(8):
        buyers = [f"u{step * 50 + i}" for i in range(50)]
        for sku in ("lamp", "kettle"):
            for place, order in enumerate(shop.order(server, "night", buyers, sku)):
                if "order" not in order:
                    continue
                if place % 10 == 0 and sku == "lamp" and step < 2:
                    shop.cancel(server, order)
                elif place % 3:
                    shop.pay(server, order)
        accepted = sum(server.must("GET", "/v1/sales/night")["orders"].values())
        wait_for_accepted(page, accepted)
        rates.append(shown(page, "[data-figure=pace]") or 0)
    expect(max(rates) > 0, f"a pace was shown while it sold: up to {max(rates):.0f} orders a second")


def check_selling_out(server, page):
    page.wait_for("document.querySelector('h1')?.textContent === 'Lamp night'")
    sell_out(server, page)
    hold_against_api(page, server, "night")
    expect(shown(page, "[data-sku=lamp][data-kind=available]") == 0, "the lamps are sold out")
    expect(page.evaluate("document.body.innerText").count("Sold out") >= 2, "and the page says so of each item")
    refusals = server.must("GET", "/v1/live")["server"]["refusals"]
    page.wait_for(f"document.querySelector('[data-refusal=sold_out]')?.value === '{refusals['sold_out']}'")
    expect(refusals["sold_out"] > 0, f"{refusals['sold_out']} orders were refused, as the page shows")
    expect_all_seen(page, "on a wall")


def check_odd_sale(server, page):
    """A hundred items, names that are markup, ids as long as may be, nothing to pay, and more to pay than 2^53."""
    markup = "<img src=x onerror='window.caught = 1'><b>&amp;" + "W" * 64
    skus = [f"{number:03}:{'x' * 60}" for number in range(100)]
    for sku in skus:
        server.deliver(sku, markup + sku, 20_000)
    prices = [0, 999_999_999_999] + 98 * [7]
    server.open_sale("odd", markup, [{"sku": sku, "price": price} for sku, price in zip(skus, prices)], currency="JPY")
    for sku in skus[:2]:
        shop.pay(server, shop.order(server, "odd", ["u1"], sku, 12_347)[0])
    page.evaluate("location.hash = '#sale=odd'")
    page.wait_for(f"document.querySelector('h1').textContent === {json.dumps(markup)}")
    hold_against_api(page, server, "odd")
    expect(page.evaluate("document.querySelector('[data-figure=gmv]').title") == "¥12,346,999,999,987,653",
           "the whole sum is right to the yen")
    expect(page.evaluate("!document.querySelector('main img, main b, header b, nav b') && !window.caught"),
           "names are text, whatever they look like")
    expect(page.evaluate("document.querySelectorAll('tbody tr').length") == 100, "all hundred items are there")
    expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "and nothing is wider than the wall")
    expect_all_seen(page, "with so long a name")
    page.evaluate("location.hash = '#sale=%'")
    page.call("Page.reload")
    page.wait_for("document.querySelector('h1')")
    page.evaluate("location.hash = '#sale=night'")
    page.wait_for("document.querySelector('h1').textContent === 'Lamp night'")


def check_restart(server, page):
    server.end()
    page.wait_for("document.querySelector('[role=alert]')")
    expect("No connection" in page.evaluate("document.querySelector('[role=alert]').textContent"),
           "a page without its server says so")
    expect_all_seen(page, "without a server")
    page.resize(1366, 650)
    expect_all_seen(page, "and on a laptop")
    page.resize(1920, 1080)
    server.start()
    page.wait_for("!document.querySelector('[role=alert]')")
    hold_against_api(page, server, "night")


def check_looks(server, chromium):
    page = chromium.page(server.url + "/#sale=night", 390, 844, dark=False, language="zh-CN")
    page.wait_for("document.querySelector('h1')")
    text = page.evaluate("document.body.innerText")
    expect("每秒订单" in text and "售罄" in text, "a browser that prefers Chinese gets it")
    expect(page.evaluate("document.documentElement.lang") == "zh-CN", "and so does a screen reader")
    expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "a phone need not scroll sideways")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.evaluate("document.querySelector('header nav .sign').click()")
    page.wait_for(f"{ground} !== '{light}'")
    page.evaluate("document.querySelector('.language').click()")
    page.wait_for("document.body.innerText.includes('Orders a second')")
    page.call("Page.reload")
    page.wait_for("document.body?.innerText.includes('Orders a second')")
    expect(page.evaluate(ground) != light, "language and theme are kept")
    expect(page.complaints() == [], f"nothing to complain of: {page.complaints()}")
    page.close()


def run(program, folder):
    server = Server(program, folder)
    with browser.Browser() as chromium:
        check_empty(server, chromium)
        server.deliver("lamp", "Goodnight lamp", 300)
        server.deliver("kettle", "Copper kettle", 40)
        server.open_sale("night", "Lamp night", [{"sku": "lamp", "price": 19900, "quota": 2**53 + 1},
                                                 {"sku": "kettle", "price": 45900}])
        page = chromium.page(server.url)
        check_selling_out(server, page)
        check_odd_sale(server, page)
        expect(page.complaints() == [], f"nothing to complain of: {page.complaints()}")
        check_looks(server, chromium)
        check_crowd(server, chromium)
        check_restart(server, page)
        keys_file = folder / "keys.toml"
        keys = {role: create_key(program, keys_file, role) for role in ("operator", "storefront")}
        server.end()
        server.key = keys["operator"]
        server.start("--keys", keys_file)
        check_keys(server, page, keys)
        check_managing(server, page)
        policy = [text for text in page.complaints() if "Failed to load resource" not in text]
        expect(policy == [], f"nothing but refusals to complain of: {policy}")


if browser.executable() is None:
    print("skipped: there is no Chromium here (Debian's package chromium)")
    sys.exit(SKIPPED)
with scratch_folder() as scratch:
    run(sys.argv[1], scratch)
print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
