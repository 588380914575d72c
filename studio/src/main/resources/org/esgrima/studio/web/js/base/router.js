/**
 * Addresses to pages: /#/runs/… and, for the one picture, /next/…. Links are real links, so they can
 * be copied, opened in another tab and reached by keyboard.
 */
const routes = [];
let outlet = null;
let missing = null;
let arrived = () => {};
let leave = null;
let shown = 0;

/** route("/runs/:run", page): page(place, {run}, query) may return a function that cleans up. */
export function route(pattern, page) {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (_, name) => {
    names.push(name);
    return "([^/]+)";
  });
  routes.push({ expression: new RegExp(`^${source}/?$`), names, page });
}

/** The link to a page: to("/runs/a", {step: 3}) is "/#/runs/a?step=3". */
export function to(path, query = {}) {
  const some = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const tail = new URLSearchParams(some).toString();
  return (path.startsWith("/next") ? path : `/#${path}`) + (tail ? `?${tail}` : "");
}

export function go(path, query) {
  history.pushState(null, "", to(path, query));
  scrollTo(0, 0);
  return show(true);
}

/** Writes what is chosen on a page into its address without leaving it. */
export function note(query) {
  const { path, search } = here();
  history.replaceState(null, "", to(path, { ...Object.fromEntries(search), ...query }));
}

export function start(node, whenMissing, whenArrived) {
  const first = outlet === null;
  outlet = node;
  missing = whenMissing;
  arrived = whenArrived;
  if (first) {
    addEventListener("popstate", () => show(true));
    document.addEventListener("click", follow);
  }
  return show();
}

/** Draws the page of the address; who came by a link or a key stands at its beginning then. */
export async function show(moved = false) {
  const mine = ++shown;
  if (leave) leave();
  leave = null;
  const { path, search } = here();
  const { page, parameters } = find(path);
  // A place of its own: a page that is still loading when the next one comes writes into thin air.
  const place = document.createElement("div");
  place.className = "page";
  outlet.replaceChildren(place);
  arrived(path);
  const clean = await page(place, parameters, search);
  if (moved && mine === shown) outlet.focus({ preventScroll: true });
  if (mine === shown) leave = clean ?? null;
  else clean?.();
}

function here() {
  const address = location.pathname === "/" ? location.hash.slice(1) || "/" : location.pathname + location.search;
  const [path, query] = address.split("?");
  return { path, search: new URLSearchParams(query) };
}

function find(path) {
  for (const { expression, names, page } of routes) {
    const match = expression.exec(path);
    if (match) return { page, parameters: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1])])) };
  }
  return { page: (place) => missing(place), parameters: {} };
}

function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (!(link.pathname === "/" || link.pathname.startsWith("/next"))) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  scrollTo(0, 0);
  show(true);
}
