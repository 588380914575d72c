/** All runs, the newest first; with none, an invitation. */
import { el, put } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { go, to } from "../base/router.js";
import { shortcutsOf } from "../base/keys.js";
import { t } from "../base/words.js";
import { get } from "../live/api.js";
import { live } from "../live/live.js";
import { quickStart } from "../parts/quick.js";
import { runCard } from "../parts/run-card.js";
import { title } from "../parts/shell.js";
import { trouble } from "../parts/trouble.js";

export default async function runs(place) {
  title("");
  const list = el("div", { "aria-live": "off" });
  const chosen = new Set();
  const compare = el("a", { class: "button", hidden: true, href: to("/compare") });
  place.append(
    el("div", { class: "head" },
      el("div", {}, el("h1", {}, t("runs.title")), el("p", {}, t("runs.lead"))),
      el("div", { class: "row" }, compare,
        el("a", { class: "button", href: to("/draw") }, icon("pen"), t("draw.link")),
        el("a", { class: "button first", href: to("/start"), id: "new-run" }, icon("plus"), t("start.link")))),
    list);

  const choose = (name, yes) => {
    if (yes) chosen.add(name);
    else chosen.delete(name);
    compare.hidden = chosen.size < 2;
    compare.textContent = t("runs.compare", { count: chosen.size });
    compare.href = to("/compare", { runs: [...chosen].join(",") });
  };

  const cards = new Map();
  function show({ runs: all }) {
    if (all.length === 0) {
      cards.clear();
      put(list, invitation());
      return;
    }
    const names = new Set(all.map((run) => run.name));
    for (const [name, card] of cards) {
      if (names.has(name)) continue;
      card.node.remove();
      cards.delete(name);
      choose(name, false);
    }
    const grid = list.querySelector(".runs") ?? put(list, el("ul", { class: "runs" })).firstChild;
    all.forEach((run, i) => {
      if (!cards.has(run.name)) cards.set(run.name, runCard(choose));
      const card = cards.get(run.name);
      card.set(run);
      if (grid.children[i] !== card.node) grid.insertBefore(card.node, grid.children[i] ?? null);
    });
  }

  try {
    show(await get("/api/runs"));
  } catch (error) {
    put(list, trouble(error));
  }
  const stop = live("/api/live", { runs: show });
  const keys = shortcutsOf({ n: ["key.new", () => go("/start")] });
  return () => {
    stop();
    keys();
  };
}

function invitation() {
  return el("section", { class: "invite" },
    el("h2", {}, t("invite.title")),
    el("p", { class: "muted" }, t("invite.lead")),
    el("div", { class: "offers" }, quickStart("ring"), quickStart("digits")),
    el("p", { class: "small muted" }, t("invite.more"), " ", el("a", { href: to("/start") }, t("invite.all"))));
}
