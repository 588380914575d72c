/** Pictures to pick from. A click, Enter or a group's letter puts one into a group; so does dragging. */
import { el, put, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { t } from "../base/words.js";
import { choice } from "../parts/choice.js";
import { trouble } from "../parts/trouble.js";

const COUNT = 32;

export function pool(bench, query) {
  let first = 0;
  let served = null;
  let target = null;
  const grid = el("div", { class: "pool", role: "group", "aria-label": t("pool.title") });
  const where = el("div", { class: "row" });
  const wrong = el("div", { "aria-live": "polite" });
  const range = el("span", { class: "small muted number" });
  const seed = el("input", { type: "number", id: "pool-seed", min: 0, step: 1, placeholder: t("pool.seed"), "aria-label": t("pool.seed") });
  const others = el("button", { type: "button", id: "others", on: { click: () => load(first + COUNT) } }, icon("dice"), t("pool.others"));
  const node = el("div", {},
    el("div", { class: "row between" }, el("h2", {}, t("pool.title")), range),
    el("p", { class: "small muted" }, t("pool.hint")),
    where, wrong, grid,
    el("div", { class: "row pool-more" }, others, el("form", { class: "row", on: { submit: jump } }, seed, el("button", { type: "submit" }, t("pool.go")))));

  async function load(from) {
    first = from;
    const seeds = Array.from({ length: COUNT }, (_, i) => first + i);
    say(range, t("pool.range", { from: String(first), to: String(first + COUNT - 1) }));
    if (grid.children.length === 0) put(grid, seeds.map(() => el("span", { class: "blank" })));
    put(wrong);
    try {
      const pictures = await bench.of(seeds);
      if (first === from) put(grid, seeds.map((s, i) => picture(s, pictures[i])));
      marks();
    } catch (error) {
      put(wrong, trouble(error, () => load(from)));
    }
  }

  function jump(event) {
    event.preventDefault();
    if (seed.value !== "") load(Math.max(0, Math.floor(Number(seed.value))));
  }

  function picture(s, png) {
    const button = el("button", { type: "button", class: "pick", draggable: "true", data: { seed: s }, "aria-label": t("pool.picture", { seed: String(s) }) },
      el("img", { src: png, alt: "", draggable: "false" }), el("span", { class: "in" }));
    button.addEventListener("click", () => putInto(target, s));
    button.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", String(s)));
    button.addEventListener("keydown", (event) => {
      const slot = served?.slots.find((one) => one.key === event.key.toLowerCase());
      if (!slot || event.ctrlKey || event.metaKey || event.altKey) return move(event, button);
      event.preventDefault();
      event.stopPropagation();
      putInto(slot, s);
    });
    return button;
  }

  function move(event, button) {
    const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (!way) return;
    event.preventDefault();
    const all = [...grid.querySelectorAll(".pick")];
    all[all.indexOf(button) + way]?.focus();
  }

  function putInto(slot, s) {
    slot?.toggle(s);
  }

  /** Letters of the groups that a picture is in. */
  function marks() {
    for (const button of grid.querySelectorAll(".pick")) {
      const s = Number(button.dataset.seed);
      const within = served?.slots.filter((slot) => slot.seeds.includes(s)) ?? [];
      say(button.lastChild, within.map((slot) => slot.short).join(" "));
      button.classList.toggle("chosen", within.length > 0);
    }
  }

  return {
    node,
    /** A tab's groups become what pictures are put into. */
    serve(tab) {
      served = tab;
      target = tab.slots[0] ?? null;
      put(where);
      if (tab.slots.length > 1) {
        const choose = choice("group", t("pool.into"), tab.slots.map((slot) => [slot.short, slot.short]), (short) => (target = tab.slots.find((slot) => slot.short === short)));
        choose.set(target.short);
        where.append(el("span", { class: "small muted" }, t("pool.into")), choose.node);
      }
      for (const slot of tab.slots) slot.onChange(marks);
      if (grid.children.length === 0) load(firstOf(query));
      marks();
    },
    again: async () => {
      await load(first);
      served?.again?.();
    },
    close: () => {},
  };
}

function firstOf(query) {
  const wanted = Number((query.get("seeds") ?? "").split(",")[0]);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : 0;
}
