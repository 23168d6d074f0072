#!/usr/bin/env python3
"""The live board in a real browser, while a sale sells out on a real server: what the page shows is what the API says.

  board_test.py DOORBUSTER_PROGRAM

Exit code 77 where there is no Chromium, and it says so.
"""
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
import browser
import shop
from services import Server, create_key, scratch_folder

SKIPPED = 77
failures = []


def expect(good, what):
    print(("ok      " if good else "FAILED  ") + what, flush=True)
    if not good:
        failures.append(what)


def shown(page, selector):
    """The number behind a figure of the page; None where there is no such figure."""
    value = page.evaluate(f"document.querySelector('{selector}')?.value ?? null")
    return None if value in (None, "") else float(value)


def wait_for_accepted(page, count):
    page.wait_for(f"document.querySelector('[data-figure=accepted]')?.value === '{count}'")


def hold_against_api(page, server, sale):
    """Every figure of the sale on the page, against GET /v1/sales/{sale} and the counters."""
    said = server.must("GET", f"/v1/sales/{sale}")
    wait_for_accepted(page, sum(said["orders"].values()))
    page.wait_for(f"document.querySelector('[data-figure=gmv]').value === '{said['gmv']}'")
    for status, count in said["orders"].items():
        expect(shown(page, f"[data-orders={status}]") == count, f"{count} orders are {status}")
    for item in said["items"]:
        for kind in ("sold", "held", "available"):
            figure = f"[data-sku={item['sku']}][data-kind={kind}]"
            expect(shown(page, figure) == item[kind], f"of {item['sku']} {item[kind]} are {kind}")
    expect(shown(page, "[data-figure=gmv]") == said["gmv"], f"GMV is {said['gmv']}")
    sold = sum(item["sold"] for item in said["items"])
    expect(shown(page, "[data-figure=sold]") == sold, f"{sold} units are sold")


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
    overlap = page.evaluate("""(() => {
      const all = [...document.querySelectorAll('.figure, .panel')].map((panel) => panel.getBoundingClientRect());
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return all.some((a, i) => a.bottom > innerHeight || all.some((b, k) => i < k && meet(a, b)));
    })()""")
    expect(overlap is False, "on a wall all panels are seen at once, and none lies over another")


def check_restart(server, page):
    server.end()
    page.wait_for("document.querySelector('[role=alert]')")
    expect("No connection" in page.evaluate("document.querySelector('[role=alert]').textContent"),
           "a page without its server says so")
    server.start()
    page.wait_for("!document.querySelector('[role=alert]')")
    hold_against_api(page, server, "night")


def check_looks(server, chromium):
    page = chromium.page(server.url, 390, 844, dark=False, language="zh-CN")
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


FILL = """(form, values) => {
  for (const [name, value] of Object.entries(values)) {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event('input', {bubbles: true}));
  }
  form.requestSubmit();
}"""


def fill(page, form, **values):
    text = ", ".join(f"{name}: {value!r}" for name, value in values.items())
    page.evaluate(f"({FILL})(document.querySelector('{form}'), {{{text}}})")


def check_keys(server, page, keys):
    page.wait_for("document.querySelector('.key form')")
    expect(page.evaluate("document.querySelector('[data-figure]')") is None, "without a key there are no figures")
    fill(page, ".key form", key="dbk_wrong")
    page.wait_for("document.querySelector('.key .fault')")
    fill(page, ".key form", key=keys["storefront"])
    page.wait_for("document.querySelector('[data-figure=accepted]')")
    text = page.evaluate("document.body.innerText")
    expect("Shown to operator and monitor keys" in text, "a storefront's key does not show the server")
    expect(page.evaluate("document.querySelector('button.manage')") is None, "nor may it manage")
    page.evaluate("document.querySelector('footer button').click()")
    page.wait_for("document.querySelector('.key form')")
    fill(page, ".key form", key=keys["operator"])
    page.wait_for("document.querySelector('button.manage')")
    expect(page.evaluate("sessionStorage.length === 1 && !JSON.stringify(localStorage).includes('dbk_')"),
           "the key is kept in the tab alone")
    hold_against_api(page, server, "night")


def check_managing(server, page):
    page.evaluate("document.querySelector('button.manage').click()")
    page.wait_for("document.querySelector('dialog[open]')")
    fill(page, "form.stock", sku="lamp", units="25", reason="found some")
    page.wait_for("document.querySelector('form.stock .done')")
    expect(server.must("GET", "/v1/skus/lamp")["available"] == 25, "25 lamps were added")
    fill(page, "form.stock", sku="chair", units="7", reason="new")
    page.wait_for("document.querySelector('form.stock .fault')")
    fill(page, "form.stock", sku="chair", units="7", reason="new", name="Reading chair")
    page.wait_for("document.querySelector('form.stock .done')")
    expect(server.must("GET", "/v1/skus/chair")["name"] == "Reading chair", "a new SKU was made")

    before = server.must("GET", "/v1/sales/night")
    fill(page, "form.end", ends_at="2098-05-06T07:08:09")
    page.wait_for("document.querySelector('form.end .done')")
    moved = server.must("GET", "/v1/sales/night")
    expect(moved["ends_at"].startswith("2098-05-0"), "the end was moved")
    expect({**moved, "ends_at": 0} == {**before, "ends_at": 0, "items": moved["items"]}, "and nothing else")

    page.evaluate("document.querySelector('form.end .danger').click()")
    page.wait_for("document.querySelector('.confirm')")
    expect(server.must("GET", "/v1/sales/night")["status"] == "running", "a sale does not end before it is confirmed")
    page.evaluate("document.querySelector('.confirm .danger').click()")
    page.wait_for("document.querySelector('.standing.ended')")
    expect(server.must("GET", "/v1/sales/night")["status"] == "ended", "then it has ended")

    fill(page, "form.new", sale="morning", name="Next morning", currency="eur", hold="10", sku="chair", price="19.99")
    page.wait_for("document.querySelector('form.new .done')")
    made = server.must("GET", "/v1/sales/morning")
    expect((made["currency"], made["hold_seconds"], made["items"][0]["price"]) == ("EUR", 600, 1999),
           "a sale was made, with its price to the cent")
    page.wait_for("document.querySelector('h1').textContent === 'Next morning'")
    fill(page, "form.new", sale="night", name="Over it", price="1", sku="chair")
    page.wait_for("document.querySelector('form.new .fault')")
    expect(server.must("GET", "/v1/sales/night")["name"] == "Lamp night", "a sale that is there is not written over")


def run(program, folder):
    server = Server(program, folder)
    server.deliver("lamp", "Goodnight lamp", 300)
    server.deliver("kettle", "Copper kettle", 40)
    server.open_sale("night", "Lamp night", [{"sku": "lamp", "price": 19900}, {"sku": "kettle", "price": 45900}])
    with browser.Browser() as chromium:
        page = chromium.page(server.url)
        check_selling_out(server, page)
        expect(page.complaints() == [], f"nothing to complain of: {page.complaints()}")
        check_looks(server, chromium)
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
