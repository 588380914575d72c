/** Points, G's grid and gradients. Real and synthetic differ in shape, too: not only in colour. */

/** Round: real. */
export function drawReals(context, plane, points, colors) {
  context.fillStyle = colors.real;
  context.globalAlpha = points.length > 600 ? 0.5 : 0.75;
  context.beginPath();
  for (const [x, y] of points) {
    const px = plane.x(x);
    const py = plane.y(y);
    context.moveTo(px + 2.4, py);
    context.arc(px, py, 2.4, 0, 7);
  }
  context.fill();
  context.globalAlpha = 1;
}

/** Diamonds: synthetic. */
export function drawFakes(context, plane, points, colors) {
  context.fillStyle = colors.fake;
  context.strokeStyle = colors.card;
  context.lineWidth = 0.8;
  context.beginPath();
  for (const [x, y] of points) {
    const px = plane.x(x);
    const py = plane.y(y);
    context.moveTo(px, py - 3.6);
    context.lineTo(px + 3.6, py);
    context.lineTo(px, py + 3.6);
    context.lineTo(px - 3.6, py);
    context.closePath();
  }
  context.fill();
  context.stroke();
}

/** A square net of latents, where G puts it: dense cells are where G makes many samples. */
export function drawWarp(context, plane, warp, colors) {
  const { columns, rows, points } = warp;
  const at = (i, j) => [plane.x(points[j * columns + i][0]), plane.y(points[j * columns + i][1])];
  context.fillStyle = colors.fake;
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
      context.globalAlpha = Math.min(0.5, Math.max(0.04, 40 / (area(corners) + 40)));
      context.beginPath();
      corners.forEach(([x, y], k) => (k ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.fill();
    }
  }
  context.globalAlpha = 0.75;
  context.strokeStyle = colors.fake;
  context.lineWidth = 0.8;
  context.beginPath();
  for (let j = 0; j < rows; j++) for (let i = 0; i < columns; i++) i ? context.lineTo(...at(i, j)) : context.moveTo(...at(i, j));
  for (let i = 0; i < columns; i++) for (let j = 0; j < rows; j++) j ? context.lineTo(...at(i, j)) : context.moveTo(...at(i, j));
  context.stroke();
  context.globalAlpha = 1;
}

function area(corners) {
  let sum = 0;
  corners.forEach(([x, y], k) => {
    const [u, v] = corners[(k + 1) % corners.length];
    sum += x * v - u * y;
  });
  return Math.abs(sum) / 2;
}

/** The way on which D's slope pulls each synthetic point; lengths are relative to the median. */
export function drawPulls(context, plane, points, pulls, colors) {
  const lengths = pulls.map(([x, y]) => Math.hypot(x, y)).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)];
  if (!(median > 0)) return;
  context.strokeStyle = colors.pull;
  context.fillStyle = colors.pull;
  context.lineWidth = 1.3;
  context.globalAlpha = 0.9;
  const every = Math.max(1, Math.ceil(points.length / 120));
  for (let i = 0; i < points.length && i < pulls.length; i += every) {
    const [gx, gy] = pulls[i];
    const size = Math.hypot(gx, gy);
    if (size === 0) continue;
    const length = Math.min(30, 15 * Math.sqrt(size / median));
    arrow(context, plane.x(points[i][0]), plane.y(points[i][1]), gx / size, -gy / size, length);
  }
  context.globalAlpha = 1;
}

function arrow(context, x, y, dx, dy, length) {
  const ex = x + dx * length;
  const ey = y + dy * length;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(ex, ey);
  context.stroke();
  context.beginPath();
  context.moveTo(ex + dx * 3, ey + dy * 3);
  context.lineTo(ex - dx * 2 - dy * 2.6, ey - dy * 2 + dx * 2.6);
  context.lineTo(ex - dx * 2 + dy * 2.6, ey - dy * 2 - dx * 2.6);
  context.fill();
}
