/** One synthetic picture, another at each visit, with its seed and a link that stays. */
import { el, put, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { go, to } from "../base/router.js";
import { shortcutsOf } from "../base/keys.js";
import { t } from "../base/words.js";
import { get, part } from "../live/api.js";
import { copyLine } from "../parts/copy.js";
import { title } from "../parts/shell.js";
import { trouble } from "../parts/trouble.js";

export default async function next(place, { place: one, run, seed }) {
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
  const known = one && !/^\d+$/.test(one) ? one : run;

  function show(name, number, url, address) {
    image.src = url;
    image.alt = t("next.alt", { seed: number, run: name });
    say(words, t("next.seed", { seed: number }));
    link.href = address;
    say(link, new URL(address, location.href).href);
    lab.href = to(`/runs/${encodeURIComponent(name)}/latent`, { seeds: number });
    say(lab, t("next.lab", { run: name }));
    copy.set(`./esgrima generate runs/${name} --seed ${number} --count 1 --out seed-${number}.png`);
    figure.hidden = false;
  }

  async function another() {
    if (seed !== undefined) return go(known ? `/next/${encodeURIComponent(known)}` : "/next");
    put(wrong);
    try {
      const found = await get(`/api/next${known ? `?run=${part(known)}` : ""}`);
      show(found.run, String(found.seed), found.image, found.link);
    } catch (error) {
      figure.hidden = true;
      put(wrong, trouble(error, another));
    }
  }

  image.addEventListener("error", async () => {
    figure.hidden = true;
    try {
      await get(image.getAttribute("src"));
    } catch (error) {
      put(wrong, trouble(error, another));
    }
  });
  figure.hidden = true;
  if (seed !== undefined) show(run, seed, `/api/runs/${part(run)}/images?seed=${part(seed)}`, `/next/${encodeURIComponent(run)}/${seed}`);
  else await another();
  return shortcutsOf({ " ": ["key.another", another] });
}
