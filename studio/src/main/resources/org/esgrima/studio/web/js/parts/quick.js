/** One click that starts a preset and leads to where it can be watched. */
import { el, say, svg } from "../base/dom.js";
import { go } from "../base/router.js";
import { t } from "../base/words.js";
import { startRun } from "../live/start.js";

export function quickStart(preset) {
  const wrong = el("span", { class: "wrong", role: "alert" });
  const state = el("span", { class: "small", role: "status" });
  const button = el("button", { class: "offer", type: "button", id: `start-${preset}` },
    drawing(preset),
    el("span", {}, el("strong", {}, t(`offer.${preset}`)), el("span", { class: "muted small" }, t(`offer.${preset}.text`)), state, wrong));
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    say(wrong, "");
    say(state, t("starting"));
    try {
      await go(`/runs/${await startRun({ preset })}`);
    } catch (error) {
      say(state, "");
      say(wrong, error.message);
      button.disabled = false;
    }
    button.removeAttribute("aria-busy");
  });
  return button;
}

function drawing(preset) {
  return preset === "ring" ? ring() : digits();
}

function ring() {
  const node = svg("svg", { viewBox: "0 0 96 96", "aria-hidden": "true" });
  for (let i = 0; i < 8; i++) {
    const x = 48 + 32 * Math.cos((i * Math.PI) / 4);
    const y = 48 + 32 * Math.sin((i * Math.PI) / 4);
    for (let j = 0; j < 5; j++) {
      node.append(svg("circle", { class: "dot real", cx: x + 4 * Math.cos(j * 2.4), cy: y + 4 * Math.sin(j * 2.4), r: 1.9 }));
    }
    const from = 10 + (i % 3) * 5;
    node.append(svg("rect", { class: "dot fake", x: 46 + from * Math.cos(i * 0.8), y: 46 + from * Math.sin(i * 0.8), width: 4, height: 4, transform: `rotate(45 ${48 + from * Math.cos(i * 0.8)} ${48 + from * Math.sin(i * 0.8)})` }));
  }
  return node;
}

function digits() {
  const node = svg("svg", { viewBox: "0 0 96 96", "aria-hidden": "true", class: "strokes" });
  const shapes = ["M18 16c10-6 16 4 6 12l-8 8h18", "M62 14c12-2 12 12 2 12 12 0 12 16-4 14", "M24 58l-8 16h18M28 66v18", "M78 60c-14-8-20 22-8 24 12 1 12-16-2-13"];
  node.append(...shapes.map((d, i) => svg("path", { d, class: i % 3 ? "fake" : "real" })));
  return node;
}
