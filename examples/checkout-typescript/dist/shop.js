/** What the server refused, and why: `problem.code` is for the program, `problem.detail` for people. */
export class Refused extends Error {
    problem;
    constructor(problem) {
        super(problem.detail || problem.title);
        this.problem = problem;
    }
}
const patienceMs = 10_000; // for one request with all its tries
const longestPauseMs = 2_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export class Shop {
    url;
    key;
    constructor(url, key) {
        this.url = url;
        this.key = key;
    }
    putSku(sku, name) {
        return this.send("PUT", `/v1/skus/${sku}`, { name });
    }
    addStock(sku, delta, reason, idempotencyKey) {
        return this.send("POST", `/v1/skus/${sku}/stock`, { delta, reason }, idempotencyKey);
    }
    putSale(sale, terms) {
        return this.send("PUT", `/v1/sales/${sale}`, terms);
    }
    /** One key for one checkout, made before the first try and kept through all of them. */
    placeOrder(order, idempotencyKey) {
        return this.send("POST", "/v1/orders", order, idempotencyKey);
    }
    pay(order, payment, amount) {
        return this.send("POST", `/v1/orders/${order}/pay`, { payment, amount });
    }
    readOrder(order) {
        return this.send("GET", `/v1/orders/${order}`);
    }
    async send(method, path, body, idempotencyKey) {
        const headers = {};
        if (this.key)
            headers["Authorization"] = `Bearer ${this.key}`;
        if (body)
            headers["Content-Type"] = "application/json";
        if (idempotencyKey)
            headers["Idempotency-Key"] = idempotencyKey;
        const deadline = Date.now() + patienceMs;
        for (let wait = 100;; wait = Math.min(2 * wait, longestPauseMs)) {
            const answer = await this.once(method, path, headers, body, deadline);
            if (answer?.ok)
                return (await answer.json());
            const busy = answer === undefined || answer.status === 503 || answer.status === 429;
            const asked = Number(answer?.headers.get("Retry-After") ?? 0) * 1000;
            const next = Math.max(wait * (0.5 + Math.random() / 2), asked); // spread, so that a crowd doesn't come back as one
            if (!busy)
                throw new Refused((await answer.json()));
            if (Date.now() + next > deadline) {
                throw answer ? new Refused((await answer.json())) : new Error(`${this.url} gives no answer`);
            }
            await pause(next);
        }
    }
    /** Nothing where no answer came: whether the request arrived isn't known, so it is sent again. */
    async once(method, path, headers, body, deadline) {
        const signal = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
        try {
            const request = body ? { method, headers, signal, body: JSON.stringify(body) } : { method, headers, signal };
            return await fetch(this.url + path, request);
        }
        catch {
            return undefined;
        }
    }
}
