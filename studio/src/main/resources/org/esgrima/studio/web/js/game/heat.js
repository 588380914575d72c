/** D as a map: blue where it says real, orange where it says synthetic, paper where it does not know. */
import { channels } from "./canvas.js";

const STRONGEST = 0.62;
let image = null;

export function drawHeat(context, plane, heat, colors) {
  const real = channels(colors.real);
  const fake = channels(colors.fake);
  image ??= document.createElement("canvas");
  image.width = heat.columns;
  image.height = heat.rows;
  const small = image.getContext("2d");
  const data = small.createImageData(heat.columns, heat.rows);
  for (let row = 0; row < heat.rows; row++) {
    for (let column = 0; column < heat.columns; column++) {
      const p = heat.values[row * heat.columns + column];
      const side = p > 0.5 ? real : fake;
      // Rows of the map go up, rows of an image down.
      const at = ((heat.rows - 1 - row) * heat.columns + column) * 4;
      data.data.set(side, at);
      data.data[at + 3] = 255 * STRONGEST * Math.abs(2 * p - 1);
    }
  }
  small.putImageData(data, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  // The map's values stand at points, the image's pixels are areas: half a cell more on each side.
  const dx = (heat.to[0] - heat.from[0]) / (heat.columns - 1) / 2;
  const dy = (heat.to[1] - heat.from[1]) / (heat.rows - 1) / 2;
  const left = plane.x(heat.from[0] - dx);
  const top = plane.y(heat.to[1] + dy);
  context.drawImage(image, left, top, plane.x(heat.to[0] + dx) - left, plane.y(heat.from[1] - dy) - top);
}

/** The line on which D says 50 %, by marching over the cells. */
export function drawBorder(context, plane, heat, color) {
  const at = (i, j) => heat.values[j * heat.columns + i] - 0.5;
  const x = (i) => plane.x(heat.from[0] + (i / (heat.columns - 1)) * (heat.to[0] - heat.from[0]));
  const y = (j) => plane.y(heat.from[1] + (j / (heat.rows - 1)) * (heat.to[1] - heat.from[1]));
  context.beginPath();
  for (let j = 0; j + 1 < heat.rows; j++) {
    for (let i = 0; i + 1 < heat.columns; i++) {
      const cross = [];
      edge(cross, at(i, j), at(i + 1, j), (s) => [x(i + s), y(j)]);
      edge(cross, at(i + 1, j), at(i + 1, j + 1), (s) => [x(i + 1), y(j + s)]);
      edge(cross, at(i, j + 1), at(i + 1, j + 1), (s) => [x(i + s), y(j + 1)]);
      edge(cross, at(i, j), at(i, j + 1), (s) => [x(i), y(j + s)]);
      for (let k = 0; k + 1 < cross.length; k += 2) {
        context.moveTo(...cross[k]);
        context.lineTo(...cross[k + 1]);
      }
    }
  }
  context.strokeStyle = color;
  context.globalAlpha = 0.55;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function edge(cross, a, b, place) {
  if (a < 0 !== b < 0) cross.push(place(a / (a - b)));
}
