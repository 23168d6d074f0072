"""What the page shows, held against what the API says."""
import json

from expectations import expect


def shown(page, selector):
    """The number behind a figure of the page; None where there is no such figure."""
    value = page.evaluate(f"document.querySelector('{selector}')?.value ?? null")
    return None if value in (None, "") else json.loads(value)  # to the last digit


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
            figure = f'[data-sku="{item["sku"]}"][data-kind={kind}]'
            expect(shown(page, figure) == item[kind], f"of {item['sku']} {item[kind]} are {kind}")
    expect(shown(page, "[data-figure=gmv]") == said["gmv"], f"GMV is {said['gmv']}")
    sold = sum(item["sold"] for item in said["items"])
    expect(shown(page, "[data-figure=sold]") == sold, f"{sold} units are sold")


def expect_all_seen(page, where):
    overlap = page.evaluate("""(() => {
      const parts = [...document.querySelectorAll('header, .notice, .tabs, .figure, .panel, footer')];
      const all = parts.map((part) => part.getBoundingClientRect());
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return all.some((a, i) => a.bottom > innerHeight || all.some((b, k) => i < k && meet(a, b)));
    })()""")
    expect(overlap is False, f"{where} all panels are seen at once, and none lies over another")
