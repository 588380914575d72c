/** A place in the plane that is asked about: under the pointer, or moved by the arrow keys. */
const STEP = 0.025;

/** probe(canvas, surface, ask(place)): ask gets [x, y], or null when nobody asks any more. */
export function probe(canvas, surface, ask) {
  let place = null;
  canvas.tabIndex = 0;

  canvas.addEventListener("pointermove", (event) => {
    place = null;
    ask(surface.plane.back(event.offsetX, event.offsetY));
  });
  canvas.addEventListener("pointerleave", () => ask(null));
  canvas.addEventListener("blur", () => {
    place = null;
    ask(null);
    surface.again();
  });
  canvas.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const { from, to } = surface.plane.bounds;
    place ??= from.map((low, i) => (low + to[i]) / 2);
    place = place.map((v, i) => Math.min(to[i], Math.max(from[i], v + way[i] * STEP * (to[i] - from[i]) * (event.shiftKey ? 4 : 1))));
    ask(place);
    surface.again();
  });

  /** Draws the place where keys have moved it. */
  return (context, plane, color) => {
    if (!place) return;
    const [x, y] = [plane.x(place[0]), plane.y(place[1])];
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 8, 0, 7);
    context.moveTo(x - 13, y);
    context.lineTo(x - 4, y);
    context.moveTo(x + 4, y);
    context.lineTo(x + 13, y);
    context.stroke();
  };
}
