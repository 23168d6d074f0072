// Puts the run, which stands in the page as JSON, into its tiles, charts and tables.
const run = JSON.parse(document.getElementById('run').textContent);
const seconds_per_interval_min = 0.5;

const grouped = number => number.toLocaleString('en');
const tidy = number => +number.toPrecision(6);
function inWords(nanoseconds) {
  if (nanoseconds === null) return '–';
  for (const [size, unit] of [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs']]) {
    if (nanoseconds >= size) return `${+(nanoseconds / size).toPrecision(3)} ${unit}`;
  }
  return `${tidy(nanoseconds)} ns`;
}
function shortly(number) {
  for (const [size, unit] of [[1e6, 'M'], [1e3, 'k']]) {
    if (number >= size) return `${+(number / size).toPrecision(3)}${unit}`;
  }
  return `${tidy(number)}`;
}
const sectionOf = id => document.getElementById(id);

// Cells are texts, or {text, class} where they are not plain.
function fillTable(table, heads, rows) {
  const addRow = (cells, name) => {
    const row = make(table, 'tr');
    for (const cell of cells) make(row, name, {class: cell.class ?? ''}, cell.text ?? cell);
    return row;
  };
  if (heads.length > 0) addRow(heads, 'th');
  return rows.map(cells => addRow(cells, 'td'));
}
const number = text => ({text, class: 'number'});

function showVerdicts() {
  const place = sectionOf('verdicts');
  const say = (well, text) => make(place, 'span', {class: `verdict ${well ? 'good' : 'bad'}`}, text);
  if (run.status === 'could_not_run') return say(false, 'could not run');
  const failed = run.checks.filter(check => !check.passed).length;
  const checks = run.checks.length;
  if (!run.audited) say(false, 'not audited');
  else say(failed === 0, failed === 0 ? `audit passed: ${checks} checks` : `audit failed: ${failed} of ${checks} checks`);
  const crossed = run.thresholds.filter(threshold => !threshold.passed).length;
  const all = run.thresholds.length;
  const word = crossed === 0 ? `${all} of ${all} held` : `${crossed} of ${all} crossed`;
  if (all > 0) say(crossed === 0, `thresholds: ${word}`);
  if (run.stopped_early) say(false, 'stopped early');
}

function showTiles() {
  const tiles = [
    ['orders offered', grouped(run.orders.offered)], ['won', grouped(run.orders.won)],
    ['refused', grouped(run.orders.refused)], ['paid', grouped(run.orders.paid)],
    ['orders/s, mean', shortly(Math.round(run.answered_per_second.mean))],
    ['orders/s, best', shortly(run.answered_per_second.peak)],
    ['latency, p50', inWords(run.order_latency.p50_ns)], ['latency, p99', inWords(run.order_latency.p99_ns)],
    ['failed requests', grouped(run.requests.failed)], ['duration', `${run.duration_seconds.toFixed(1)} s`],
  ];
  for (const [name, value] of tiles) {
    const tile = make(sectionOf('tiles'), 'div');
    make(tile, 'dt', {}, name);
    make(tile, 'dd', {}, value);
  }
}

const middle = interval => interval.from_seconds + interval.length_seconds / 2;
const end = interval => interval.from_seconds + interval.length_seconds;

// Counts as rates; what is too short would make a rate of two or three.
function rateLine(name, member, colour, dashed = false) {
  const rate = interval => interval.length_seconds < seconds_per_interval_min && run.intervals.length > 1
    ? null : interval[member] / interval.length_seconds;
  return {name, colour, dashed, points: run.intervals.map(interval => ({x: middle(interval), y: rate(interval)}))};
}
function latencyLine(name, member, colour) {
  return {name, colour, points: run.intervals.map(interval => ({x: middle(interval), y: interval[member]}))};
}
const valuesOf = lines => lines.flatMap(line => line.points.map(point => point.y)).filter(value => value !== null);

function drawOverTime(id, lines, yScale, yName, inWords) {
  const section = sectionOf(id);
  if (valuesOf(lines).length === 0) return void (section.hidden = true);
  const most = Math.max(...run.intervals.map(end));
  drawChart(section.querySelector('figure'), {
    lines, inWords, names: {x: 'time since the start', y: yName},
    scales: width => ({x: timeScale(most, width), y: yScale(valuesOf(lines))}),
    title: i => `${run.intervals[i].from_seconds.toFixed(1)} to ${end(run.intervals[i]).toFixed(1)} s`,
  });
}
// The whole width is the run's.
function timeScale(most, width) {
  const scale = linearScale(most, value => `${tidy(value)} s`, Math.max(3, width / 110));
  return {place: value => value / most, ticks: scale.ticks.filter(tick => tick.at <= most)};
}

function drawCourse() {
  const upward = values => linearScale(Math.max(...values), shortly);
  const overTens = values => logScale(Math.min(...values), Math.max(...values), inWords);
  const aSecond = value => `${shortly(value)}/s`;
  drawOverTime('orders', [
    rateLine('due by the plan', 'due', 'grey', true), rateLine('offered', 'offered', 'blue'),
    rateLine('answered', 'answered', 'violet'), rateLine('won', 'won', 'green'),
    rateLine('refused', 'refused', 'orange'),
  ], upward, 'orders a second', aSecond);
  drawOverTime('latency', [
    latencyLine('max', 'latency_max_ns', 'red'), latencyLine('p99.9', 'latency_p999_ns', 'orange'),
    latencyLine('p99', 'latency_p99_ns', 'violet'), latencyLine('p50', 'latency_p50_ns', 'blue'),
  ], overTens, 'order latency (log scale)', inWords);
  if (run.requests.failed === 0) {
    sectionOf('failures').querySelector('figure').replaceWith(`None of ${grouped(run.requests.sent)}.`);
  } else {
    drawOverTime('failures', [rateLine('failed', 'errors', 'red'), rateLine('tried again', 'retries', 'orange')], upward,
      'requests a second', aSecond);
  }
}

function drawSpectrum() {
  const points = run.spectrum;
  const line = (name, member, colour) =>
    ({name, colour, points: points.map(point => ({x: point.share, y: point[member]}))});
  const lines = [line('order latency', 'order_latency_ns', 'blue'), line('service time', 'service_time_ns', 'orange')];
  const figure = sectionOf('spectrum').querySelector('figure');
  if (points.length < 2) return figure.replaceWith('Too few answers for a curve.');
  const values = valuesOf(lines);
  drawChart(figure, {
    lines, inWords, names: {x: 'share that was not slower', y: 'time (log scale)'},
    scales: () => ({x: ninesScale(points.at(-1).share), y: logScale(Math.min(...values), Math.max(...values), inWords)}),
    title: i => percent(points[i].share),
  });
}

const percentile_names = ['p50', 'p75', 'p90', 'p99', 'p99.9', 'p99.99', 'p99.999', 'max'];
function listPercentiles() {
  const columns = [['order latency', run.order_latency], ['service time', run.service_time],
    ['sent late by', run.lateness], ['reads', run.read_time]].filter(([, latency]) => latency.count > 0);
  const rows = percentile_names.map(name =>
    [name, ...columns.map(([, latency]) => number(inWords(latency[`${name.replace('.', '')}_ns`])))]);
  rows.push(['counted', ...columns.map(([, latency]) => number(grouped(latency.count)))]);
  fillTable(document.getElementById('percentiles'), ['', ...columns.map(([name]) => number(name))], rows);
}

function listVerdicts(id, verdicts, name) {
  sectionOf(id).hidden = verdicts.length === 0;
  fillTable(sectionOf(id).querySelector('table'), [], verdicts.map(verdict => [
    {text: verdict.passed ? 'ok' : 'FAIL', class: `state ${verdict.passed ? 'good' : 'bad'}`},
    {text: verdict[name], class: 'any'}, {text: verdict.detail, class: 'any'}]));
}

function showUnits() {
  const section = sectionOf('units');
  section.hidden = !run.audited;
  const {sold, held, left} = run.units;
  const parts = [['sold', sold, 'green'], ['held', held, 'orange'], ['left', left, 'grey']];
  for (const [name, units, colour] of parts) {
    const style = `background:var(--${colour})`;
    if (units > 0) make(section.querySelector('.bar'), 'span', {style: `${style};flex:${units} 0 2px`});
    const item = make(section.querySelector('.legend'), 'li');
    make(item, 'span', {class: 'swatch', style});
    item.append(`${grouped(units)} ${name}`);
  }
  const total = make(section.querySelector('.legend'), 'li');
  total.append(`of ${grouped(run.units.supplied)} for sale, to ${grouped(run.buyers_served)} buyers`);
}

function listRefusals() {
  sectionOf('refusals').hidden = run.refusals.length === 0;
  const most = Math.max(...run.refusals.map(refusal => refusal.orders));
  const rows = fillTable(sectionOf('refusals').querySelector('table'), [], run.refusals.map(refusal =>
    [{text: refusal.reason, class: 'any'}, number(grouped(refusal.orders)), {text: '', class: 'meters'}]));
  rows.forEach((row, i) => {
    make(row.lastChild, 'span', {class: 'meter', style: `width:${100 * run.refusals[i].orders / most}%`});
  });
}

function listOptions() {
  const options = Object.entries(run.options);
  const table = sectionOf('options').querySelector('table');
  const rows = fillTable(table, [], options.map(([, value]) => ['', {text: value, class: 'any'}]));
  options.forEach(([flag], i) => make(rows[i].firstChild, 'code', {}, `--${flag}`));
}

document.getElementById('when').textContent = run.started_at.replace('T', ' ').replace('Z', ' UTC');
showVerdicts();
run.warnings.forEach(warning => make(sectionOf('warnings'), 'li', {}, warning));
if (run.status === 'could_not_run') {
  for (const section of document.querySelectorAll('section:not(#options)')) section.hidden = true;
} else {
  showTiles();
  drawCourse();
  drawSpectrum();
  listPercentiles();
  listVerdicts('thresholds', run.thresholds, 'expression');
  showUnits();
  listRefusals();
  listVerdicts('checks', run.checks, 'name');
}
listOptions();
