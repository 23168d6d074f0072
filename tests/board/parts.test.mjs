// The board's arithmetic and wording.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "../../board/src/format.js";
import { History } from "../../board/src/history.js";
import { countsBetween, percentileUs } from "../../board/src/latency.js";
import { takeEvents } from "../../board/src/live_stream.js";
import { termsOf } from "../../board/src/requests.js";
import { allWords } from "../../board/src/words.js";

const start = Date.parse("2026-11-11T00:00:00Z");

function reading(ms, accepted, held, sold, server = null) {
  const items = [{ sku: "lamp", available: 100 - held - sold, held, sold }];
  const orders = { held: 0, paid: accepted, cancelled: 0, expired: 0 };
  return { at: new Date(start + ms).toISOString(), sales: [{ sale: "night", orders, items }], server };
}

test("a rate is what came over the seconds in which it came", () => {
  const history = new History();
  assert.equal(history.acceptedRate("night"), null);
  for (let ms = 0; ms <= 4000; ms += 200) history.add(reading(ms, ms / 10, 0, 0));
  assert.equal(history.acceptedRate("night"), 100);
  assert.equal(history.acceptedRate("another"), null);
});

test("there is no rate before there are two readings, nor across a restart of the server", () => {
  const history = new History();
  history.add(reading(0, 50, 0, 0, { refusals: { sold_out: 9 }, request_latency_counts: [9], journal_latency_counts: [9] }));
  assert.equal(history.acceptedRate("night"), null);
  history.add(reading(200, 50, 0, 0, { refusals: {}, request_latency_counts: [0], journal_latency_counts: [0] }));
  assert.equal(history.acceptedRate("night"), 0);
  assert.equal(history.refusedRate(), null);
  assert.equal(history.latencyUs("requests", 0.5), null);
});

test("a clock that was set back begins anew", () => {
  const history = new History();
  history.add(reading(5000, 10, 0, 0));
  history.add(reading(0, 12, 0, 0));
  assert.equal(history.readings.length, 1);
});

test("no more is kept than is shown", () => {
  const history = new History();
  for (let ms = 0; ms <= 400_000; ms += 1000) history.add(reading(ms, 0, 0, 0));
  assert.equal(history.readings.length, 181);
});

test("an item is gone when what is left has gone at the pace of the last seconds", () => {
  const history = new History();
  for (let ms = 0; ms <= 10_000; ms += 200) history.add(reading(ms, 0, ms / 500, ms / 1000));
  assert.equal(history.secondsToSellOut("night", { sku: "lamp", available: 70 }), 70 / 3);
});

test("nothing is said of when an item is gone without a pace, or too early", () => {
  const history = new History();
  history.add(reading(0, 0, 0, 0));
  history.add(reading(1000, 0, 5, 5));
  assert.equal(history.secondsToSellOut("night", { sku: "lamp", available: 90 }), null);
  const still = new History();
  for (let ms = 0; ms <= 10_000; ms += 200) still.add(reading(ms, 0, 1, 1));
  assert.equal(still.secondsToSellOut("night", { sku: "lamp", available: 98 }), null);
});

test("percentiles lie within their bucket", () => {
  assert.equal(percentileUs([0, 0, 0, 100, 0], 0.5), 6); // of 4 to 8 us
  assert.equal(percentileUs([50, 0, 0, 50, 0], 0.99), 4 + 4 * (49 / 50));
  assert.equal(percentileUs([0, 0, 0], 0.5), null);
  assert.equal(percentileUs([0, 0, 7], 0.5), null, "the last bucket has no bound");
  assert.deepEqual(countsBetween([1, 2], [4, 2]), [3, 0]);
  assert.equal(countsBetween([1, 2], [0, 9]), null);
});

test("a stream's events are read whole, whatever pieces they come in", () => {
  const text = 'data: {"a":1}\n\n: a comment\n\nid: 3\ndata: {"a":2}\n\n';
  for (let cut = 0; cut <= text.length; ++cut) {
    const first = takeEvents(text.slice(0, cut));
    const second = takeEvents(first.rest + text.slice(cut));
    assert.deepEqual([...first.events, ...second.events], ['{"a":1}', '{"a":2}']);
    assert.equal(second.rest, "");
  }
});

test("prices are read to the cent, and what is none is not read", () => {
  const read = { "19.99": 1999, "0.1": 10, 5: 500, " 7.5 ": 750, "1234567.89": 123456789 };
  for (const [text, units] of Object.entries(read)) assert.equal(format.minorUnits(text, "EUR"), units);
  assert.equal(format.minorUnits("300", "JPY"), 300);
  for (const text of ["", "1.999", "-1", "1,5", "1e3", "a"]) assert.equal(format.minorUnits(text, "EUR"), null);
  assert.equal(format.minorUnits("1.5", "JPY"), null);
});

test("amounts have the minor unit of ISO 4217, not the digits that are usual in writing", () => {
  assert.equal(format.money("en", 199, "JPY"), "¥199");
  assert.equal(format.money("en", 0, "JPY"), "¥0");
  assert.equal(format.money("en", 15_000_000_00, "IDR"), "Rp\u00a015,000,000.00");
  assert.equal(format.money("en", 1500, "KWD"), "KWD\u00a01.500");
  assert.equal(format.money("en", 5, "EUR"), "€0.05");
  assert.equal(format.minorUnits("150000", "IDR"), 15_000_000);
  assert.equal(format.minorUnits("1.5", "IQD"), 1500);
});

test("a sum beyond 2^53 is shown to its last digit", () => {
  assert.equal(format.money("en", 9_007_199_254_740_993n, "JPY"), "¥9,007,199,254,740,993");
  assert.equal(format.money("en", 1_000_000_000_000_000_001n, "CNY"), "¥10,000,000,000,000,000.01");
  assert.equal(format.shortMoney("en", 1_000_000_000_000_000_001n, "CNY"), "¥10,000.00T");
});

test("a share says 100 % only of all, and 0 % only of none", () => {
  assert.equal(format.percent("en", 0.99999), "99.9%");
  assert.equal(format.percent("en", 1), "100%");
  assert.equal(format.percent("en", 0.00001), "0.1%");
  assert.equal(format.percent("en", 0), "0%");
});

test("times and sums have their units", () => {
  assert.equal(format.duration("en", 3.2), "4 s");
  assert.equal(format.duration("en", 130), "2 min 10 s");
  assert.equal(format.duration("zh", 7260), "2 小时 1 分");
  assert.equal(format.countdown("en", 3723), "1:02:03");
  assert.equal(format.latency("en", 250), "250 µs");
  assert.equal(format.latency("en", 2500), "2.5 ms");
  assert.equal(format.latency("en", null), format.nothing);
  assert.equal(format.money("en", 19900, "CNY"), "¥199.00");
  assert.equal(format.shortMoney("zh", 1_306_700_00, "CNY"), "¥130.67万");
});

test("a sale's terms are its answer without what it came to", () => {
  const terms = { sale: "s", name: "S", ends_at: "2026", items: [{ sku: "lamp", price: 5, quota: 3 }] };
  const answer = { ...terms, status: "running", gmv: 5, orders: {}, items: [{ ...terms.items[0], available: 1, held: 1, sold: 1 }] };
  assert.deepEqual(termsOf(answer), terms);
});

test("both languages say the same things", () => {
  assert.deepEqual(Object.keys(allWords.zh).sort(), Object.keys(allWords.en).sort());
  for (const [name, text] of Object.entries(allWords.zh)) assert.equal(typeof text, typeof allWords.en[name], name);
});
