/** A group of pictures, by their seeds. */
import { el, put } from "../base/dom.js";
import { t } from "../base/words.js";

/** slot(bench, {short: "A", label, most, seeds, changed}) */
export function slot(bench, { short, label, most = 12, seeds = [], changed }) {
  const listeners = [changed];
  const row = el("div", { class: "thumbs" });
  const node = el("div", { class: "slot", role: "group", "aria-label": label, data: { slot: short } },
    el("strong", { class: "letter" }, short), row);
  const own = {
    short, key: short.toLowerCase(), node, seeds: [...seeds],
    onChange: (listener) => listeners.push(listener),
    toggle(seed) {
      if (own.seeds.includes(seed)) own.seeds = own.seeds.filter((s) => s !== seed);
      else own.seeds = [...own.seeds, seed].slice(-most);
      tell();
    },
    show,
  };

  async function show() {
    const mine = own.seeds;
    let pictures = [];
    try {
      pictures = await bench.of(mine);
    } catch (error) {
      put(row, el("span", { class: "wrong" }, error.message));
      return;
    }
    if (mine !== own.seeds) return;
    if (mine.length === 0) put(row, el("span", { class: "small muted" }, label));
    else put(row, mine.map((seed, i) => el("button", { type: "button", class: "thumb", title: t("slot.remove", { seed: String(seed) }), "aria-label": t("slot.remove", { seed: String(seed) }), on: { click: () => own.toggle(seed) } }, el("img", { src: pictures[i], alt: "" }))));
  }

  function tell() {
    show();
    for (const listener of listeners) listener(own);
  }

  node.addEventListener("dragover", (event) => {
    event.preventDefault();
    node.classList.add("over");
  });
  node.addEventListener("dragleave", () => node.classList.remove("over"));
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    node.classList.remove("over");
    const seed = Number.parseInt(event.dataTransfer.getData("text/plain"), 10);
    if (Number.isInteger(seed) && !own.seeds.includes(seed)) own.toggle(seed);
  });
  show();
  return own;
}

/** Seeds of an address such as a=3,17: those that are numbers. */
export function seedsOf(text, fallback = []) {
  if (!text) return fallback;
  return text.split(",").map(Number).filter((s) => Number.isInteger(s) && s >= 0);
}
