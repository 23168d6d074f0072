"""Whoever has a key, and what an operator does with the page's forms."""
from checks import hold_against_api
from expectations import expect

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
    expect({**moved, "ends_at": 0} == {**before, "ends_at": 0}, "and nothing else")

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
