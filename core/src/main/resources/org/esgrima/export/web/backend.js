// What computes: the graphics card through WebGPU where it can, else the processor (WebAssembly).
"use strict";

const FARTHEST = 1e-2; // of samples in [-1, 1]: two of 255 levels

/** Why there is no graphics card to compute on, as [word, detail], or null where there is one. */
async function obstacle(facts, wanted) {
  if (!facts.webgpu) return wanted === "webgpu" ? ["notIncluded", ""] : null;
  if (wanted === "wasm") return ["asked", ""];
  if (!navigator.gpu) return ["noWebGpu", ""];
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) return ["noAdapter", ""];
  // Imitated by the processor, a card is far slower than WebAssembly.
  if (adapter.info?.isFallbackAdapter && wanted !== "webgpu") return ["imitated", ""];
  return null;
}

/** The largest difference of a sample, within [-1, 1]; NaN if a value is none. */
async function difference(one, other) {
  const point = { z: latentOf(one.facts, 0), c: conditionOf(one.facts, 0, -1) };
  const sample = async model => (await model.made(await model.movable([point], 1)))[0];
  const inside = x => Math.min(1, Math.max(-1, x));
  const [a, b] = [await sample(one), await sample(other)];
  return a.reduce((far, x, i) => Math.max(far, Math.abs(inside(x) - inside(b[i]))), 0);
}

/** The model on WebGPU if that agrees with WebAssembly, else the latter, which knows why. */
async function opened(facts, wanted) {
  const ort = await runtime();
  let sure = await Model.open(ort, facts, "wasm");
  try {
    sure.refusal = await obstacle(facts, wanted);
    if (facts.webgpu && !sure.refusal) {
      const fast = await Model.open(ort, facts, "webgpu");
      const far = await difference(sure, fast);
      const agrees = far <= FARTHEST;
      await (agrees ? sure : fast).close();
      if (agrees) return fast;
      sure.refusal = ["differs", far.toPrecision(2)];
    }
  } catch (error) {
    console.warn(error);
    // A runtime that broke off is of no use for anything else.
    sure = await Model.open(await runtime(), facts, "wasm");
    sure.refusal = ["broke", String(error?.message ?? error).slice(0, 120)];
  }
  if (sure.refusal) console.warn("WebGPU is not used:", WORDS.en[sure.refusal[0]], sure.refusal[1]);
  return sure;
}
