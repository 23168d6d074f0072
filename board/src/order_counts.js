// What became of the sale's orders.
import { html } from "./html.js";
import { whole } from "./format.js";

export function OrderCounts({ sale, language, words }) {
  const counts = ["held", "paid", "cancelled", "expired"];
  return html`
    <section class="panel orders">
      <h2>${words.orders}</h2>
      <dl>
        ${counts.map(
          (status) => html`<div key=${status} class=${status}>
            <dt>${words[status]}</dt>
            <dd><data data-orders=${status} value=${sale.orders[status]}>${whole(language, sale.orders[status])}</data></dd>
          </div>`,
        )}
      </dl>
    </section>
  `;
}
