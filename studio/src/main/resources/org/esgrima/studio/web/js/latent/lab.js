import { get } from "../live/api.js";

/** Pictures that are remembered; the oldest go first. */
const MOST = 1_024;

/** The bench of the lab: one generator, asked for pictures; those of seeds are remembered. */
export function lab(base, generator) {
  let seeds = new Map();
  let klass = "";

  /** Pictures with labels and the command that makes the same. */
  function ask(path, query, signal) {
    const all = { ...query, format: "pictures", ...(klass ? { class: klass } : {}) };
    const some = Object.entries(all).filter(([, value]) => value !== undefined && value !== "");
    return get(`${base}/${path}?${new URLSearchParams(some)}`, signal);
  }

  return {
    base,
    generator,
    ask,
    choose(name) {
      klass = name;
      seeds = new Map();
    },
    /** The pictures of seeds, one question for all that are not known yet. */
    async of(list, signal) {
      const unknown = [...new Set(list)].filter((seed) => !seeds.has(seed));
      const mine = seeds;
      if (unknown.length) {
        const { images } = await ask("images", { seeds: unknown.join(",") }, signal);
        unknown.forEach((seed, i) => mine.set(seed, images[i].png));
      }
      const pictures = list.map((seed) => mine.get(seed));
      for (const seed of mine.keys()) {
        if (mine.size <= MOST) break;
        if (!list.includes(seed)) mine.delete(seed);
      }
      return pictures;
    },
    known: (seed) => seeds.get(seed),
  };
}

/** Calls the last of several quick wishes, and lets go of the question before. */
export function latest(action, wait = 60) {
  let timer = null;
  let asked = null;
  const call = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        await action(asked.signal, ...values);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    }, wait);
  };
  call.stop = () => {
    clearTimeout(timer);
    asked?.abort();
  };
  return call;
}
