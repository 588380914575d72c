/** What stands around every page: name, ways to the pages, language, theme, help, lost connection. */
import { append, el, put, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { all } from "../base/keys.js";
import { LANGUAGES, current, t } from "../base/words.js";
import { to } from "../base/router.js";
import { toggle } from "../base/theme.js";
import { onConnection } from "../live/api.js";

const ALL = [
  ["/", "nav.runs"],
  ["/compare", "nav.compare"],
  ["/dirac", "nav.dirac"],
  ["/next", "nav.next"],
];

let pages = ALL;
let links = [];
let unwatch = () => {};

/** Draws the frame into a node and returns the place for pages; only: the one run served, if it is one. */
export function shell(node, changeLanguage, only) {
  const outlet = el("main", { id: "main", tabindex: "-1" });
  // Where one run alone is served, there are its pictures and its latents.
  pages = only ? [["/next", "nav.next"], [`/runs/${only}/latent`, "latent.link"]] : ALL;
  links = pages.map(([address, words]) => el("a", { href: to(address) }, t(words)));
  const lost = el("div", { class: "lost", role: "status", hidden: true });
  unwatch();
  unwatch = onConnection((wrong) => {
    lost.hidden = !wrong;
    put(lost, wrong && el("p", {}, t(wrong)));
  });
  put(
    node,
    el("button", { class: "skip", type: "button", on: { click: () => outlet.focus() } }, t("skip")),
    el("header", { class: "bar" },
      el("div", {},
        el("a", { class: "brand", href: to("/") }, el("img", { src: "/img/foils.svg", alt: "" }), "Esgrima"),
        el("nav", { "aria-label": t("nav") }, links),
        el("div", { class: "tools" }, languageChoice(changeLanguage), themeButton(), helpButton()))),
    lost,
    outlet,
    el("footer", { class: "foot" },
      el("span", {}, t("foot.local")),
      el("a", { href: "/openapi.json" }, t("foot.api"))));
  return outlet;
}

/** Marks the way that leads to the page shown. */
export function mark(path) {
  for (const [i, link] of links.entries()) {
    const address = pages[i][0];
    const here = address.startsWith("/runs/") ? path === address : address === "/" ? path === "/" || path.startsWith("/runs") || path === "/start" || path === "/draw" : path.startsWith(address);
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function languageChoice(change) {
  const select = el("select", { id: "language", "aria-label": t("language"), on: { change: () => change(select.value) } },
    Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code, lang: code }, name)));
  select.value = current();
  return select;
}

function themeButton() {
  return el("button", { class: "plain icon", type: "button", id: "theme", title: t("theme"), "aria-label": t("theme"), on: { click: toggle } }, icon("sun"));
}

function helpButton() {
  return el("button", { class: "plain icon", type: "button", id: "help", title: t("help"), "aria-label": t("help"), on: { click: showHelp } }, icon("help"));
}

/** The keys that work on the page shown. */
export function showHelp() {
  const dialog = el("dialog", { "aria-labelledby": "help-title" });
  const close = el("button", { class: "first", type: "button", on: { click: () => dialog.close() } }, t("close"));
  const list = el("dl", { class: "keys" });
  for (const { key, words } of all()) append(list, [el("dt", {}, el("kbd", {}, keyName(key))), el("dd", {}, t(words))]);
  append(list, [
    el("dt", {}, el("kbd", {}, "Tab")), el("dd", {}, t("key.tab")),
    el("dt", {}, el("kbd", {}, "Esc")), el("dd", {}, t("key.escape")),
  ]);
  append(dialog, [el("h2", { id: "help-title" }, t("help.title")), list, el("p", { class: "row" }, close)]);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function keyName(key) {
  return { " ": t("key.space"), ArrowLeft: "←", ArrowRight: "→" }[key] ?? key.toUpperCase();
}

/** A page's title, also in the browser's tab. */
export function title(text) {
  document.title = text ? `${text} · Esgrima` : "Esgrima";
}

/** The way back: to all runs, or to one of them. */
export function trail(run) {
  const one = run && el("a", { href: to(`/runs/${encodeURIComponent(run)}`) }, run);
  return el("p", { class: "trail muted" }, el("a", { href: to("/") }, t("nav.runs")), " / ", one, one && " /");
}

/** What was not found, said in place. */
export function missing(place, words = "missing", values = {}) {
  title(t("missing.title"));
  append(place, [
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("missing.title")), say(el("p", {}), t(words, values)))),
    el("a", { class: "button", href: to("/") }, t("missing.back")),
  ]);
}
