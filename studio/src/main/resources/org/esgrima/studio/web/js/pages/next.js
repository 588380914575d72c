/** One synthetic picture, another at each visit, with its seed and a link that stays. */
import { el, put, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { go, to } from "../base/router.js";
import { shortcutsOf } from "../base/keys.js";
import { t } from "../base/words.js";
import { get, part } from "../live/api.js";
import { about } from "../live/about.js";
import { copyLine } from "../parts/copy.js";
import { title } from "../parts/shell.js";
import { trouble } from "../parts/trouble.js";

export default async function next(place, { place: one, run: named, seed: numbered }) {
  // Where one run alone is served, /next/SEED is a permanent link; elsewhere /next/RUN names a run.
  const { run: only } = await about();
  const run = only ?? named;
  const seed = numbered ?? (only ? one : undefined);
  title(t("next.title"));
  const image = el("img", { class: "one", alt: "" });
  const words = el("p", { class: "number", id: "seed" });
  const wrong = el("div", { "aria-live": "polite" });
  const link = el("a", { id: "permanent" });
  const copy = copyLine();
  const lab = el("a", {});
  const again = el("button", { type: "button", class: "first", id: "another", on: { click: () => another() } }, icon("dice"), t("next.another"));
  const figure = el("figure", { class: "next" }, el("div", { class: "frame" }, image),
    el("figcaption", {}, words, el("p", { class: "small" }, t("next.link.text"), " ", link), el("p", { class: "small" }, lab)));
  place.append(el("div", { class: "next-page" }, el("h1", { class: "unseen" }, t("next.title")), wrong, figure, el("div", { class: "row" }, again), copy.node));
  const known = run ?? one;

  async function show(name, number) {
    const { images, command } = await get(`/api/runs/${part(name)}/images?seed=${part(number)}&format=pictures`);
    image.src = images[0].png;
    image.alt = t("next.alt", { seed: number, run: name });
    say(words, t("next.seed", { seed: number }));
    link.href = only ? `/next/${number}` : `/next/${encodeURIComponent(name)}/${number}`;
    say(link, link.href);
    lab.href = to(`/runs/${encodeURIComponent(name)}/latent`, { seeds: number });
    say(lab, t("next.lab", { run: name }));
    copy.set(command);
    put(wrong);
    figure.hidden = false;
  }

  async function safely(action) {
    try {
      await action();
    } catch (error) {
      figure.hidden = true;
      put(wrong, trouble(error, () => safely(action)));
    }
  }

  /** A permanent link keeps its picture: another one has another address. */
  function another() {
    if (seed !== undefined) return go(only || !known ? "/next" : `/next/${encodeURIComponent(known)}`);
    return safely(async () => {
      const found = await get(`/api/next${known ? `?run=${part(known)}` : ""}`);
      await show(found.run, String(found.seed));
    });
  }

  figure.hidden = true;
  if (seed !== undefined) await safely(() => show(run, seed));
  else await another();
  return shortcutsOf({ " ": ["key.another", another] });
}
