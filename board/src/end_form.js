// Moves a sale's end: later, earlier, or now.
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { moveEnd } from "./requests.js";
import { Outcome, useOutcome } from "./outcome.js";
import { localInput } from "./local_time.js";

function EndNow({ sale, at, apiKey, words, outcome }) {
  const [asked, setAsked] = useState(false);
  const end = () => {
    setAsked(false);
    // What is past means now; it must come after the start.
    const endsAt = new Date(Math.max(Date.parse(sale.starts_at) + 1, at)).toISOString();
    outcome.act(() => moveEnd(apiKey, sale.sale, endsAt), () => words.done_ended);
  };
  if (!asked) return html`<button type="button" class="danger" disabled=${outcome.busy} onClick=${() => setAsked(true)}>${words.endNow}</button>`;
  return html`
    <div class="confirm" role="alertdialog">
      <p>${words.endAsk}</p>
      <button type="button" class="danger" onClick=${end}>${words.endYes}</button>
      <button type="button" onClick=${() => setAsked(false)}>${words.endNo}</button>
    </div>
  `;
}

export function EndForm({ sale, at, apiKey, words }) {
  const outcome = useOutcome(words);
  const move = (event) => {
    event.preventDefault();
    const endsAt = new Date(new FormData(event.target).get("ends_at")).toISOString();
    outcome.act(() => moveEnd(apiKey, sale.sale, endsAt), () => words.done_end);
  };
  return html`
    <form class="end" onSubmit=${move}>
      <h3>${words.thisSale}: ${sale.name || sale.sale}</h3>
      <label>${words.newEnd}<input name="ends_at" type="datetime-local" step="1" required defaultValue=${localInput(sale.ends_at)} /></label>
      <button class="primary" disabled=${outcome.busy}>${words.moveEnd}</button>
      ${sale.status === "running" && html`<${EndNow} ...${{ sale, at, apiKey, words, outcome }} />`}
      <${Outcome} ...${outcome} />
    </form>
  `;
}
