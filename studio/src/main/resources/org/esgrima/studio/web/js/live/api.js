/** Questions to the server. An error is a sentence that can be shown in place. */
import { t } from "../base/words.js";

const watchers = new Set();
let state = true;

/** Told true or false whenever the connection comes or goes. */
export function onConnection(watcher) {
  watchers.add(watcher);
  watcher(state);
  return () => watchers.delete(watcher);
}

export function connected(now) {
  if (now === state) return;
  state = now;
  for (const watcher of watchers) watcher(now);
}

/** What the server said no to: its sentence, and the number of HTTP. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export async function get(address, signal) {
  return (await ask(address, { signal })).json();
}

export async function post(address, body = {}) {
  return json(await ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
}

export async function remove(address) {
  return json(await ask(address, { method: "DELETE" }));
}

export async function send(address, body, type) {
  return json(await ask(address, { method: "POST", headers: { "Content-Type": type }, body }));
}

export async function bytes(address, signal) {
  return (await ask(address, { signal })).arrayBuffer();
}

async function json(response) {
  const text = await response.text();
  return text ? JSON.parse(text) : {};
}

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    connected(false);
    throw new Refusal(t("lost"), 0);
  }
  connected(true);
  if (response.ok) return response;
  throw new Refusal(await reason(response), response.status);
}

async function reason(response) {
  try {
    const body = await response.json();
    return body.error.message;
  } catch {
    return t("refused", { status: String(response.status) });
  }
}

/** A part of an address: names never become paths. */
export const part = encodeURIComponent;
