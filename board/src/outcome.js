// One act under way, and how it came out, for the forms.
import { useState } from "preact/hooks";
import { html } from "./html.js";

/** `act` runs what gives {ok, status, body} or {fault}; no second act begins while one is under way. */
export function useOutcome(words) {
  const [state, setState] = useState({ busy: false, text: "", good: true });
  const act = async (doing, saySo) => {
    setState({ busy: true, text: "", good: true });
    const came = await doing();
    const fault = came.fault || (came.status === 0 ? words.unreachable : came.body?.detail || came.body?.title);
    const text = came.ok ? saySo(came.body) : fault;
    setState({ busy: false, text, good: Boolean(came.ok) });
    return came.ok;
  };
  return { ...state, act };
}

export function Outcome({ text, good }) {
  return text && html`<p class=${good ? "done" : "fault"} role="status">${text}</p>`;
}
