/** Tabs, with arrow keys as the ARIA pattern has them. */
import { el } from "../base/dom.js";

/** tabs(id, [[name, words]], first, show(name, panel)) */
export function tabs(id, list, first, show) {
  const panel = el("div", { role: "tabpanel", id: `${id}-panel`, class: "panel" });
  const buttons = list.map(([name, words]) => el("button", {
    type: "button", role: "tab", id: `${id}-${name}`, "aria-controls": `${id}-panel`, on: { click: () => open(name) },
  }, words));
  const bar = el("div", { role: "tablist", class: "tabs" }, buttons);
  bar.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + way + buttons.length) % buttons.length];
    next.focus();
    next.click();
  });

  function open(name) {
    const known = list.some(([n]) => n === name) ? name : list[0][0];
    for (const [i, [n]] of list.entries()) {
      const chosen = n === known;
      buttons[i].setAttribute("aria-selected", String(chosen));
      buttons[i].tabIndex = chosen ? 0 : -1;
      if (chosen) panel.setAttribute("aria-labelledby", buttons[i].id);
    }
    show(known, panel);
  }

  return { node: el("div", {}, bar, panel), open: () => open(first) };
}
