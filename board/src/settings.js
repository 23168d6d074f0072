// What a watcher has chosen: language and theme stay in this browser, the API key in this tab alone.

const languages = ["en", "zh"];
const themes = ["auto", "dark", "light"];

// Storage may be forbidden: then choices last as long as the page.
function read(storage, name) {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
}

function write(storage, name, value) {
  try {
    if (value === null) storage().removeItem(name);
    else storage().setItem(name, value);
  } catch {
    // as above
  }
}

const ofBrowser = () => localStorage;
const ofTab = () => sessionStorage;

/** @returns {"en" | "zh"} */
export function chosenLanguage() {
  const chosen = read(ofBrowser, "doorbuster.language");
  if (languages.includes(chosen)) return chosen;
  return (navigator.languages || [navigator.language]).some((tag) => tag.startsWith("zh")) ? "zh" : "en";
}

export function chooseLanguage(language) {
  write(ofBrowser, "doorbuster.language", language);
}

/** @returns {"auto" | "dark" | "light"} */
export function chosenTheme() {
  const chosen = read(ofBrowser, "doorbuster.theme");
  return themes.includes(chosen) ? chosen : "auto";
}

export function chooseTheme(theme) {
  write(ofBrowser, "doorbuster.theme", theme);
  applyTheme(theme);
}

export function nextTheme(theme) {
  return themes[(themes.indexOf(theme) + 1) % themes.length];
}

export function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The API key, or an empty text. */
export function keptKey() {
  return read(ofTab, "doorbuster.key") || "";
}

export function keepKey(key) {
  write(ofTab, "doorbuster.key", key || null);
}
