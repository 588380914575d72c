/** One frame of a game in the plane, as the trainer wrote it, brought into the form that is drawn. */
import { get } from "../live/api.js";

const kept = new Map();
const MOST = 80;

/** Fetches a frame; the last of those of finished steps stay in memory, the newest of all is seen once. */
export async function frame(url, signal) {
  if (kept.has(url)) return kept.get(url);
  const made = shape(await get(url, signal));
  if (!url.includes("/game/now")) kept.set(url, made);
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
  return made;
}

/** docs/RUN_DIRECTORY.md, "game", describes what comes in. */
function shape({ step, learnt, bounds, reals, fakes, arrows, discriminator, warp }) {
  const [left, right, bottom, top] = bounds;
  return {
    step, learnt, from: [left, bottom], to: [right, top],
    reals: pairs(reals), fakes: pairs(fakes), pulls: arrows ? pairs(arrows) : null,
    heat: discriminator ? heat(discriminator, bounds) : null,
    warp: warp ? { columns: warp.columns, rows: warp.rows, points: pairs(warp.points ?? warp.values) } : null,
  };
}

function pairs(flat) {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

/** Values stand at the centres of cells. Scores without a scale of their own are drawn on that of their spread. */
function heat({ columns, rows, values, scale }, [left, right, bottom, top]) {
  const dx = (right - left) / columns / 2;
  const dy = (top - bottom) / rows / 2;
  const score = scale === "score";
  const spread = score ? [...values].map(Math.abs).sort((a, b) => a - b)[Math.floor(values.length * 0.8)] || 1 : 1;
  return {
    columns, rows, from: [left + dx, bottom + dy], to: [right - dx, top - dy], score, raw: values,
    values: score ? values.map((v) => 1 / (1 + Math.exp((-2 * v) / spread))) : values,
  };
}

/** A frame between two: points and arrows move, the rest is that of the later one. */
export function between(a, b, share) {
  if (share >= 1 || !a || a.fakes.length !== b.fakes.length) return b;
  const mix = (p, q) => p.map((v, i) => v + (q[i] - v) * share);
  return {
    ...b,
    fakes: b.fakes.map((q, i) => mix(a.fakes[i], q)),
    pulls: b.pulls && a.pulls?.length === b.pulls.length ? b.pulls.map((q, i) => mix(a.pulls[i], q)) : b.pulls,
    warp: b.warp && a.warp?.points.length === b.warp.points.length ? { ...b.warp, points: b.warp.points.map((q, i) => mix(a.warp.points[i], q)) } : b.warp,
  };
}

/** What D says at a place: a probability of being real, or a score; null outside of its map. */
export function verdictAt(heat, x, y) {
  if (!heat) return null;
  const column = ((x - heat.from[0]) / (heat.to[0] - heat.from[0])) * (heat.columns - 1);
  const row = ((y - heat.from[1]) / (heat.to[1] - heat.from[1])) * (heat.rows - 1);
  if (column < 0 || row < 0 || column > heat.columns - 1 || row > heat.rows - 1) return null;
  const i = Math.min(heat.columns - 2, Math.floor(column));
  const j = Math.min(heat.rows - 2, Math.floor(row));
  const at = (di, dj) => heat.raw[(j + dj) * heat.columns + i + di];
  const s = column - i;
  const r = row - j;
  return (1 - r) * ((1 - s) * at(0, 0) + s * at(1, 0)) + r * ((1 - s) * at(0, 1) + s * at(1, 1));
}
