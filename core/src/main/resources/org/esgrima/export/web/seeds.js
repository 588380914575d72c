// The random numbers of Esgrima's seeds: SHA-256, the Mersenne Twister and libtorch's draws from it.
// The same as org.esgrima.runtime.SeedStream, where each step is explained.
"use strict";

function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const primes = [];
  for (let n = 2; primes.length < 64; n++) {
    if (primes.every(p => n % p !== 0)) primes.push(n);
  }
  const fraction = x => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const k = primes.map(p => fraction(Math.cbrt(p)));
  const state = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
  const length = ((bytes.length + 9 + 63) >> 6) << 6;
  const padded = new DataView(new ArrayBuffer(length));
  bytes.forEach((byte, i) => padded.setUint8(i, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(length - 4, bytes.length * 8);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const w = new Int32Array(64);
  for (let block = 0; block < length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = padded.getInt32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { state[i] = (state[i] + x) | 0; });
  }
  return state;
}

class SeedStream {
  constructor(seed, name) {
    this.state = new Uint32Array(624);
    this.next = 624;
    this.spare = null;
    let x = this.state[0] = sha256(name + ":" + seed)[1];
    for (let i = 1; i < 624; i++) {
      x = this.state[i - 1] ^ (this.state[i - 1] >>> 30);
      this.state[i] = Math.imul(1812433253, x) + i;
    }
  }

  bits() {
    const s = this.state;
    if (this.next === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (s[i] & 0x80000000) | (s[(i + 1) % 624] & 0x7fffffff);
        s[i] = s[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.next = 0;
    }
    let y = s[this.next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  float() { return (this.bits() & 0xffffff) * 2 ** -24; }

  double() {
    const high = this.bits() & 0x1fffff;
    return (high * 2 ** 32 + this.bits()) * 2 ** -53;
  }

  uniform(count, from, to, doubles) {
    const f = Math.fround;
    return Float32Array.from({ length: count }, () =>
      doubles ? this.double() * (to - from) + from
        : f(f(this.float() * f(f(to) - f(from))) + f(from)));
  }

  normal(count, doubles) {
    if (count < 16) return Float32Array.from({ length: count }, () => this.single());
    const values = new (doubles ? Float64Array : Float32Array)(count);
    const draw = () => (doubles ? this.double() : this.float());
    for (let i = 0; i < count; i++) values[i] = draw();
    for (let i = 0; i + 16 <= count; i += 16) this.group(values, i, doubles);
    if (count % 16 !== 0) {
      for (let i = count - 16; i < count; i++) values[i] = draw();
      this.group(values, count - 16, doubles);
    }
    return Float32Array.from(values);
  }

  group(values, first, doubles) {
    const f = doubles ? x => x : Math.fround;
    for (let i = first; i < first + 8; i++) {
      const radius = f(Math.sqrt(-2 * f(Math.log(1 - values[i]))));
      const angle = f(2 * Math.PI * values[i + 8]);
      values[i] = radius * f(Math.cos(angle));
      values[i + 8] = radius * f(Math.sin(angle));
    }
  }

  single() {
    if (this.spare !== null) {
      const spare = this.spare;
      this.spare = null;
      return spare;
    }
    const angle = 2 * Math.PI * this.double();
    const radius = Math.sqrt(-2 * Math.log1p(-this.double()));
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

/** The latent z of a seed. */
function latentOf(facts, seed) {
  const random = new SeedStream(seed, "image");
  const bound = Math.sqrt(3);
  return facts.latents === "normal" ? random.normal(facts.latentSize, facts.doubles)
    : random.uniform(facts.latentSize, -bound, bound, facts.doubles);
}

/** The class at a place in [0, K]: they lie side by side, each as wide as it is frequent. */
function classAt(facts, place) {
  const size = facts.classes.length;
  if (facts.frequencies.length === 0) {
    return Math.min(size - 1, Math.floor(place));
  }
  const total = facts.frequencies.reduce((a, b) => a + b);
  const sought = place / size * total;
  let found = 0;
  for (let i = 0, end = 0; i < size && end <= sought; i++) {
    end += facts.frequencies[i];
    if (facts.frequencies[i] > 0) found = i;
  }
  return found;
}

/** The condition of a seed; cls is -1 where the seed decides. */
function conditionOf(facts, seed, cls) {
  const random = new SeedStream(seed, "condition");
  const condition = new Float32Array(facts.classes.length + facts.codes);
  if (facts.classes.length > 0) {
    const drawn = classAt(facts, random.uniform(1, 0, facts.classes.length, false)[0]);
    condition[cls < 0 ? drawn : cls] = 1;
  }
  condition.set(random.uniform(facts.codes, -1, 1, false), facts.classes.length);
  return condition;
}
