// What an operator asks of the server, and what it says.
import { parse, stringify } from "./exact_json.js";

/** A key for one act, so that trying it again can't do it twice. Also where pages have no crypto.randomUUID. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return "board-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @returns {Promise<{ok: boolean, status: number, body: object}>} status 0: the server could not be reached
 */
async function send(apiKey, method, path, body, idempotencyKey) {
  const headers = { Accept: "application/json" };
  if (apiKey) headers.Authorization = `Bearer ${apiKey}`;
  if (body) headers["Content-Type"] = "application/json";
  if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
  try {
    const response = await fetch(path, { method, headers, body: body && stringify(body), cache: "no-store" });
    return { ok: response.ok, status: response.status, body: parse(await response.text()) };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}

const skuPath = (sku) => `/v1/skus/${encodeURIComponent(sku)}`;
const salePath = (sale) => `/v1/sales/${encodeURIComponent(sale)}`;

export const readSku = (apiKey, sku) => send(apiKey, "GET", skuPath(sku));
export const putSku = (apiKey, sku, name) => send(apiKey, "PUT", skuPath(sku), { name });
export const addStock = (apiKey, sku, delta, reason, idempotencyKey) =>
  send(apiKey, "POST", `${skuPath(sku)}/stock`, { delta, reason }, idempotencyKey);
export const readSale = (apiKey, sale) => send(apiKey, "GET", salePath(sale));
export const putSale = (apiKey, terms) => send(apiKey, "PUT", salePath(terms.sale), terms);

/** The terms in an answer that shows a sale, without what it came to: what a PUT takes. */
export function termsOf({ status, gmv, orders, items, ...terms }) {
  return { ...terms, items: items.map(({ available, held, sold, ...item }) => item) };
}

/** Moves the end of a sale, and of that alone: its terms are read afresh, since they may have changed meanwhile. */
export async function moveEnd(apiKey, sale, endsAt) {
  const read = await readSale(apiKey, sale);
  return read.ok ? putSale(apiKey, { ...termsOf(read.body), ends_at: endsAt }) : read;
}
