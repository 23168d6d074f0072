// Adds stock to a SKU, which it makes where it is new.
import { useRef } from "preact/hooks";
import { html } from "./html.js";
import { addStock, freshKey, putSku, readSku } from "./requests.js";
import { Outcome, useOutcome } from "./outcome.js";

async function deliver({ apiKey, words, sku, name, units, reason, key }) {
  const known = await readSku(apiKey, sku);
  if (!known.ok && known.status !== 404) return known;
  if (!known.ok) {
    if (!name) return { fault: words.skuUnknown };
    const made = await putSku(apiKey, sku, name);
    if (!made.ok) return made;
  }
  return addStock(apiKey, sku, units, reason, key);
}

export function StockForm({ sale, apiKey, words }) {
  const outcome = useOutcome(words);
  const key = useRef(freshKey()); // of this delivery, until it has come in
  const add = async (event) => {
    event.preventDefault();
    const form = event.target;
    const given = Object.fromEntries(new FormData(form));
    const delivery = { ...given, units: Number(given.units), apiKey, words, key: key.current };
    const came = await outcome.act(() => deliver(delivery), (sku) => `${words.done_stock} ${sku.available}`);
    if (!came) return;
    key.current = freshKey();
    form.elements.units.value = "";
  };
  // Another delivery, not the one that may have been sent before.
  const changed = () => (key.current = freshKey());
  return html`
    <form class="stock" onSubmit=${add} onInput=${changed}>
      <h3>${words.addStock}</h3>
      <label>${words.sku}<input name="sku" list="skus" required maxlength="64" autocomplete="off" /></label>
      <datalist id="skus">${sale?.items.map((item) => html`<option value=${item.sku}>${item.name}</option>`)}</datalist>
      <label>${words.addUnits}<input name="units" type="number" min="1" step="1" required /></label>
      <label>${words.reason}<input name="reason" required maxlength="85" /></label>
      <label>${words.newSkuName}<input name="name" maxlength="85" /></label>
      <button class="primary" disabled=${outcome.busy}>${words.add}</button>
      <${Outcome} ...${outcome} />
    </form>
  `;
}
