/** The latent lab: pictures are picked into groups, and what is done with them is seen at once. */
import { el, put } from "../base/dom.js";
import { note } from "../base/router.js";
import { t } from "../base/words.js";
import { about } from "../live/about.js";
import { get, part } from "../live/api.js";
import { arithmetic } from "../latent/arithmetic.js";
import { directions } from "../latent/directions.js";
import { lab } from "../latent/lab.js";
import { mix } from "../latent/mix.js";
import { pool } from "../latent/pool.js";
import { project } from "../latent/project.js";
import { truncation } from "../latent/truncation.js";
import { walk } from "../latent/walk.js";
import { missing, title, trail } from "../parts/shell.js";
import { tabs } from "../parts/tabs.js";
import { trouble } from "../parts/trouble.js";

export default async function latent(place, { run }, query) {
  title(`${t("latent.title")} · ${run}`);
  const body = el("div", {}, el("p", { class: "muted", role: "status" }, t("latent.preparing")));
  place.append(
    trail(run),
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("latent.title")), el("p", {}, t("latent.lead")))), body);
  const cleanups = [];
  const { run: only } = await about();
  await open();
  return () => cleanups.forEach((clean) => clean());

  async function open() {
    try {
      const base = `/api/runs/${part(run)}`;
      const generator = await get(`${base}/generator`);
      if (generator.kind !== "images") return put(body, el("p", { class: "note" }, t("latent.points")));
      build(lab(base, generator));
    } catch (error) {
      if (error.status === 404) return missing(put(place), "run.missing", { run });
      put(body, trouble(error, open));
    }
  }

  function build(bench) {
    const pictures = pool(bench, query);
    const styles = bench.generator.styles !== null && bench.generator.styles !== undefined;
    const kinds = { arithmetic, walk, ...(styles ? { truncation, mix } : {}), directions, ...(only ? {} : { project }) };
    const stage = tabs("lab", Object.keys(kinds).map((name) => [name, t(`latent.${name}`)]), query.get("tab") ?? "arithmetic", show);
    let shown = null;

    function show(name, panel) {
      shown?.close?.();
      note({ tab: name });
      shown = kinds[name](bench, pictures, query);
      put(panel, shown.node);
      pictures.serve(shown);
    }

    put(body,
      el("div", { class: "stage lab" },
        el("section", { class: "card stage-main pool-card" }, choices(bench, pictures), pictures.node),
        el("section", { class: "card stage-side" }, stage.node)));
    stage.open();
    cleanups.push(() => shown?.close?.(), pictures.close);
  }
}

/** Class, if the generator was told classes: all pictures follow. */
function choices(bench, pictures) {
  const { classes = [] } = bench.generator;
  if (classes.length === 0) return null;
  const select = el("select", { id: "class" }, el("option", { value: "" }, t("latent.class.any")), classes.map((name) => el("option", { value: name }, name)));
  select.addEventListener("change", () => {
    bench.choose(select.value);
    pictures.again();
  });
  return el("div", { class: "field class-choice" }, el("label", { for: "class" }, t("latent.class")), select);
}
