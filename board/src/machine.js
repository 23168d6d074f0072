// How the server does: latencies of the last seconds, queue, connections.
import { html } from "./html.js";
import { latency, whole } from "./format.js";

function Latency({ name, of, history, language }) {
  const at = (share) => latency(language, history.latencyUs(of, share));
  return html`
    <div>
      <dt>${name}</dt>
      <dd><small>p50</small> ${at(0.5)}</dd>
      <dd><small>p99</small> ${at(0.99)}</dd>
    </div>
  `;
}

function Count({ name, figure, count, language }) {
  return html`
    <div>
      <dt>${name}</dt>
      <dd><data data-figure=${figure} value=${count}>${whole(language, count)}</data></dd>
    </div>
  `;
}

export function Machine({ figures, history, language, words }) {
  const server = figures.server;
  return html`
    <section class="panel machine">
      <h2>${words.machine} ${server && html`<small>${words.lastSeconds}</small>`}</h2>
      ${!server && html`<p class="hidden">${words.serverHidden}</p>`}
      ${server &&
      html`
        <dl>
          <${Latency} ...${{ name: words.answers, of: "requests", history, language }} />
          <${Latency} ...${{ name: words.journal, of: "journal", history, language }} />
          <${Count} ...${{ name: words.queue, figure: "queue", count: server.queued_commands, language }} />
          <${Count} ...${{ name: words.connections, figure: "connections", count: server.connections, language }} />
        </dl>
      `}
    </section>
  `;
}
