// Follows GET /v1/live. With fetch instead of EventSource, which can't send the API key.
import { parse } from "./exact_json.js";

const silenceMs = 5000; // figures come five times a second: after this the connection is taken for lost
const retryMs = [500, 1000, 2000, 4000];

/** The texts of `data:` in a stream of server-sent events; what is not complete yet stays in `rest`. */
export function takeEvents(text) {
  const blocks = text.split("\n\n");
  const rest = blocks.pop();
  const events = blocks
    .map((block) => block.split("\n").filter((line) => line.startsWith("data:")))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.slice(5).trimStart()).join("\n"));
  return { events, rest };
}

async function readStream(response, onFigures, heard) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    const { events, rest } = takeEvents(text + decoder.decode(value, { stream: true }));
    text = rest;
    // Of several that came at once only the last is worth showing.
    if (events.length > 0) onFigures(parse(events[events.length - 1]));
  }
}

async function problemOf(response) {
  try {
    const problem = await response.json();
    return problem.detail || problem.title || "";
  } catch {
    return "";
  }
}

/**
 * Follows until `signal` ends it, connecting again whenever the connection is lost.
 * @param {object} watch
 * @param {string} watch.key the API key; empty: none is sent
 * @param {AbortSignal} watch.signal
 * @param {(figures: object) => void} watch.onFigures
 * @param {(why: string) => void} watch.onLost the connection is lost, or refused for now
 * @param {(sent: boolean) => void} watch.onKeyRefused a key is needed, or the one sent is not known; ends
 */
export async function followLive({ key, signal, onFigures, onLost, onKeyRefused }) {
  for (let tries = 0; !signal.aborted; ++tries) {
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    signal.addEventListener("abort", giveUp, { once: true });
    let timer = setTimeout(giveUp, silenceMs);
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
      tries = 0;
    };
    let why = "";
    try {
      const headers = { Accept: "text/event-stream" };
      if (key) headers.Authorization = `Bearer ${key}`;
      const response = await fetch("/v1/live", { headers, signal: attempt.signal, cache: "no-store" });
      if (response.status === 401) return onKeyRefused(key !== "");
      if (response.ok) await readStream(response, onFigures, heard);
      else why = await problemOf(response);
    } catch {
      // Network faults and our own giving up: what follows is the same.
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    }
    if (signal.aborted) return;
    onLost(why);
    await new Promise((resolve) => setTimeout(resolve, retryMs[Math.min(tries, retryMs.length - 1)]));
  }
}
