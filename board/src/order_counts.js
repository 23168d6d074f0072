// What became of the sale's orders.
import { html } from "./html.js";
import { whole } from "./format.js";

export function OrderCounts({ sale, language, words }) {
  const counts = ["held", "paid", "cancelled", "expired"];
  return html`
    <section class="panel orders">
      <h2>${words.orders}</h2>
      <dl>
        ${counts.map((status) => {
          const count = whole(language, sale.orders[status]);
          return html`<div key=${status} class=${status}>
            <dt>${words[status]}</dt>
            <dd style=${{ "--width": count.length }}><data data-orders=${status} value=${sale.orders[status]}>${count}</data></dd>
          </div>`;
        })}
      </dl>
    </section>
  `;
}
