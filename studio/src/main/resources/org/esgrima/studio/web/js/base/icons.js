/** Small line drawings, 24 × 24. */
import { svg } from "./dom.js";

const PATHS = {
  pause: ["M8 5v14", "M16 5v14"],
  go: ["M7 4.5v15l12-7.5z"],
  step: ["M5 5v14l10-7z", "M19 5v14"],
  half: ["M12 4a8 8 0 1 0 0 16z", "M12 4a8 8 0 0 1 0 16"],
  stop: ["M6 6h12v12H6z"],
  resume: ["M4 12a8 8 0 1 0 2.5-5.8", "M4 4v4h4"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5"],
  help: ["M9 9.2a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.2-1.6 2.5", "M12 18v.01"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  trash: ["M5 7h14", "M10 11v6M14 11v6", "M7 7l1 13h8l1-13", "M10 7V4h4v3"],
  plus: ["M12 5v14M5 12h14"],
  dice: ["M5 5h14v14H5z", "M9 9v.01M15 15v.01M15 9v.01M9 15v.01"],
  pen: ["M4 20l1-4L16 5l3 3L8 19z"],
  film: ["M4 6h16v12H4z", "M9 6v12M15 6v12"],
};

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, PATHS[name].map((d) => svg("path", { d })));
}
