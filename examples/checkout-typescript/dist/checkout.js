// A checkout from the buyer's click to the payment, for a crowd that wants more than there is. Run by:
//   node dist/checkout.js      against http://127.0.0.1:8080, or DOORBUSTER_URL, with the key in DOORBUSTER_KEY
import { randomUUID } from "node:crypto";
import { Refused, Shop } from "./shop.js";
const stock = 10;
const buyers = 25;
const price = 19_900;
/** One buyer: order, then pay. What the server refuses is told to the buyer; it is no error of the checkout's. */
async function checkOut(shop, sale, sku, buyer) {
    const idempotencyKey = randomUUID();
    const wish = { sale, buyer, items: [{ sku, qty: 1 }] };
    try {
        const [held, again] = await Promise.all([
            shop.placeOrder(wish, idempotencyKey),
            shop.placeOrder(wish, idempotencyKey), // a double click: the same key, the same order
        ]);
        if (held.order !== again.order)
            throw new Error(`one key made two orders: ${held.order}, ${again.order}`);
        return { buyer, order: await shop.pay(held.order, `payment-${idempotencyKey}`, held.total) };
    }
    catch (error) {
        if (error instanceof Refused)
            return { buyer, refused: error.problem.code };
        throw error;
    }
}
async function openSale(shop, run) {
    const sku = `${run}-lamp`;
    await shop.putSku(sku, "Goodnight lamp");
    await shop.addStock(sku, stock, "delivery 7", `${run}-delivery`);
    await shop.putSale(run, {
        name: "A checkout",
        currency: "CNY",
        starts_at: "2026-01-01T00:00:00Z",
        ends_at: "2099-01-01T00:00:00Z",
        hold_seconds: 900,
        late_payment: "refund",
        items: [{ sku, price, per_buyer_limit: 1 }],
    });
    return { sale: run, sku };
}
const shop = new Shop(process.env["DOORBUSTER_URL"] ?? "http://127.0.0.1:8080", process.env["DOORBUSTER_KEY"]);
const { sale, sku } = await openSale(shop, `checkout-${Date.now()}`);
const crowd = Array.from({ length: buyers }, (_, i) => checkOut(shop, sale, sku, `u${i}`));
const outcomes = await Promise.all(crowd);
const paid = outcomes.filter(({ order }) => order?.status === "paid");
const soldOut = outcomes.filter(({ refused }) => refused === "sold_out");
for (const { buyer, order, refused } of outcomes) {
    console.log(order ? `${buyer} has paid ${order.total / 100} ${order.currency} for ${order.order}` : `${buyer}: ${refused}`);
}
console.log(`${paid.length} of ${buyers} buyers have a lamp, ${soldOut.length} were told that all are gone`);
if (paid.length !== stock || soldOut.length !== buyers - stock)
    process.exitCode = 1;
