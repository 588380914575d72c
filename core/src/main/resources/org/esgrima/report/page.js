"use strict";
// Values under the pointer: of each line the point that lies nearest.
for (const chart of document.querySelectorAll("[data-chart]")) {
  const { last, unit, lines } = JSON.parse(chart.dataset.chart);
  const plot = chart.querySelector(".plot");
  const cursor = chart.querySelector(".cursor");
  const readout = chart.querySelector(".readout");
  plot.addEventListener("pointermove", (event) => {
    const box = plot.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const step = share * last;
    let shown = step;
    let distance = Infinity;
    const texts = lines.map((line) => {
      let near = 0;
      line.x.forEach((x, i) => {
        if (Math.abs(x - step) < Math.abs(line.x[near] - step)) near = i;
      });
      if (Math.abs(line.x[near] - step) < distance) {
        distance = Math.abs(line.x[near] - step);
        shown = line.x[near];
      }
      return `${line.name} ${line.y[near]}${unit}`;
    });
    cursor.style.display = "block";
    cursor.style.left = `${(100 * shown) / last}%`;
    readout.textContent = `step ${shown.toLocaleString("en")}: ${texts.join(", ")}`;
  });
  plot.addEventListener("pointerleave", () => {
    cursor.style.display = "none";
    readout.textContent = "";
  });
}
// The slider shows one sheet at a time.
for (const figure of document.querySelectorAll(".time")) {
  const sheets = [...figure.querySelectorAll("img")];
  const slider = figure.querySelector("input");
  slider?.addEventListener("input", () => {
    sheets.forEach((sheet, i) => { sheet.hidden = i !== Number(slider.value); });
    figure.querySelector("output").textContent = sheets[slider.value].dataset.step;
  });
}
// On paper nothing is folded.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
