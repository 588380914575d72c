/** All words of the page, from lang/en.json or lang/pt-BR.json, and numbers as that language writes them. */
export const LANGUAGES = { en: "English", "pt-BR": "Português" };

let words = {};
let settings = {};
let language = "en";

/** The stored choice, or the first of the browser's languages that we have. */
export function preferred() {
  let stored = null;
  try {
    stored = localStorage.getItem("language");
  } catch {
    stored = null;
  }
  if (stored in LANGUAGES) return stored;
  for (const wanted of navigator.languages ?? []) {
    if (wanted.toLowerCase().startsWith("pt")) return "pt-BR";
    if (wanted.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

export async function load(name) {
  const response = await fetch(`/lang/${name}.json`);
  if (!response.ok) throw new Error(`lang/${name}.json: ${response.status}`);
  words = await response.json();
  language = name;
  document.documentElement.lang = name;
}

/** The words for settings inside others, which the server says in English. */
export async function loadSettings() {
  settings = {};
  if (language === "en") return;
  const response = await fetch(`/lang/settings.${language}.json`);
  if (!response.ok) throw new Error(`lang/settings.${language}.json: ${response.status}`);
  settings = await response.json();
}

/** Such a sentence of the server in the language of the page. */
export function explained(text) {
  return settings[text] ?? text;
}

/** Remembers a language that was chosen, not one that was guessed. */
export function remember(name) {
  try {
    localStorage.setItem("language", name);
  } catch {
    document.documentElement.dataset.storage = "none";
  }
}

export function current() {
  return language;
}

/** Whether there are words for a key: names that a newer server sends may have none. */
export function has(key) {
  return key in words;
}

/** The words of a key; {name} is replaced; a key with `count` may have the forms key.one and key.other. */
export function t(key, values = {}) {
  let text = words[key];
  if ("count" in values) {
    const form = new Intl.PluralRules(language).select(values.count);
    text = words[`${key}.${form}`] ?? words[`${key}.other`] ?? text;
  }
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : value;
  });
}

/** The words of a key if there are any, otherwise the text itself. */
export function known(key, fallback) {
  return has(key) ? t(key) : fallback;
}

export function number(value, digits) {
  if (typeof value !== "number" || !Number.isFinite(value)) return notANumber(value);
  if (digits !== undefined) {
    return minus(value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-5 || size >= 1e9)) return power(value);
  return minus(value.toLocaleString(language, { maximumSignificantDigits: Number.isInteger(value) ? 15 : 4 }));
}

/** A minus sign, as wide as a plus, in the place of a hyphen. */
function minus(text) {
  return text.replace("-", "−");
}

function notANumber(value) {
  if (value === undefined || value === null) return "–";
  const text = String(value);
  return { Infinity: "∞", "-Infinity": "−∞" }[text] ?? text;
}

/** 2.5e-7 → 2.5·10⁻⁷ */
function power(value) {
  const [mantissa, exponent] = value.toExponential(1).split("e");
  const raised = [...String(Number(exponent))].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
  return `${Number(mantissa).toLocaleString(language)}·10${raised}`;
}

export function percent(share) {
  if (typeof share !== "number" || !Number.isFinite(share)) return "–";
  return share.toLocaleString(language, { style: "percent", maximumFractionDigits: 0 });
}

/** 95 → "1 min 35 s" */
export function duration(seconds) {
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) return "–";
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 === 0 ? `${Math.floor(s / 60)} min` : `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}
