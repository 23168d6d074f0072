// What is for sale: how much of each has gone, and when it will be gone.
import { html } from "./html.js";
import { duration, money, percent, whole } from "./format.js";

/** The parts of `item` as one bar. */
function Bar({ item, all }) {
  const part = (kind) => html`<span class=${kind} style=${{ flexGrow: String(item[kind]) }}></span>`;
  return html`<div class="bar" aria-hidden="true">${all > 0 && ["sold", "held", "available"].map(part)}</div>`;
}

function Outlook({ sale, item, all, history, language, words }) {
  if (item.available === 0) return all > 0 && html`<strong class="gone">${words.soldOut}</strong>`;
  const seconds = sale.status === "running" ? history.secondsToSellOut(sale.sale, item) : null;
  const leftMs = Date.parse(sale.ends_at) - history.last().at;
  // Beyond the sale's end it will not come to that.
  if (seconds === null || seconds * 1000 > leftMs) return null;
  return html`${words.goneIn} <strong>${duration(language, seconds)}</strong>`;
}

function Row({ sale, item, history, language, words }) {
  const all = item.sold + item.held + item.available;
  const number = (kind) => html`<td class=${`number ${kind}`} data-label=${words[kind]}>
    <data data-sku=${item.sku} data-kind=${kind} value=${item[kind]}>${whole(language, item[kind])}</data>
  </td>`;
  return html`
    <tr class=${item.available === 0 && all > 0 ? "gone" : ""}>
      <th scope="row">
        <div class="what">
          <span class="name">${item.name || item.sku}</span>
          <span class="price">${money(language, item.price, sale.currency)}</span>
          <span class="outlook"><${Outlook} ...${{ sale, item, all, history, language, words }} /></span>
        </div>
        <${Bar} ...${{ item, all }} />
      </th>
      <td class="number share">${all > 0 ? percent(language, item.sold / all) : ""}</td>
      ${["sold", "held", "available"].map(number)}
    </tr>
  `;
}

export function ItemTable({ sale, history, language, words }) {
  const hidden = sale.all_items - sale.items.length;
  return html`
    <section class="panel items">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.items}</th>
            <th scope="col" class="share"></th>
            <th scope="col" class="sold">${words.sold}</th>
            <th scope="col" class="held">${words.held}</th>
            <th scope="col" class="available">${words.available}</th>
          </tr>
        </thead>
        <tbody>
          ${sale.items.map((item) => html`<${Row} key=${item.sku} ...${{ sale, item, history, language, words }} />`)}
        </tbody>
      </table>
      ${hidden > 0 && html`<p class="hidden">+${whole(language, hidden)} ${words.moreItems}</p>`}
    </section>
  `;
}
