// The last line: where else to look.
import { html } from "./html.js";

export function Footer({ figures, words, forgetKey }) {
  return html`
    <footer>
      <span>Doorbuster ${figures?.server?.version}</span>
      <a href="/docs">${words.api}</a>
      <a href="/problems">${words.problems}</a>
      <a href="/metrics">${words.metrics}</a>
      <a href=${document.body.dataset.licences}>${words.licences}</a>
      ${forgetKey && html`<button class="link" onClick=${forgetKey}>${words.forgetKey}</button>`}
    </footer>
  `;
}
