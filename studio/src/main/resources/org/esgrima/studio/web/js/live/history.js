/** Rows that are kept: where there would be more, every second older one goes. */
const MOST = 6_000;
const NEWEST = 500;

/** The history of a run as columns that grow; a roll-back or resume drops what came after its step. */
export class History {
  columns = { step: [] };
  verdicts = [];

  /** A Stats object of the server: rows behind "from". */
  add({ from, columns, verdicts = [] }) {
    const keep = from === undefined ? this.columns.step.length : this.upTo(from);
    const length = columns.step?.length ?? 0;
    for (const name of new Set([...Object.keys(this.columns), ...Object.keys(columns)])) {
      const old = (this.columns[name] ?? []).slice(0, keep);
      while (old.length < keep) old.push(null);
      const more = columns[name] ?? new Array(length).fill(null);
      this.columns[name] = old.concat(more);
    }
    this.verdicts = this.verdicts.slice(0, keep).concat(verdicts);
    this.thin();
  }

  /** A page may stay open for days: curves do not get finer than a screen is. */
  thin() {
    const rows = this.columns.step.length;
    if (rows <= MOST) return;
    const stays = (_, i) => i % 2 === 0 || i >= rows - NEWEST;
    for (const name of Object.keys(this.columns)) this.columns[name] = this.columns[name].filter(stays);
    this.verdicts = this.verdicts.filter(stays);
  }

  /** How many rows there are up to and including a step. */
  upTo(step) {
    if (step < 0) return 0;
    const after = this.columns.step.findIndex((s) => s > step);
    return after < 0 ? this.columns.step.length : after;
  }

  get(name) {
    return this.columns[name] ?? this.columns.step.map(() => null);
  }

  last(name) {
    const column = this.columns[name];
    return column?.length ? column[column.length - 1] : null;
  }

  get step() {
    return this.last("step") ?? -1;
  }
}
