// The readings of the last minutes, and what follows from two of them: rates, and when an item will be gone.
import { countsBetween, percentileUs } from "./latency.js";

const keptMs = 180_000;
const rateMs = 2_000; // over which orders a second are counted
const paceMs = 15_000; // ... and the pace at which an item goes
const paceLeastMs = 3_000; // less than this says nothing of a pace
const latencyMs = 10_000;

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** All orders that a sale has ever accepted. */
export function acceptedOf(sale) {
  return sum(Object.values(sale.orders));
}

function reduce(figures) {
  const sales = {};
  for (const sale of figures.sales) {
    const taken = {};
    for (const item of sale.items) taken[item.sku] = item.held + item.sold;
    sales[sale.sale] = { accepted: acceptedOf(sale), taken };
  }
  const server = figures.server && {
    refused: sum(Object.values(figures.server.refusals)),
    requests: figures.server.request_latency_counts,
    journal: figures.server.journal_latency_counts,
  };
  return { at: Date.parse(figures.at), sales, server };
}

export class History {
  readings = [];

  add(figures) {
    const reading = reduce(figures);
    // A clock that was set back, or another server: what was before can't be compared.
    if (this.readings.length > 0 && reading.at < this.last().at) this.readings = [];
    this.readings.push(reading);
    while (this.readings[0].at < reading.at - keptMs) this.readings.shift();
  }

  last() {
    return this.readings[this.readings.length - 1];
  }

  /** The oldest reading of the last `ms` before the reading at `index`. */
  #before(index, ms) {
    const at = this.readings[index].at;
    let first = index;
    while (first > 0 && this.readings[first - 1].at >= at - ms) --first;
    return this.readings[first];
  }

  /** How much `value(reading)` grew a second; null where that can't be told. */
  #rate(index, ms, value) {
    if (index < 0) return null;
    const later = this.readings[index];
    const before = this.#before(index, ms);
    const seconds = (later.at - before.at) / 1000;
    const from = value(before);
    const to = value(later);
    if (seconds <= 0 || from === undefined || to === undefined || to < from) return null;
    return (to - from) / seconds;
  }

  /** Orders a second that `sale` accepted of late. */
  acceptedRate(sale) {
    return this.#rate(this.readings.length - 1, rateMs, (reading) => reading.sales[sale]?.accepted);
  }

  /** Refusals a second, of the whole server. */
  refusedRate() {
    return this.#rate(this.readings.length - 1, rateMs, (reading) => reading.server?.refused);
  }

  /** Seconds since 1970, accepted and refused a second, for each reading. */
  course(sale) {
    const indexes = this.readings.map((_, index) => index);
    return [
      this.readings.map((reading) => reading.at / 1000),
      indexes.map((index) => this.#rate(index, rateMs, (reading) => reading.sales[sale]?.accepted)),
      indexes.map((index) => this.#rate(index, rateMs, (reading) => reading.server?.refused)),
    ];
  }

  /**
   * In how many seconds an item is gone at the pace of the last seconds; null where there is no pace to speak of.
   * @param {{sku: string, available: number}} item
   */
  secondsToSellOut(sale, item) {
    const index = this.readings.length - 1;
    if (index < 0 || this.readings[index].at - this.#before(index, paceMs).at < paceLeastMs) return null;
    const pace = this.#rate(index, paceMs, (reading) => reading.sales[sale]?.taken[item.sku]);
    return pace > 0 ? item.available / pace : null;
  }

  /** The percentile of the last seconds in microseconds, of "requests" or of writes to the "journal", or null. */
  latencyUs(of, share) {
    const later = this.last();
    const before = later && this.#before(this.readings.length - 1, latencyMs);
    if (!later?.server || !before.server) return null;
    const counts = countsBetween(before.server[of], later.server[of]);
    return counts && percentileUs(counts, share);
  }
}
