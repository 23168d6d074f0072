// Orders a second over the last minutes, drawn by uPlot.
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { html } from "./html.js";
import { rate } from "./format.js";

const shownSecondsMax = 180;
const shownSecondsMin = 30;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options({ width, height, language, words }) {
  const soft = color("--soft");
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const font = `${0.8 * rem}px system-ui, sans-serif`;
  const axis = { stroke: soft, font, ticks: { show: false }, grid: { stroke: color("--line"), width: 1 } };
  const clock = (seconds) => new Date(seconds * 1000).toTimeString().slice(0, 8);
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 2 * rem, 0, 0], // to the right, half of a time, which may stand at the very end
    scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(high || 0, 4) * 1.1] } },
    axes: [
      { ...axis, grid: { show: false }, size: 1.8 * rem, space: 6 * rem, values: (_, ticks) => ticks.map(clock) },
      { ...axis, size: 3.6 * rem, space: 2.4 * rem, values: (_, ticks) => ticks.map((tick) => rate(language, tick)) },
    ],
    series: [
      {},
      { label: words.accepted, stroke: color("--sold"), fill: color("--sold-soft"), width: 2.5, points: { show: false } },
      { label: words.refused, stroke: color("--refused"), width: 1.5, dash: [5, 4], points: { show: false } },
    ],
  };
}

/** Drawn anew where its size, the colours or the language are others; else only its data change. */
function useChart(place, data, language, words) {
  const chart = useRef(null);
  const drawn = useRef("");
  useEffect(() => {
    const { clientWidth: width, clientHeight: height } = place.current;
    if (width === 0 || height === 0) return;
    const looks = [width, height, language, color("--sold"), color("--soft")].join();
    if (looks !== drawn.current) {
      chart.current?.destroy();
      chart.current = new uPlot(options({ width, height, language, words }), data, place.current);
      drawn.current = looks;
    }
    const first = data[0][0];
    const last = data[0][data[0].length - 1];
    const shown = Math.min(Math.max(last - first, shownSecondsMin), shownSecondsMax);
    chart.current.setData(data, false);
    chart.current.batch(() => {
      chart.current.setScale("x", { min: last - shown, max: last });
    });
  });
  useEffect(() => () => chart.current?.destroy(), []);
}

export function Course({ sale, figures, history, language, words }) {
  const place = useRef(null);
  useChart(place, history.course(sale.sale), language, words);
  return html`
    <section class="panel course">
      <h2>${words.course}</h2>
      <p class="legend">
        <span class="sold">${words.accepted}</span>${figures.server && html`<span class="refused">${words.refused}</span>`}
      </p>
      <div class="plot" ref=${place} aria-hidden="true"></div>
    </section>
  `;
}
