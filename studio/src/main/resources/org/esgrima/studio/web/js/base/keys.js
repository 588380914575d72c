/** Shortcuts of single keys; a page adds its own and takes them away when it goes. */
const shortcuts = new Map();

/** shortcut("p", "key.pause", action) returns how to remove it; the words are shown under "?". */
export function shortcut(key, words, action) {
  const entry = { words, action };
  shortcuts.set(key, entry);
  return () => {
    if (shortcuts.get(key) === entry) shortcuts.delete(key);
  };
}

/** Several at once: {p: ["key.pause", action]}. */
export function shortcutsOf(table) {
  const removals = Object.entries(table).map(([key, [words, action]]) => shortcut(key, words, action));
  return () => removals.forEach((remove) => remove());
}

export function all() {
  return [...shortcuts].map(([key, { words }]) => ({ key, words }));
}

function typing(target) {
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) && target.type !== "checkbox" && target.type !== "radio" && target.type !== "range";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const entry = shortcuts.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (!entry) return;
  event.preventDefault();
  entry.action(event);
});
