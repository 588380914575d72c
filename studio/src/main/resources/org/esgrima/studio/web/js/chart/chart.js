/** Curves over steps, by uPlot, in the page's colours; the values under the pointer stand in words. */
import uPlot from "/webjars/uplot/dist/uPlot.esm.js";
import { el, put, say } from "../base/dom.js";
import { color, onTheme } from "../base/theme.js";
import { number, percent, t } from "../base/words.js";

const HEIGHT = 190;

/**
 * chart({title, lines: [{name, color, dash}], level: {at, name}, range, share, log}) → {node, set(columns), close}
 * set takes one array of steps and one for each line; null is a gap.
 */
export function chart(options) {
  const plot = el("div", { class: "plot", tabindex: "0", role: "application", "aria-label": `${options.title}. ${t("chart.keys")}`, on: { keydown: move } });
  const read = el("p", { class: "read number", "aria-live": "polite" });
  const node = el("figure", { class: "chart" },
    el("figcaption", {}, el("h3", {}, options.title), legend(options)), plot, read);
  let data = [[], ...options.lines.map(() => [])];
  let drawn = null;

  function draw() {
    drawn?.destroy();
    drawn = new uPlot(settings(options, plot.clientWidth || 400, readout), data, plot);
  }

  function readout(index) {
    say(read, index === null ? summary() : words(index));
  }

  const show = (value) => (options.share ? percent(value) : number(value));
  const words = (index) => [t("step", { step: data[0][index] }), ...options.lines.map((line, i) => `${line.name} ${show(data[i + 1][index])}`)].join(" · ");
  const newest = (column) => column.findLast((value) => value !== null && value !== undefined);
  const summary = () => (data[0].length ? [t("step", { step: data[0].at(-1) }), ...options.lines.map((line, i) => `${line.name} ${show(newest(data[i + 1]))}`)].join(" · ") : t("chart.empty"));

  /** The arrow keys walk along the curves. */
  function move(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way || !drawn || data[0].length === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(data[0].length - 1, (drawn.cursor.idx ?? data[0].length - 1) + way * (event.shiftKey ? 10 : 1)));
    drawn.setCursor({ left: drawn.valToPos(data[0][next], "x"), top: 1 });
  }

  const observer = new ResizeObserver(() => {
    if (!drawn && plot.clientWidth) draw();
    else drawn?.setSize({ width: plot.clientWidth, height: HEIGHT });
  });
  observer.observe(plot);
  const off = onTheme(() => drawn && draw());
  readout(null);

  return {
    node,
    set(columns) {
      data = columns;
      if (drawn) drawn.setData(columns);
      readout(null);
    },
    close() {
      observer.disconnect();
      off();
      drawn?.destroy();
      put(plot);
    },
  };
}

function legend({ lines, level }) {
  return el("span", { class: "keys-of" },
    lines.map((line) => el("span", { vars: { "--c": `var(--${line.color})` }, class: line.dash ? "dashed" : "" }, line.name)),
    level && el("span", { class: "level" }, level.name));
}

function settings({ lines, level, range, share, log }, width, readout) {
  const axis = {
    stroke: color("muted"), font: "12px system-ui, sans-serif", size: 48, gap: 6,
    grid: { stroke: color("rule"), width: 1 }, ticks: { show: false },
  };
  return {
    width, height: HEIGHT, title: undefined, legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false }, focus: { prox: 30 } },
    scales: { x: { time: false }, y: { range: range ?? ((_, low, high) => (log ? decades(low, high) : bounds(low, high, level))), distr: log ? 3 : 1 } },
    axes: [
      { ...axis, size: 28, values: (_, splits) => splits.map((v) => number(v)) },
      { ...axis, values: (_, splits) => splits.map((v) => (v === null ? "" : share ? percent(v) : number(v))) },
    ],
    series: [{}, ...lines.map((line) => ({
      label: line.name, stroke: color(line.color), width: 2, dash: line.dash ? [6, 4] : undefined, points: { show: false }, spanGaps: true,
    }))],
    hooks: {
      setCursor: [(u) => readout(u.cursor.idx ?? null)],
      draw: level ? [(u) => dashes(u, level.at)] : [],
    },
  };
}

/** Whole powers of ten. */
function decades(low, high) {
  return low > 0 && high > 0 ? uPlot.rangeLog(low, high, 10, true) : [0.1, 1];
}

/** A little air above and below; the reference level is always seen. */
function bounds(low, high, level) {
  if (low === null || high === null) return [0, 1];
  const from = level ? Math.min(low, level.at) : low;
  const to = level ? Math.max(high, level.at) : high;
  const air = (to - from || Math.abs(to) || 1) * 0.08;
  return [from - air, to + air];
}

function dashes(u, at) {
  const { ctx, bbox } = u;
  const y = u.valToPos(at, "y", true);
  ctx.save();
  ctx.strokeStyle = color("faint");
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 5 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
