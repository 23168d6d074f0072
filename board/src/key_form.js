// Asks for an API key.
import { html } from "./html.js";

export function KeyForm({ words, refused, useKey }) {
  const send = (event) => {
    event.preventDefault();
    const given = new FormData(event.target).get("key").trim();
    if (given) useKey(given);
  };
  return html`
    <main class="key">
      <form onSubmit=${send}>
        <h2>${words.keyTitle}</h2>
        <p>${words.keyText}</p>
        ${refused && html`<p class="fault" role="alert">${words.keyUnknown}</p>`}
        <label>${words.keyLabel}<input name="key" type="password" autocomplete="off" spellcheck=${false} pattern="\\s*[!-~]+\\s*" autofocus /></label>
        <button class="primary">${words.keySend}</button>
      </form>
    </main>
  `;
}
