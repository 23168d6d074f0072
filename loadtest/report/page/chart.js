// Draws line charts. Knows nothing of what they show: scales place values between 0 and 1, and word them.

// The child elements of a parent, made anew. Text is always text: nothing here is read as markup.
function make(parent, name, attributes = {}, text = '') {
  const element = document.createElementNS(parent.namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return parent.appendChild(element);
}

// From 0 to the first round value that is not below `most`.
function linearScale(most, inWords, wanted = 5) {
  const rough = Math.max(most, 1e-9) / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * [1, 2, 5, 10].find(times => times * magnitude >= rough);
  const top = Math.max(Math.ceil(most / step - 1e-9), 1) * step;
  const count = Math.round(top / step);
  return {
    place: value => value / top,
    ticks: Array.from({length: count + 1}, (_, i) => ({at: i * step, text: inWords(i * step)})),
  };
}

// Whole powers of ten, that hold what is from `least` to `most`; both above 0.
function logScale(least, most, inWords) {
  const from = Math.floor(Math.log10(least) + 1e-9);
  const to = Math.max(Math.ceil(Math.log10(most) - 1e-9), from + 1);
  return {
    place: value => (Math.log10(value) - from) / (to - from),
    ticks: Array.from({length: to - from + 1}, (_, i) => ({at: 10 ** (from + i), text: inWords(10 ** (from + i))})),
  };
}

// Shares from the median on: each further nine is as far away as the one before.
function ninesScale(last) {
  const nines = share => -Math.log10(1 - share);
  const from = nines(0.5);
  const to = Math.max(nines(last), nines(0.9));
  const marks = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999].filter(share => nines(share) <= to + 1e-6);
  return {
    place: share => (nines(share) - from) / (to - from),
    ticks: marks.map(share => ({at: share, text: percent(share)})),
  };
}
const percent = share => `${+(share * 100).toPrecision(7)} %`;

const margin = {left: 58, right: 14, top: 24, bottom: 40};
const label_pixels = 64;  // what a label below the axis takes

function drawAxes(svg, plot, x, y, names) {
  for (const {at, text} of y.ticks) {
    const height = plot.y(y.place(at));
    make(svg, 'line', {class: 'grid', x1: plot.left, x2: plot.right, y1: height, y2: height});
    make(svg, 'text', {x: plot.left - 8, y: height + 4, 'text-anchor': 'end'}, text);
  }
  const every = Math.ceil(x.ticks.length * label_pixels / (plot.right - plot.left));
  for (const [i, {at, text}] of x.ticks.entries()) {
    if (i % every !== 0) continue;
    const across = plot.x(x.place(at));
    const anchor = across > plot.right - label_pixels / 3 ? 'end' : 'middle';
    const place = anchor === 'end' ? plot.right + margin.right : across;
    make(svg, 'text', {x: place, y: plot.bottom + 18, 'text-anchor': anchor}, text);
  }
  make(svg, 'text', {x: 0, y: 12}, names.y);
  make(svg, 'text', {x: plot.right, y: plot.bottom + 36, 'text-anchor': 'end'}, names.x);
}

// Points without a value part a curve; one that stands alone between them is a dot.
function drawCurve(svg, plot, x, y, line) {
  const has = i => i >= 0 && i < line.points.length && line.points[i].y !== null;
  let path = '';
  for (const [i, point] of line.points.entries()) {
    if (!has(i)) continue;
    const across = plot.x(x.place(point.x)).toFixed(1);
    const height = plot.y(y.place(point.y)).toFixed(1);
    path += `${has(i - 1) ? 'L' : 'M'}${across} ${height}`;
    if (has(i - 1) || has(i + 1)) continue;
    make(svg, 'circle', {cx: across, cy: height, r: 3, style: `fill:var(--${line.colour})`});
  }
  const style = `stroke:var(--${line.colour});${line.dashed ? 'stroke-dasharray:4 5' : ''}`;
  make(svg, 'path', {class: 'curve', style, d: path});
}

function addLegend(figure, lines) {
  const legend = document.createElement('ul');
  legend.className = 'legend';
  for (const line of lines) {
    const item = make(legend, 'li');
    make(item, 'span', {class: 'swatch', style: `background:var(--${line.colour})`});
    item.append(line.name);
  }
  figure.prepend(legend);
}

// What all lines say at the place that is nearest to the pointer. All lines have the same places.
function addTip(figure, svg, state, {lines, title, inWords}) {
  const tip = make(figure, 'div', {class: 'tip', hidden: ''});
  const leave = () => { tip.hidden = true; state.cursor?.setAttribute('visibility', 'hidden'); };
  svg.addEventListener('pointerleave', leave);
  svg.addEventListener('pointermove', event => {
    const {plot, x} = state;
    const across = event.clientX - svg.getBoundingClientRect().left;
    const places = lines[0].points.map(point => plot.x(x.place(point.x)));
    const distance = i => Math.abs(places[i] - across);
    const nearest = places.reduce((best, _, i) => distance(i) < distance(best) ? i : best, 0);
    tip.replaceChildren();
    make(tip, 'strong', {}, title(nearest));
    const table = make(tip, 'table');
    for (const line of lines) {
      const value = line.points[nearest].y;
      const row = make(table, 'tr');
      const cell = make(row, 'td');
      make(cell, 'span', {class: 'swatch', style: `background:var(--${line.colour})`});
      cell.append(line.name);
      make(row, 'td', {}, value === null ? '–' : inWords(value));
    }
    tip.hidden = false;
    const inset = svg.getBoundingClientRect().left - figure.getBoundingClientRect().left;
    const left = inset + places[nearest];
    const room = figure.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(left + 12 > room ? left - tip.offsetWidth - 12 : left + 12, room))}px`;
    tip.style.bottom = `${margin.bottom + inset}px`;
    for (const end of ['x1', 'x2']) state.cursor.setAttribute(end, places[nearest]);
    state.cursor.setAttribute('visibility', 'visible');
  });
}

// `lines`: {name, colour, dashed, points: [{x, y or null}]}; `scales(width)` gives {x, y}; `names` are the axes'.
function drawChart(figure, {lines, scales, names, title, inWords}) {
  const svg = figure.querySelector('svg');
  const state = {};
  addLegend(figure, lines);
  addTip(figure, svg, state, {lines, title, inWords});
  const draw = () => {
    const width = svg.clientWidth;
    if (width === 0 || width === state.width) return;
    const height = width < 520 ? 240 : 300;
    const plot = {left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom};
    plot.x = share => plot.left + share * (plot.right - plot.left);
    plot.y = share => plot.bottom - share * (plot.bottom - plot.top);
    const {x, y} = scales(width);
    svg.replaceChildren();
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('height', height);
    drawAxes(svg, plot, x, y, names);
    for (const line of lines) drawCurve(svg, plot, x, y, line);
    const cursor = make(svg, 'line', {class: 'cursor', y1: plot.top, y2: plot.bottom, visibility: 'hidden'});
    Object.assign(state, {width, plot, x, cursor});
  };
  new ResizeObserver(draw).observe(svg);
  draw();
}
