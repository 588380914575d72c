/** An error as a sentence in its place, with a way on where there is one. */
import { el } from "../base/dom.js";
import { t } from "../base/words.js";

export function trouble(error, again) {
  const message = error.message || String(error);
  return el("div", { class: "note bad", role: "alert" },
    el("p", {}, message),
    again && el("div", { class: "row" }, el("button", { type: "button", on: { click: again } }, t("again"))));
}

/** Runs an action of a button: busy while it lasts, its error said beside it. */
export function acting(button, place, action, busy) {
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    place.replaceChildren();
    if (busy) place.append(el("p", { class: "small muted", role: "status" }, busy));
    try {
      await action();
      place.replaceChildren();
    } catch (error) {
      if (error.name !== "AbortError") place.replaceChildren(trouble(error));
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
  return button;
}
