/** Server-sent events that come back by themselves, and only while somebody looks. */
import { connected, crowded, get } from "./api.js";

/**
 * live("/api/…", {name: listener}) returns how to stop. Listeners get parsed JSON; refused is called
 * when the server will have none of it, and finds out why.
 */
export function live(address, listeners, refused = () => get("/api/about")) {
  let source = null;
  let timer = null;
  let wait = 500;
  let over = false;

  function open() {
    if (over || document.hidden) return;
    source = new EventSource(address);
    source.onopen = () => {
      wait = 500;
      connected(true);
      crowded(false);
    };
    source.onerror = () => {
      // The browser reconnects by itself unless the server has refused for good.
      if (source.readyState === EventSource.CLOSED) later();
      else connected(false);
    };
    for (const [name, listener] of Object.entries(listeners)) {
      source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
    }
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function later() {
    close();
    // Whoever answers here but refuses news has too many listeners.
    Promise.resolve(refused()).then(() => crowded(!over), () => {});
    timer = setTimeout(open, wait);
    wait = Math.min(8000, wait * 2);
  }

  function visibility() {
    close();
    open();
  }

  document.addEventListener("visibilitychange", visibility);
  open();
  return () => {
    over = true;
    crowded(false);
    document.removeEventListener("visibilitychange", visibility);
    close();
  };
}
