/** Shapes to start a drawing from. */
const turn = 2 * Math.PI;
const near = (size) => size * Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(turn * Math.random());

const many = (count, size, place) => Array.from({ length: count }, () => {
  const [x, y] = place(Math.random());
  return [clip(x + near(size)), clip(y + near(size))];
});

const clip = (v) => Math.max(-2, Math.min(2, v));

export const shapes = {
  line: (count, size) => many(count, size, (u) => [-1.5 + 3 * u, -1 + 2 * u]),
  circle: (count, size) => many(count, size, (u) => [1.4 * Math.cos(turn * u), 1.4 * Math.sin(turn * u)]),
  moons: (count, size) => many(count, size, (u) => (u < 0.5 ? [-0.4 + Math.cos(turn * u), -0.2 + Math.sin(turn * u)] : [0.4 + Math.cos(turn * u), 0.2 + Math.sin(turn * u)])),
  three: (count, size) => many(count, size * 1.5, (u) => [[-1.2, -0.8], [1.2, -0.8], [0, 1.2]][Math.floor(3 * u)]),
};
