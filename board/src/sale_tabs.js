// The merchant's other sales, where there are some.
import { html } from "./html.js";

export function SaleTabs({ figures, sale, words }) {
  if (figures.sales.length < 2) return null;
  const hidden = figures.all_sales - figures.sales.length;
  return html`
    <nav class="tabs">
      ${figures.sales.map(
        (each) => html`<a
          key=${each.sale}
          href=${`#sale=${encodeURIComponent(each.sale)}`}
          aria-current=${each.sale === sale.sale ? "page" : null}
          ><span class="dot ${each.status}"></span><span class="name">${each.name || each.sale}</span></a
        >`,
      )}
      ${hidden > 0 && html`<span class="hidden">+${hidden} ${words.moreSales}</span>`}
    </nav>
  `;
}
