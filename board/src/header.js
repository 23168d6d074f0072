// The top line: which sale, how it stands, how long yet; and what a watcher may change.
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { countdown, moment } from "./format.js";
import { chosenTheme, chooseTheme, nextTheme } from "./settings.js";

const countedDownSeconds = 100 * 86_400; // what is later than that is told by its date

function Standing({ sale, at, language, words }) {
  const until = sale.status === "scheduled" ? sale.starts_at : sale.ends_at;
  const seconds = (Date.parse(until) - at) / 1000;
  const soon = sale.status !== "ended" && seconds < countedDownSeconds;
  const label = { running: words.ends, scheduled: words.opens, ended: words.endedAt }[sale.status];
  const labelSoon = { running: words.endsIn, scheduled: words.startsIn }[sale.status];
  const time = soon ? countdown(language, seconds) : moment(language, until);
  return html`
    <p class="standing ${sale.status}">
      <span class="status">${words[sale.status]}</span>
      <span class="until">${soon ? labelSoon : label} <time>${time}</time></span>
    </p>
  `;
}

function Theme({ words }) {
  const [theme, setTheme] = useState(chosenTheme);
  const change = () => {
    const next = nextTheme(theme);
    chooseTheme(next);
    setTheme(next);
  };
  const sign = { auto: "◐", dark: "●", light: "○" }[theme];
  return html`<button class="sign" title=${words[`theme_${theme}`]} aria-label=${words[`theme_${theme}`]} onClick=${change}>
    ${sign}
  </button>`;
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

export function Header({ sale, figures, lost, language, words, changeLanguage, manage }) {
  return html`
    <header>
      <p class="brand"><span class="pulse ${figures && !lost ? "alive" : ""}"></span>Doorbuster</p>
      ${sale &&
      html`<h1 title=${sale.name}>${sale.name || sale.sale}</h1>
        <${Standing} ...${{ sale, at: Date.parse(figures.at), language, words }} />`}
      <nav>
        ${manage && html`<button class="manage" onClick=${manage}>${words.manage}</button>`}
        <button class="language" title=${words.languageHint} onClick=${changeLanguage}>${words.language}</button>
        <${Theme} words=${words} />
        <button class="sign full" title=${words.fullscreen} aria-label=${words.fullscreen} onClick=${toggleFullScreen}>
          <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" /></svg>
        </button>
      </nav>
    </header>
  `;
}
