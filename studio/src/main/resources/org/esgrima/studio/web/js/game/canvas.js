/** A canvas as sharp as the screen, in coordinates of the plane, drawn at most once a frame. */

/** surface(canvas, draw): draw(context, plane) is called when something changed. */
export function surface(canvas, draw) {
  const context = canvas.getContext("2d");
  let waiting = 0;
  let bounds = { from: [-2, -2], to: [2, 2] };
  let width = 0;
  let height = 0;

  const plane = {
    get width() { return width; },
    get height() { return height; },
    get bounds() { return bounds; },
    x: (value) => ((value - bounds.from[0]) / (bounds.to[0] - bounds.from[0])) * width,
    y: (value) => height - ((value - bounds.from[1]) / (bounds.to[1] - bounds.from[1])) * height,
    /** From a pointer's place to the plane's. */
    back: (px, py) => [
      bounds.from[0] + (px / width) * (bounds.to[0] - bounds.from[0]),
      bounds.from[1] + ((height - py) / height) * (bounds.to[1] - bounds.from[1]),
    ],
  };

  function size() {
    const ratio = devicePixelRatio || 1;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    const w = Math.round(width * ratio);
    const h = Math.round(height * ratio);
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  function paint() {
    waiting = 0;
    size();
    if (width === 0 || height === 0) return;
    context.clearRect(0, 0, width, height);
    draw(context, plane);
  }

  const again = () => {
    if (!waiting) waiting = requestAnimationFrame(paint);
  };
  const observer = new ResizeObserver(again);
  observer.observe(canvas);

  return {
    plane,
    again,
    show(from, to) {
      bounds = { from, to };
      again();
    },
    close() {
      observer.disconnect();
      cancelAnimationFrame(waiting);
    },
  };
}

/** "#0072b2" or "rgb(…)" → [r, g, b] */
export function channels(color) {
  const probe = channels.probe ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
