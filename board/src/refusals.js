// Why people were told no, most frequent first.
import { html } from "./html.js";
import { whole } from "./format.js";
import { problemName } from "./words.js";

const shown = 6;

function List({ refusals, language }) {
  const sorted = Object.entries(refusals).sort(([, a], [, b]) => b - a).slice(0, shown);
  return html`
    <ul>
      ${sorted.map(
        ([code, count]) => html`<li key=${code}>
          <a href=${`/problems/${code.replaceAll("_", "-")}`}>${problemName(language, code)}</a>
          <data data-refusal=${code} value=${count}>${whole(language, count)}</data>
          <span class="bar" aria-hidden="true"><span style=${{ width: `${(100 * count) / sorted[0][1]}%` }}></span></span>
        </li>`,
      )}
    </ul>
  `;
}

export function Refusals({ figures, language, words }) {
  const refusals = figures.server?.refusals;
  const empty = refusals && Object.keys(refusals).length === 0;
  return html`
    <section class="panel refusals">
      <h2>${words.refusals} ${refusals && html`<small>${words.sinceStart}</small>`}</h2>
      ${!refusals && html`<p class="hidden">${words.serverHidden}</p>`}
      ${empty && html`<p class="hidden">${words.noRefusals}</p>`}
      ${refusals && !empty && html`<${List} ...${{ refusals, language }} />`}
    </section>
  `;
}
