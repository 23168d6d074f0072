// Numbers, money and times as people read them, in the language chosen.

const locales = { en: "en-US", zh: "zh-CN" };
export const nothing = "–"; // where there is no figure

const formatters = new Map();

function formatter(language, options) {
  const key = language + JSON.stringify(options);
  if (!formatters.has(key)) formatters.set(key, new Intl.NumberFormat(locales[language], options));
  return formatters.get(key);
}

export function whole(language, number) {
  return number === null ? nothing : formatter(language, { maximumFractionDigits: 0 }).format(number);
}

/** A rate: one digit after the point while it is small. */
export function rate(language, number) {
  if (number === null) return nothing;
  return formatter(language, { maximumFractionDigits: number < 10 ? 1 : 0 }).format(number);
}

/** `share` of 0 to 1. Never 100 % before all are gone, nor 0 % once one is. */
export function percent(language, share) {
  let shown = share * 100;
  if (share < 1 && shown > 99.9) shown = 99.9;
  if (share > 0 && shown < 0.1) shown = 0.1;
  return formatter(language, { maximumFractionDigits: shown < 10 || (shown > 99 && shown < 100) ? 1 : 0 }).format(shown) + "%";
}

// The currencies of ISO 4217 whose minor unit is not a hundredth. Not asked of Intl, which tells how a currency is
// written: without its hundredths where these are worth little (IDR, COP, HUF).
const digitsOf = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ").map((currency) => [currency, 0]),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((currency) => [currency, 3]),
]);

/** How many digits of a currency's amount stand after the point. */
export const minorDigits = (currency) => digitsOf.get(currency) ?? 2;

const asMoney = (currency) => ({ style: "currency", currency, currencyDisplay: "narrowSymbol" });

/**
 * An amount in minor units, whole.
 * @param {number | bigint} amount
 */
export function money(language, amount, currency) {
  const digits = minorDigits(currency);
  const text = String(amount).padStart(digits + 1, "0");
  const point = text.length - digits;
  const options = { ...asMoney(currency), minimumFractionDigits: digits, maximumFractionDigits: digits };
  return formatter(language, options).format(`${text.slice(0, point)}.${text.slice(point)}`); // as text it is exact
}

/** The same in few characters, for where it stands large. */
export function shortMoney(language, amount, currency) {
  const value = Number(amount) / 10 ** minorDigits(currency);
  const options = asMoney(currency);
  if (value < 100_000) return formatter(language, { ...options, maximumFractionDigits: 0 }).format(value);
  return formatter(language, { ...options, notation: "compact", minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** A price that a person typed, in minor units; null where it is none. Read as text, since 0.1 is no binary number. */
export function minorUnits(text, currency) {
  const digits = minorDigits(currency);
  const parts = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!parts || (parts[2] || "").length > digits) return null;
  return Number(parts[1] + (parts[2] || "").padEnd(digits, "0"));
}

/** Microseconds with a unit. */
export function latency(language, us) {
  if (us === null) return nothing;
  if (us < 1_000) return `${whole(language, us)} µs`;
  if (us < 1_000_000) return `${rate(language, us / 1_000)} ms`;
  return `${rate(language, us / 1_000_000)} s`;
}

const units = {
  en: { d: " d", h: " h", m: " min", s: " s" },
  zh: { d: " 天", h: " 小时", m: " 分", s: " 秒" },
};

/** Seconds by their two largest units; days at most. */
export function duration(language, seconds) {
  const u = units[language];
  const left = Math.max(0, Math.ceil(seconds));
  const [d, h, m, s] = [Math.floor(left / 86_400), Math.floor(left / 3_600) % 24, Math.floor(left / 60) % 60, left % 60];
  if (d > 0) return `${d}${u.d} ${h}${u.h}`;
  if (h > 0) return `${h}${u.h} ${m}${u.m}`;
  if (m > 0) return `${m}${u.m} ${s}${u.s}`;
  return `${s}${u.s}`;
}

/** A countdown that keeps its width: 1:02:03, or 12 d 3 h. */
export function countdown(language, seconds) {
  if (seconds >= 86_400) return duration(language, seconds);
  const left = Math.max(0, Math.ceil(seconds));
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(left / 3_600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
}

export function moment(language, instant) {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}
