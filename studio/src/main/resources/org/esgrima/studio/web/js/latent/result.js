/** What a question of the lab shows: pictures, an error, the command. */
import { el, put } from "../base/dom.js";
import { copyLine } from "../parts/copy.js";
import { trouble } from "../parts/trouble.js";
import { t } from "../base/words.js";
import { latest } from "./lab.js";

/** result(make(signal) → {content, command}) */
export function result(make) {
  const place = el("div", { class: "result", "aria-live": "polite" });
  const copy = copyLine();
  const same = el("p", { class: "small muted", hidden: true }, t("copy.same"));
  const again = latest(async (signal) => {
    place.setAttribute("aria-busy", "true");
    try {
      const { content, command } = await make(signal);
      put(place, content);
      copy.set(command);
      same.hidden = !command;
    } catch (error) {
      if (error.name === "AbortError") throw error;
      put(place, trouble(error, again));
    } finally {
      place.removeAttribute("aria-busy");
    }
  });
  return { node: el("div", {}, place, same, copy.node), again, close: again.stop };
}

/** A picture with its words below. */
export function figure(png, words, kind = "") {
  return el("figure", { class: `pic ${kind}` }, el("img", { src: png, alt: words }), el("figcaption", {}, words));
}

/** A hint where something has to be picked first. */
export function hint(words) {
  return { content: el("p", { class: "note" }, words), command: "" };
}
