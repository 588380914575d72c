/** Questions to the server. An error is a sentence that can be shown in place. */
import { t } from "../base/words.js";

const watchers = new Set();
const wrong = { lost: false, crowded: false };

/** Told what is wrong with the connection whenever that changes: "lost", "crowded" or "". */
export function onConnection(watcher) {
  watchers.add(watcher);
  watcher(state());
  return () => watchers.delete(watcher);
}

/** Whether the server answers. */
export function connected(now) {
  change("lost", !now);
}

/** Whether it answers but sends no news, since too many pages want them. */
export function crowded(now) {
  change("crowded", now);
}

const state = () => Object.keys(wrong).find((name) => wrong[name]) ?? "";

function change(name, now) {
  if (wrong[name] === now) return;
  wrong[name] = now;
  for (const watcher of watchers) watcher(state());
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

/** A server that is there and does not answer is as good as none; a first export takes its time. */
const PATIENCE = 180_000;
const BUSY = [429, 503];
const LONGEST_WAIT = 5;

async function ask(address, options, again = true) {
  let response;
  try {
    response = await fetch(address, { ...options, signal: either(options.signal) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    connected(false);
    throw new Refusal(t("lost"), 0);
  }
  connected(true);
  if (response.ok) return response;
  const question = !options.method;
  if (!BUSY.includes(response.status) || !question) throw new Refusal(await reason(response), response.status);
  // Too much at once: a question is asked once more when the server says, then it is told.
  const seconds = Math.min(LONGEST_WAIT, Number(response.headers.get("Retry-After") ?? 1));
  if (!again) throw new Refusal(t("busy"), response.status);
  await pause(seconds, options.signal);
  return ask(address, options, false);
}

/** The caller's wish to stop, or our own patience. */
function either(signal) {
  const limit = AbortSignal.timeout(PATIENCE);
  return signal ? AbortSignal.any?.([signal, limit]) ?? signal : limit;
}

function pause(seconds, signal) {
  return new Promise((done, stopped) => {
    const timer = setTimeout(done, 1000 * seconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      stopped(signal.reason);
    });
  });
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
