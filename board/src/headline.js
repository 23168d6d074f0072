// The four figures that are read from across the room.
import { html } from "./html.js";
import { acceptedOf } from "./history.js";
import { money, percent, rate, shortMoney, whole } from "./format.js";

/** What a sale's items come to together; of a long sale, of those that are shown. */
export function unitsOf(sale) {
  const units = { sold: 0, held: 0, available: 0 };
  for (const item of sale.items) for (const kind in units) units[kind] += item[kind];
  return { ...units, all: units.sold + units.held + units.available };
}

/** How wide a text is in about the widths of a digit; Chinese characters take two. */
const widthOf = (text) => Array.from(text, (c) => (c > "\u2e80" ? 1.7 : 1)).reduce((sum, width) => sum + width, 0);

function Figure({ name, label, value, raw, title, children }) {
  return html`
    <section class="figure ${name}">
      <h2>${label}</h2>
      <p class="value" style=${{ "--width": widthOf(value).toFixed(1) }}><data data-figure=${name} value=${raw} title=${title}>${value}</data></p>
      <p class="more">${children}</p>
    </section>
  `;
}

export function Headline({ sale, figures, history, language, words }) {
  const units = unitsOf(sale);
  const accepted = acceptedOf(sale);
  const pace = history.acceptedRate(sale.sale);
  const refused = history.refusedRate();
  const share = units.all > 0 ? units.sold / units.all : 0;
  return html`
    <div class="headline">
      <${Figure} name="pace" label=${words.ordersASecond} value=${rate(language, pace)} raw=${pace ?? ""}>
        <data data-figure="accepted" value=${accepted}>${whole(language, accepted)}</data> ${words.acceptedInAll}
        ${figures.server && refused > 0 && html`<span class="refused"> · ${rate(language, refused)} ${words.refusedASecond}</span>`}
      <//>
      <${Figure}
        name="gmv"
        label=${words.gmv}
        value=${shortMoney(language, sale.gmv, sale.currency)}
        raw=${sale.gmv}
        title=${money(language, sale.gmv, sale.currency)}
      >
        ${whole(language, sale.orders.paid)} ${words.paidOrders}
      <//>
      <${Figure} name="sold" label=${words.sellThrough} value=${percent(language, share)} raw=${units.sold}>
        ${words.units(whole(language, units.sold))}
        ${units.held > 0 && ` · ${words.heldBesides(whole(language, units.held))}`}
      <//>
      <${Figure}
        name=${units.available === 0 && units.all > 0 ? "left gone" : "left"}
        label=${words.left}
        value=${units.available === 0 && units.all > 0 ? words.soldOut : whole(language, units.available)}
        raw=${units.available}
      >
        ${words.leftOf(whole(language, units.all))}
      <//>
    </div>
  `;
}
