// The generator in ONNX Runtime for the web, both of which stand in this file.
"use strict";

async function unpacked(id) {
  const text = document.getElementById(id).textContent.trim();
  const packed = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function runtime() {
  const address = async (id, type) =>
    URL.createObjectURL(new Blob([await unpacked(id)], { type }));
  const ort = await import(await address("runtime-script", "text/javascript"));
  ort.env.wasm.numThreads = 1; // more need headers that only a server can send
  ort.env.wasm.wasmPaths = {
    mjs: await address("runtime-loader", "text/javascript"),
    wasm: await address("runtime-binary", "application/wasm"),
  };
  return ort;
}

class Model {
  /** On a back end: "wasm", or "webgpu" where the runtime has it. */
  static async open(ort, facts, backend) {
    const session = async id =>
      ort.InferenceSession.create(await unpacked(id), { executionProviders: [backend] });
    const model = new Model();
    model.facts = facts;
    model.ort = ort;
    model.backend = backend;
    model.last = Promise.resolve();
    model.mapping = facts.styles ? await session("model-mapping") : null;
    model.samples = await session("model-samples");
    if (facts.truncation) model.mean = (await model.mapped(1, null, 0)).slice(0, facts.styleSize);
    return model;
  }

  /** Frees its memory. */
  async close() {
    await this.mapping?.release();
    await this.samples?.release();
  }

  /** One run after the other: the runtime takes no two at once. */
  run(session, inputs) {
    const turn = this.last.then(() => session.run(inputs));
    this.last = turn.catch(() => {});
    return turn.then(outputs => Object.values(outputs)[0].data);
  }

  tensor(rows, ...sizes) {
    const width = rows[0].length;
    const data = new Float32Array(rows.length * width);
    rows.forEach((row, i) => data.set(row, i * width));
    return new this.ort.Tensor("float32", data, [rows.length, ...sizes]);
  }

  inputs(points) {
    const inputs = { z: this.tensor(points.map(p => p.z), this.facts.latentSize) };
    const told = points[0].c.length;
    if (told > 0) inputs.c = this.tensor(points.map(p => p.c), told);
    return inputs;
  }

  mapped(count, points, psi) {
    const nothing = { z: new Float32Array(this.facts.latentSize),
      c: new Float32Array(this.facts.classes.length + this.facts.codes) };
    const inputs = this.inputs(points || Array.from({ length: count }, () => nothing));
    if (this.facts.truncation) inputs.psi = new this.ort.Tensor("float32", [psi], [1]);
    return this.run(this.mapping, inputs);
  }

  /** What can be mixed of points {z, c}: their styles, or z and c themselves. */
  async movable(points, psi) {
    if (!this.facts.styles) return points;
    const size = this.facts.styleSize;
    const w = await this.mapped(points.length, points, psi);
    return points.map((_, i) => ({ w: w.slice(i * size, (i + 1) * size) }));
  }

  /** The samples of what movable gave, or of mixtures of it. */
  async made(points) {
    const size = this.facts.shape.reduce((a, b) => a * b);
    const values = await this.run(this.samples, this.facts.styles
      ? { w: this.tensor(points.map(p => p.w), ...this.facts.styles) } : this.inputs(points));
    return points.map((_, i) => values.slice(i * size, (i + 1) * size));
  }
}
