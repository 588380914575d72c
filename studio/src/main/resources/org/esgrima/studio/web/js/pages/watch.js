/** A run, live: the game or the samples, the way of the data, curves, what was noticed, and all controls. */
import { el, put } from "../base/dom.js";
import { to } from "../base/router.js";
import { t } from "../base/words.js";
import { get, part } from "../live/api.js";
import { History } from "../live/history.js";
import { live } from "../live/live.js";
import { flow } from "../flow/flow.js";
import { gamePanel } from "../game/panel.js";
import { controls } from "../parts/controls.js";
import { curves } from "../parts/curves.js";
import { events } from "../parts/events.js";
import { runHead } from "../parts/run-head.js";
import { samplesPanel } from "../parts/samples.js";
import { missing, title } from "../parts/shell.js";
import { steer } from "../parts/steer.js";
import { trouble } from "../parts/trouble.js";

export default async function watch(place, { run }) {
  title(run);
  const base = `/api/runs/${part(run)}`;
  let info;
  try {
    info = await get(base);
  } catch (error) {
    return error.status === 404 ? missing(place, "run.missing", { run }) : broken(place, run, error);
  }
  const history = new History();
  const notice = el("div", { class: "notice", "aria-live": "polite" });
  const data = flow();
  const panels = {
    head: runHead(info),
    controls: controls(base, info),
    curves: curves(info),
    events: events(info),
    steer: steer(base, info),
    samples: samplesPanel(info),
    game: info.kind === "points" ? gamePanel(base, data.points) : null,
  };
  place.append(
    panels.head.node, notice, panels.controls.node,
    el("div", { class: "stage" },
      el("div", { class: "stage-main" }, panels.game?.node, panels.samples.node),
      el("div", { class: "stage-side" },
        el("section", { class: "card" }, el("h2", {}, t("flow.title")), data.node),
        panels.steer.node, panels.events.node)),
    panels.curves.node);

  let state = info.state;
  const accuracy = () => [history.last("accuracy/real"), history.last("accuracy/fake")];
  function onState(next) {
    const ended = state.state !== next.state;
    state = next;
    panels.head.state(next);
    panels.controls.state(next);
    panels.steer.state(next);
    data.set({ ...next, accuracy: accuracy() });
    if (ended && next.state !== "starting") get(base).then(panels.steer.info, () => {});
  }
  onState(state);

  function gone() {
    stop();
    put(notice, el("div", { class: "note bad", role: "alert" },
      el("p", {}, t("run.gone", { run })), el("div", { class: "row" }, el("a", { class: "button", href: to("/") }, t("missing.back")))));
    panels.controls.state({ state: "gone" });
    panels.steer.state({ state: "gone" });
  }

  const stop = live(`${base}/live`, {
    state: onState,
    stats(rows) {
      history.add(rows);
      panels.curves.set(history);
      data.set({ ...state, accuracy: accuracy() });
      panels.head.verdicts(history.verdicts.at(-1));
    },
    event: ({ events: all }) => panels.events.set(all),
    samples(sheets) {
      panels.samples.set(sheets);
      if (!panels.game) data.pictures(sheets.reals, sheets.fakes.at(-1)?.url);
    },
    game: (news) => panels.game?.news(news),
    problem: ({ message }) => put(notice, trouble({ message })),
    gone,
  }, () => get(base).catch((error) => {
    if (error.status !== 404) throw error;
    gone();
  }));
  panels.game?.load();

  return () => {
    stop();
    for (const panel of Object.values(panels)) panel?.close?.();
  };
}

function broken(place, run, error) {
  place.append(
    el("div", { class: "head" }, el("div", {}, el("h1", {}, run), el("p", {}, t("run.broken")))),
    trouble(error, () => location.reload()));
}
