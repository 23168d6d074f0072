// A typed client of what a checkout needs. Every request that changes something may be sent again, and is, until its
// answer has come: the idempotency key, or the payment's id, makes it count once.
import type { components } from "./api.js";

type Schemas = components["schemas"];
export type Order = Schemas["Order"];
export type Problem = Schemas["Problem"];
export type NewOrder = Schemas["NewOrder"];
export type SaleTerms = Schemas["SaleTerms"];

/** What the server refused, and why: `problem.code` is for the program, `problem.detail` for people. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

const patienceMs = 10_000; // for one request with all its tries
const longestPauseMs = 2_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export class Shop {
  constructor(private readonly url: string, private readonly key?: string) {}

  putSku(sku: string, name: string) {
    return this.send<Schemas["Sku"]>("PUT", `/v1/skus/${sku}`, { name });
  }
  addStock(sku: string, delta: number, reason: string, idempotencyKey: string) {
    return this.send<Schemas["Sku"]>("POST", `/v1/skus/${sku}/stock`, { delta, reason }, idempotencyKey);
  }
  putSale(sale: string, terms: SaleTerms) {
    return this.send<Schemas["Sale"]>("PUT", `/v1/sales/${sale}`, terms);
  }
  /** One key for one checkout, made before the first try and kept through all of them. */
  placeOrder(order: NewOrder, idempotencyKey: string) {
    return this.send<Order>("POST", "/v1/orders", order, idempotencyKey);
  }
  pay(order: string, payment: string, amount: number) {
    return this.send<Order>("POST", `/v1/orders/${order}/pay`, { payment, amount });
  }
  readOrder(order: string) {
    return this.send<Order>("GET", `/v1/orders/${order}`);
  }

  private async send<Answer>(method: string, path: string, body?: object, idempotencyKey?: string): Promise<Answer> {
    const headers: Record<string, string> = {};
    if (this.key) headers["Authorization"] = `Bearer ${this.key}`;
    if (body) headers["Content-Type"] = "application/json";
    if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
    const deadline = Date.now() + patienceMs;
    for (let wait = 100; ; wait = Math.min(2 * wait, longestPauseMs)) {
      const answer = await this.once(method, path, headers, body, deadline);
      if (answer?.ok) return (await answer.json()) as Answer;
      const busy = answer === undefined || answer.status === 503 || answer.status === 429;
      const asked = Number(answer?.headers.get("Retry-After") ?? 0) * 1000;
      const next = Math.max(wait * (0.5 + Math.random() / 2), asked); // spread, so that a crowd doesn't come back as one
      if (!busy) throw new Refused((await answer.json()) as Problem);
      if (Date.now() + next > deadline) {
        throw answer ? new Refused((await answer.json()) as Problem) : new Error(`${this.url} gives no answer`);
      }
      await pause(next);
    }
  }

  /** Nothing where no answer came: whether the request arrived isn't known, so it is sent again. */
  private async once(method: string, path: string, headers: Record<string, string>, body: object | undefined,
                     deadline: number): Promise<Response | undefined> {
    const signal = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
    try {
      const request = body ? { method, headers, signal, body: JSON.stringify(body) } : { method, headers, signal };
      return await fetch(this.url + path, request);
    } catch {
      return undefined;
    }
  }
}
