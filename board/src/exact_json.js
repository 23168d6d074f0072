// JSON with sums beyond 2^53, which a number can't hold. They are BigInt where the browser tells a number's own text
// (Chrome 114, Firefox 135, Safari 18.4), else they are rounded.

const exact = new Set(["gmv", "quota", "per_buyer_limit"]); // what is shown or sent back; nothing is reckoned with it

export function parse(text) {
  return JSON.parse(text, (name, value, context) =>
    exact.has(name) && typeof value === "number" && !Number.isSafeInteger(value) && context?.source
      ? BigInt(context.source)
      : value,
  );
}

export function stringify(value) {
  return JSON.stringify(value, (_, member) => (typeof member === "bigint" ? JSON.rawJSON(String(member)) : member));
}
