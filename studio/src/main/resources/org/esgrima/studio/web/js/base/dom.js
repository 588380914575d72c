/**
 * Elements without markup: text is only ever set as text, so nothing that comes from a run file
 * can become HTML.
 */
const SVG = "http://www.w3.org/2000/svg";

/** el("button", {class: "x", disabled: true, on: {click}}, "text", child, …) */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (key === "value" || key === "checked") {
      node[key] = value;
    } else if (key === "data") {
      Object.assign(node.dataset, value);
    } else if (key === "vars") {
      for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  append(node, children);
  return node;
}

/** Adds text, nodes and lists of both; leaves out null and false. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Replaces what is in a node. */
export function put(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** Sets text only if it differs: no work for the browser, no noise for a screen reader. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
  return node;
}
