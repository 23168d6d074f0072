// The page as a whole: follows the server's figures, and shows the sale that is chosen.
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";
import { followLive } from "./live_stream.js";
import { History } from "./history.js";
import { chosenLanguage, chooseLanguage, keepKey, keptKey } from "./settings.js";
import { wordsOf } from "./words.js";
import { Header } from "./header.js";
import { SaleTabs } from "./sale_tabs.js";
import { Headline } from "./headline.js";
import { ItemTable } from "./item_table.js";
import { Course } from "./course.js";
import { OrderCounts } from "./order_counts.js";
import { Refusals } from "./refusals.js";
import { Machine } from "./machine.js";
import { KeyForm } from "./key_form.js";
import { Notice } from "./notice.js";
import { Manage } from "./manage.js";
import { Footer } from "./footer.js";

const saleOfAddress = () => new URLSearchParams(location.hash.slice(1)).get("sale");

/** Figures as they come, with the history that they make; null before the first. */
function useLive(key, setKeyWanted) {
  const history = useRef(new History());
  const [figures, setFigures] = useState(null);
  const [lost, setLost] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    history.current = new History();
    followLive({
      key,
      signal: stop.signal,
      onFigures: (latest) => {
        history.current.add(latest);
        setLost(null);
        setKeyWanted(null);
        setFigures(latest);
      },
      onLost: (why) => setLost({ why }),
      onKeyRefused: (sent) => {
        setFigures(null);
        setKeyWanted({ refused: sent });
      },
    });
    return () => stop.abort();
  }, [key]);
  return { figures, lost, history: history.current };
}

function useChosenSale(sales) {
  const [chosen, setChosen] = useState(saleOfAddress);
  useEffect(() => {
    const follow = () => setChosen(saleOfAddress());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return sales.find((sale) => sale.sale === chosen) || sales[0];
}

function Sale({ sale, figures, history, language }) {
  const shared = { sale, figures, history, language, words: wordsOf(language) };
  return html`
    <main class="sale">
      <${Headline} ...${shared} />
      <${ItemTable} ...${shared} />
      <${Course} ...${shared} />
      <${OrderCounts} ...${shared} />
      <${Refusals} ...${shared} />
      <${Machine} ...${shared} />
    </main>
  `;
}

function NoSale({ figures, words }) {
  const more = figures.role === "operator" ? words.noSalesOperator : words.noSalesMore;
  return html`<main class="empty"><h2>${words.noSales}</h2><p>${more}</p></main>`;
}

export function Board() {
  const [language, setLanguage] = useState(chosenLanguage);
  const [key, setKey] = useState(keptKey);
  const [keyWanted, setKeyWanted] = useState(null);
  const [managing, setManaging] = useState(false);
  const { figures, lost, history } = useLive(key, setKeyWanted);
  const sale = useChosenSale(figures?.sales || []);
  const words = wordsOf(language);

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = sale ? `${sale.name} · Doorbuster` : `Doorbuster · ${words.title}`;
  }, [language, sale?.name]);

  const changeLanguage = () => {
    const other = language === "en" ? "zh" : "en";
    chooseLanguage(other);
    setLanguage(other);
  };
  const useKey = (given) => {
    keepKey(given);
    setKeyWanted(null);
    setKey(given);
  };
  const mayManage = figures?.role === "operator";
  return html`
    <${Header}
      ...${{ sale, figures, lost, language, words, changeLanguage }}
      manage=${mayManage ? () => setManaging(true) : null}
    />
    <${Notice} ...${{ figures, lost: keyWanted ? null : lost, language, words }} />
    ${keyWanted && html`<${KeyForm} ...${{ words, refused: keyWanted.refused, useKey }} />`}
    ${figures && html`<${SaleTabs} ...${{ figures, sale, words }} />`}
    ${figures && sale && html`<${Sale} ...${{ sale, figures, history, language }} />`}
    ${figures && !sale && html`<${NoSale} ...${{ figures, words }} />`}
    <${Footer} ...${{ figures, words, forgetKey: key ? () => useKey("") : null }} />
    ${managing && mayManage &&
    html`<${Manage} ...${{ sale, figures, language, words, apiKey: key, close: () => setManaging(false) }} />`}
  `;
}
