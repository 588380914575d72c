/** Samples of the same latents through time, with real ones beside them. */
import { el, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { t } from "../base/words.js";

export function samplesPanel(info) {
  const points = info.kind === "points";
  const image = el("img", { class: "sheet", alt: "" });
  const real = el("img", { class: "sheet", alt: t("samples.real.alt") });
  const slider = el("input", { type: "range", min: 0, max: 0, value: 0, id: "time", "aria-label": t("samples.time") });
  const when = el("output", { for: "time" });
  const play = el("button", { type: "button", class: "icon", "aria-label": t("samples.play"), title: t("samples.play") }, icon("film"));
  const empty = el("p", { class: "muted" }, t("samples.none"));
  const body = el("div", { class: "pair", hidden: true },
    el("figure", {}, image, el("figcaption", {}, el("span", { class: "fake" }, "◆ "), t("samples.fake"), " ", when)),
    el("figure", {}, real, el("figcaption", {}, el("span", { class: "real" }, "● "), t("samples.real"))));
  const time = el("div", { class: "time", hidden: true }, play, slider);
  const node = el("section", { class: "card samples" }, el("h2", {}, t(points ? "samples.title.points" : "samples.title")), empty, body, time);
  let sheets = [];
  let following = true;
  let timer = null;

  function show(i) {
    const sheet = sheets[i];
    if (!sheet) return;
    slider.value = i;
    if (image.getAttribute("src") !== sheet.url) image.src = sheet.url;
    image.alt = t("samples.alt", { step: sheet.step });
    say(when, t("samples.after", { step: sheet.step }));
    slider.setAttribute("aria-valuetext", t("samples.after", { step: sheet.step }));
  }

  function halt() {
    clearInterval(timer);
    timer = null;
  }

  slider.addEventListener("input", () => {
    halt();
    following = Number(slider.value) === sheets.length - 1;
    show(Number(slider.value));
  });
  play.addEventListener("click", () => {
    if (timer) return halt();
    let i = 0;
    show(0);
    timer = setInterval(() => {
      show(++i);
      if (i >= sheets.length - 1) halt();
    }, Math.max(120, Math.min(500, 6000 / sheets.length)));
  });

  return {
    node,
    set(news) {
      const shown = sheets[Number(slider.value)]?.step;
      sheets = news.fakes ?? [];
      if (news.reals && real.getAttribute("src") !== news.reals) real.src = news.reals;
      real.parentNode.hidden = !news.reals;
      empty.hidden = sheets.length > 0;
      body.hidden = sheets.length === 0;
      time.hidden = sheets.length < 2;
      slider.max = Math.max(0, sheets.length - 1);
      if (following && !timer) show(sheets.length - 1);
      // Of long runs only some sheets are named, and which changes as the run goes on.
      else if (!timer) slider.value = Math.max(0, sheets.findLastIndex((sheet) => sheet.step <= shown));
    },
    close: halt,
  };
}
