/** Which program answers, and whether it is a studio or serves one run; asked once. */
import { get } from "./api.js";

let known = null;

export function about() {
  known ??= get("/api/about").catch(() => {
    known = null;
    return {};
  });
  return known;
}
