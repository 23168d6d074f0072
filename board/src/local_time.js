// Instants as the browser's date fields take them: local time without a zone.

/** @param {string | number} instant */
export function localInput(instant) {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
