/** A command that does the same, to be copied. */
import { el, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { t } from "../base/words.js";

export function copyLine() {
  const code = el("code", { tabindex: "0", "aria-label": t("copy.command") });
  const button = el("button", { type: "button", class: "icon", title: t("copy"), "aria-label": t("copy") }, icon("copy"));
  const done = el("span", { class: "small muted", role: "status" });
  const node = el("div", { class: "copy-line", hidden: true }, el("div", { class: "copy" }, code, button), done);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say(done, t("copy.done"));
    } catch {
      // Without the right to the clipboard the line is selected, ready for the keyboard.
      getSelection().selectAllChildren(code);
      say(done, t("copy.selected"));
    }
    setTimeout(() => say(done, ""), 3000);
  });
  return {
    node,
    set(text) {
      node.hidden = !text;
      say(code, text ?? "");
    },
  };
}
