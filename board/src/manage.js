// What an operator may do from the board, in a dialog over it.
import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";
import { EndForm } from "./end_form.js";
import { StockForm } from "./stock_form.js";
import { SaleForm } from "./sale_form.js";

export function Manage({ sale, figures, words, apiKey, close }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const at = Date.parse(figures.at);
  return html`
    <dialog class="manage" ref=${dialog} onClose=${close}>
      <div class="top">
        <h2>${words.manage}</h2>
        <button class="sign" aria-label=${words.close} title=${words.close} onClick=${() => dialog.current.close()}>×</button>
      </div>
      ${sale && html`<${EndForm} key=${sale.sale} ...${{ sale, at, apiKey, words }} />`}
      <${StockForm} ...${{ sale, apiKey, words }} />
      <${SaleForm} ...${{ at, currency: sale?.currency || "CNY", apiKey, words }} />
    </dialog>
  `;
}
