"""The board beside a crowd that no test can send: what the server tells is made that large on its way to the page."""
from expectations import expect

# Six digits wherever that many may come in a second, seven of what adds up, and still growing, so that rates have six.
CROWD = """
(() => {
  const begun = Date.now();
  const enlarge = (figures) => {
    const seconds = Math.min((Date.now() - begun) / 1000, 15);
    for (const sale of figures.sales) {
      sale.orders = { held: 234567, paid: 345678 + Math.round(456789 * seconds), cancelled: 123456, expired: 234567 };
      sale.gmv = 123456789012;
      for (const item of sale.items) Object.assign(item, { available: 654321, held: 234567, sold: 567890 });
    }
    figures.server.refusals = { sold_out: 2345678 + Math.round(567890 * seconds), limit_reached: 345678,
      order_in_flight: 234567, idempotency_key_reused: 123456 };
    Object.assign(figures.server, { queued_commands: 123456, connections: 234567 });
    return figures;
  };
  const send = window.fetch;
  window.fetch = async (...what) => {
    const answer = await send(...what);
    if (what[0] !== "/v1/live") return answer;
    let text = "";
    const large = new TransformStream({ transform(part, out) {
      text += part;
      for (let end; (end = text.indexOf("\\n\\n")) >= 0; text = text.slice(end + 2)) {
        const event = text.slice(0, end);
        const data = event.startsWith("data:");
        out.enqueue((data ? "data: " + JSON.stringify(enlarge(JSON.parse(event.slice(5)))) : event) + "\\n\\n");
      }
    } });
    return new Response(answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(large)
      .pipeThrough(new TextEncoderStream()), { status: answer.status, headers: answer.headers });
  };
})();
"""

# What is wider than the room it has: overflow that is hidden cuts it, overflow that is not runs into what is beside it.
CUT = """[...document.querySelectorAll('.figure, .figure .value, .figure .more, .orders div, .orders dd, .refusals li,'
  + '.refusals data, .machine dd, .machine dl > div, .items td')]
  .filter((part) => part.scrollWidth > part.clientWidth)
  .map((part) => `${part.className || part.localName}: ${part.textContent.trim()}`)"""


def check_crowd(server, chromium):
    """No figure is cut, on a wall, a laptop and a phone, in either language."""
    for where, width, height in (("a wall", 1920, 1080), ("a laptop", 1366, 768), ("a phone", 390, 844)):
        for language in ("en-US", "zh-CN"):
            page = chromium.page(server.url + "/#sale=night", width, height, language=language, script=CROWD)
            # Once its rate is one of two seconds.
            page.wait_for("document.querySelector('[data-figure=pace]')?.value > 300000"
                          " && document.querySelector('.figure.pace .refused')")
            cut = page.evaluate(CUT)
            expect(cut == [], f"on {where}, in {language}, no figure of a crowd is cut: {cut or ''}")
            page.close()
