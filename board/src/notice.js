// What a watcher must know before they believe the figures.
import { html } from "./html.js";

export function Notice({ figures, lost, language, words }) {
  if (lost) {
    const since = figures && new Date(figures.at).toLocaleTimeString(language === "zh" ? "zh-CN" : "en-US");
    const what = since ? `${words.lost} ${since}.` : words.lostNever;
    return html`<p class="notice" role="alert">${lost.why || what} ${words.retrying}</p>`;
  }
  if (figures?.server && !figures.server.ready) {
    return html`<p class="notice" role="alert">${words.notReady} ${figures.server.not_ready_reason}</p>`;
  }
  return null;
}
