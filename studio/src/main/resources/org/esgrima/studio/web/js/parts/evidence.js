/** What the game monitor measured and what it advises, as sentences in the page's language. */
import { el } from "../base/dom.js";
import { current, has, number, percent, t } from "../base/words.js";

/** How the numbers of an evidence are written. */
const FORMS = {
  share, lowest: share, highest: share,
  diversity: (value) => number(value, 2),
  times: (value) => number(value, value < 10 ? 2 : 0),
  modes: (names) => new Intl.ListFormat(current()).format(names),
};

function share(value) {
  // Close to 1 every tenth counts.
  return value > 0.99 && value < 1 ? value.toLocaleString(current(), { style: "percent", minimumFractionDigits: 1 }) : percent(value);
}

/** The sentence for an event's evidence; in the words of the run's file where there are no others. */
export function evidence({ measured = {}, evidence: words }) {
  const { kind, ...facts } = measured;
  const key = `evidence.${kind}${kind === "balanced" && "known" in facts ? ".modes" : ""}`;
  if (!has(key) && !has(`${key}.other`)) return el("span", { lang: "en" }, words);
  const values = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, FORMS[name]?.(value) ?? (typeof value === "number" ? number(value) : String(value))]));
  const count = facts.modes?.length ?? facts.most ?? 2;
  if (facts.what) values.what = has(`what.${facts.what}.other`) ? t(`what.${facts.what}`, { count: "modes" in facts ? count : 2 }) : facts.what;
  return el("span", {}, t(key, { ...values, count }));
}

/** What may be tried: options as they are typed, all else in words. */
export function remedies(list) {
  return el("ul", { class: "remedies" }, list.map((part) => el("li", {},
    part.startsWith("--") ? el("code", {}, part) : has(`remedy.${part}`) ? t(`remedy.${part}`) : el("span", { lang: "en" }, part))));
}
