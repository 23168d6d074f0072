// Opens a sale.
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { minorUnits } from "./format.js";
import { putSale, readSale } from "./requests.js";
import { Outcome, useOutcome } from "./outcome.js";
import { localInput } from "./local_time.js";

const hourMs = 3_600_000;
const instant = (local) => new Date(local).toISOString();
const bound = (text) => (text ? Number(text) : undefined);

/** The terms that the form gives, or a fault. */
function termsIn(form, words) {
  const given = new FormData(form);
  const currency = given.get("currency").toUpperCase();
  const prices = given.getAll("price");
  const bad = prices.find((price) => minorUnits(price, currency) === null);
  if (bad !== undefined) return { fault: `${words.badPrice} ${bad}` };
  const quotas = given.getAll("quota");
  const limits = given.getAll("limit");
  return {
    sale: given.get("sale"),
    name: given.get("name"),
    currency,
    starts_at: instant(given.get("starts_at")),
    ends_at: instant(given.get("ends_at")),
    hold_seconds: Number(given.get("hold")) * 60,
    late_payment: given.get("late"),
    items: given.getAll("sku").map((sku, i) => ({
      sku,
      price: minorUnits(prices[i], currency),
      quota: bound(quotas[i]),
      per_buyer_limit: bound(limits[i]),
    })),
  };
}

async function create(apiKey, terms, words) {
  if (terms.fault) return terms;
  // A PUT would change a sale that is there: this form only makes new ones.
  const there = await readSale(apiKey, terms.sale);
  if (there.ok) return { fault: words.saleExists };
  return there.status === 404 ? putSale(apiKey, terms) : there;
}

function ItemRow({ words, remove }) {
  return html`
    <div class="item">
      <label>${words.sku}<input name="sku" list="skus" required maxlength="64" autocomplete="off" /></label>
      <label>${words.price}<input name="price" inputmode="decimal" required pattern="[0-9]+([.][0-9]+)?" /></label>
      <label>${words.quotaOptional}<input name="quota" type="number" min="0" step="1" /></label>
      <label>${words.limitOptional}<input name="limit" type="number" min="1" step="1" /></label>
      ${remove && html`<button type="button" class="sign" title=${words.remove} aria-label=${words.remove} onClick=${remove}>×</button>`}
    </div>
  `;
}

export function SaleForm({ at, currency, apiKey, words }) {
  const outcome = useOutcome(words);
  const [rows, setRows] = useState([0]);
  const [opens] = useState(Math.ceil(at / hourMs) * hourMs);
  const submit = (event) => {
    event.preventDefault();
    const terms = termsIn(event.target, words);
    outcome.act(() => create(apiKey, terms, words), (sale) => {
      location.hash = `#sale=${encodeURIComponent(sale.sale)}`;
      return words.done_sale;
    });
  };
  return html`
    <form class="new" onSubmit=${submit}>
      <h3>${words.newSale}</h3>
      <label>${words.saleId}<input name="sale" required maxlength="64" pattern="[A-Za-z0-9][A-Za-z0-9._:\\-]*" /></label>
      <label>${words.name}<input name="name" required maxlength="85" /></label>
      <label>${words.currency}<input name="currency" required pattern="[A-Za-z]{3}" maxlength="3" defaultValue=${currency} /></label>
      <label>${words.holdMinutes}<input name="hold" type="number" min="1" max="10080" required defaultValue="15" /></label>
      <label>${words.startsAt}<input name="starts_at" type="datetime-local" step="1" required defaultValue=${localInput(opens)} /></label>
      <label>${words.endsAt}<input name="ends_at" type="datetime-local" step="1" required defaultValue=${localInput(opens + 24 * hourMs)} /></label>
      <label class="wide">${words.late}
        <select name="late"><option value="refund">${words.late_refund}</option><option value="reclaim">${words.late_reclaim}</option></select>
      </label>
      ${rows.map((row) => html`<${ItemRow}
        key=${row}
        words=${words}
        remove=${rows.length > 1 ? () => setRows(rows.filter((other) => other !== row)) : null}
      />`)}
      <button type="button" onClick=${() => setRows([...rows, rows[rows.length - 1] + 1])}>${words.another}</button>
      <button class="primary" disabled=${outcome.busy}>${words.create}</button>
      <${Outcome} ...${outcome} />
    </form>
  `;
}
