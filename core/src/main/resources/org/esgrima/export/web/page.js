"use strict";

const $ = id => document.getElementById(id);
const PICTURES = 24;
const POINTS = 1000;
let words = WORDS.en;
let model = null;

// ---- words and looks

function speak(language) {
  words = WORDS[language];
  document.documentElement.lang = language;
  document.querySelectorAll("[data-word]").forEach(e => { e.textContent = words[e.dataset.word]; });
  $("theme").title = words.theme;
  $("theme").setAttribute("aria-label", words.theme);
  $("class").options[0].textContent = words.any;
  const license = facts.license === "unspecified" ? words.unspecified : facts.license;
  const rows = [[words.run, facts.run], [words.step, Number(facts.step).toLocaleString(language)],
    [words.data, facts.data], [words.architecture, facts.architecture], [words.license, license],
    [words.version, "Esgrima " + facts.version], [words.runs, facts.runtime],
    [words.computes, computes()]];
  $("facts").replaceChildren(...rows.flatMap(([term, text]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = term;
    dd.textContent = text;
    return [dt, dd];
  }));
}

/** What computes, and why not WebGPU where that could be expected. */
function computes() {
  if (!model) return "…";
  if (!model.refusal) return words[model.backend];
  const [word, detail] = model.refusal;
  return `${words[model.backend]}. ${words.notWebGpu}: ${words[word]} ${detail}`.trim();
}

function shine(theme) {
  document.documentElement.dataset.theme = theme;
  if (model && facts.shape.length === 1) redraw();
}

// ---- numbers behind pictures

const cls = () => Number($("class").value);
const psi = () => (facts.truncation ? Number($("psi").value) : 1);

/** A seed as it was typed: any number of digits; null for anything else. */
function typed(input) {
  return /^\d{1,18}$/.test(input.value) ? BigInt(input.value) : null;
}

const points = seeds =>
  seeds.map(seed => ({ z: latentOf(facts, seed), c: conditionOf(facts, seed, cls()) }));

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/** a and b in these amounts, in all their arrays. */
function combined(parts) {
  const sum = {};
  for (const key of Object.keys(parts[0][0])) {
    sum[key] = new Float32Array(parts[0][0][key].length);
    for (const [point, weight] of parts) {
      point[key].forEach((x, i) => { sum[key][i] += weight * x; });
    }
  }
  return sum;
}

/** On the way between two points: along the sphere for normal latents, else straight. */
function between(a, b, t) {
  const straight = combined([[a, 1 - t], [b, t]]);
  if (a.w || facts.latents !== "normal") return straight;
  const cosine = dot(a.z, b.z) / Math.sqrt(dot(a.z, a.z) * dot(b.z, b.z));
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  const sine = Math.sin(angle);
  if (!(sine > 1e-8)) return straight;
  const arc = combined([[a, Math.sin((1 - t) * angle) / sine], [b, Math.sin(t * angle) / sine]]);
  return { z: arc.z, c: straight.c };
}

// ---- drawing

const canvas = document.createElement("canvas");

/** A picture as PNG: round((x + 1) · 127.5), as everywhere in Esgrima. */
function png(values) {
  const [channels, height, width] = facts.shape;
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  const plane = channels === 1 ? 0 : width * height;
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) {
      const x = Math.floor((values[i + c * plane] + 1) * 127.5 + 0.5);
      image.data[4 * i + c] = Math.min(255, Math.max(0, x));
    }
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas.toDataURL("image/png");
}

/** Runs the newest of many calls; those that it overtook are left out. */
function latest(work) {
  let busy = false, again = false;
  return async () => {
    if (busy) { again = true; return; }
    busy = true;
    do {
      again = false;
      try { await work(); } catch (error) { fail(error); }
    } while (again);
    busy = false;
  };
}

const drawGrid = latest(async () => {
  const first = typed($("seed"));
  if (first === null) return;
  const seeds = Array.from({ length: PICTURES }, (_, i) => first + BigInt(i));
  const made = await model.made(await model.movable(points(seeds), psi()));
  $("grid").replaceChildren(...seeds.map((seed, i) => {
    const button = document.createElement("button"), image = document.createElement("img");
    image.src = png(made[i]);
    image.alt = String(seed);
    button.type = "button";
    button.title = String(seed);
    button.dataset.seed = String(seed);
    button.append(image);
    button.onclick = () => choose(seed);
    return button;
  }));
  document.body.dataset.drawn = String(first);
});

const drawPlane = latest(async () => {
  const first = typed($("seed"));
  if (first === null) return;
  const seeds = Array.from({ length: POINTS }, (_, i) => first + BigInt(i));
  const made = await model.made(await model.movable(points(seeds), psi()));
  const far = 1.1 * Math.max(...made.flatMap(p => [Math.abs(p[0]), Math.abs(p[1])]));
  const plane = $("plane").getContext("2d");
  plane.clearRect(0, 0, 480, 480);
  plane.fillStyle = getComputedStyle(document.body).getPropertyValue("--g");
  made.forEach(p => plane.fillRect(239 + 240 * p[0] / far, 239 - 240 * p[1] / far, 2.5, 2.5));
  document.body.dataset.drawn = String(first);
});

const drawBetween = latest(async () => {
  const seeds = [typed($("from")), typed($("to"))];
  if (seeds.includes(null)) return;
  const t = Number($("share").value);
  const [a, b] = await model.movable(points(seeds), psi());
  const made = await model.made([a, between(a, b, t), b]);
  ["from", "way", "to"].forEach((name, i) => { $(name + "-picture").src = png(made[i]); });
  $("way-text").textContent = Math.round(100 * t) + " %";
});

const drawArithmetic = latest(async () => {
  const seeds = [0, 1, 2].map(i => typed($("term" + i)));
  if (seeds.includes(null)) return;
  const parts = await model.movable(points(seeds), psi());
  const weights = [0, 1, 2].map(i => Number($("weight" + i).value));
  const sum = combined(parts.map((part, i) => [part, weights[i]]));
  const made = await model.made([...parts, sum]);
  made.forEach((values, i) => { $("term-picture" + i).src = png(values); });
  weights.forEach((weight, i) => { $("weight-value" + i).textContent = weight.toFixed(1); });
});

function redraw() {
  $("psi-value").textContent = psi().toFixed(2);
  if (facts.shape.length === 1) return drawPlane();
  return Promise.all([drawGrid(), drawBetween(), drawArithmetic()]);
}

let next = "from";

/** A picture of the grid goes to one end of the way, then to the other. */
function choose(seed) {
  document.querySelectorAll(".grid .chosen").forEach(b => b.classList.remove("chosen"));
  document.querySelector(`[data-seed="${seed}"]`).classList.add("chosen");
  $(next).value = seed;
  $(next === "from" ? "term0" : "term2").value = seed;
  next = next === "from" ? "to" : "from";
  drawBetween();
  drawArithmetic();
}

// ---- the start

function terms() {
  const figures = [[0, 0, 1], [1, 1, -1], [2, 2, 1]].map(([i, seed, weight]) => `
    <figure><img id="term-picture${i}" alt="">
    <label><span data-word="seedOf"></span><input id="term${i}" type="number" min="0" step="1" value="${seed}"></label>
    <label class="slider"><span><span data-word="weight"></span> <output id="weight-value${i}"></output></span>
    <input id="weight${i}" type="range" min="-2" max="2" step="0.1" value="${weight}"></label></figure>`);
  $("terms").innerHTML = figures.join("")
    + '<figure><img id="term-picture3" alt=""><figcaption data-word="result"></figcaption></figure>';
}

function fail(error) {
  $("state").hidden = false;
  $("state").className = "bad";
  $("state").textContent = words.failed + error.message;
  document.body.dataset.failed = error.message;
}

/** What stands behind # in the address: seed, class, psi, lang, theme; backend is read apart. */
function asked() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (asked.has("seed")) $("seed").value = asked.get("seed");
  if (asked.has("psi")) $("psi").value = asked.get("psi");
  if (asked.has("class")) $("class").value = asked.get("class");
  const language = asked.get("lang") || (/^pt/.test(navigator.language) ? "pt-BR" : "en");
  $("language").value = WORDS[language] ? language : "en";
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return asked.get("theme") || (dark ? "dark" : "light");
}

async function start() {
  const [, height, width] = facts.shape;
  document.documentElement.style.setProperty("--aspect", `${width || 1} / ${height || 1}`);
  terms();
  ["", ...facts.classes].forEach((name, i) => $("class").add(new Option(name, i - 1)));
  $("class-label").hidden = facts.classes.length === 0;
  $("psi-label").hidden = !facts.truncation;
  const theme = asked();
  speak($("language").value);
  shine(theme);
  $("language").onchange = () => speak($("language").value);
  $("theme").onclick = () => {
    shine(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  };
  try {
    model = await opened(facts, new URLSearchParams(location.hash.slice(1)).get("backend"));
  } catch (error) {
    fail(error);
    return;
  }
  const images = facts.shape.length === 3;
  if (!images) {
    document.querySelector("#pictures h2").dataset.word = "points";
    document.querySelector("#pictures .note").dataset.word = "pointsNote";
  }
  speak($("language").value);
  document.body.dataset.backend = model.backend;
  document.body.dataset.refusal = model.refusal ? model.refusal[0] : "";
  $("pictures").hidden = false;
  $("between").hidden = $("arithmetic").hidden = !images;
  $("plane").hidden = images;
  $("surprise").onclick = () => {
    $("seed").value = Math.floor(Math.random() * 1e6);
    (images ? drawGrid : drawPlane)();
  };
  $("seed").oninput = images ? drawGrid : drawPlane;
  $("class").onchange = $("psi").oninput = redraw;
  ["from", "to", "share"].forEach(id => { $(id).oninput = drawBetween; });
  document.querySelectorAll("#terms input").forEach(input => { input.oninput = drawArithmetic; });
  await redraw();
  $("state").hidden = true;
}

start();
