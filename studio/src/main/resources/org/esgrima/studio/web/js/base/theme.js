/** Dark or light: the system's choice until the user makes one. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : dark.matches;
}

export function toggle() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem("theme", next);
  } catch {
    document.documentElement.dataset.storage = "none";
  }
  tell();
}

/** Canvases have to be drawn again; returns how to stop listening. */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A colour of css/base.css as it is now. */
export function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function tell() {
  for (const listener of listeners) listener();
}

dark.addEventListener("change", tell);
