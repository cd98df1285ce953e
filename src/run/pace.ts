// How fast a training goes: iterations per second over the last few seconds. Tells no time itself.

/** Marks are this far apart, and this many are kept: the pace is that of the last eight seconds or so. */
const MARK_MILLISECONDS = 500;
const MARKS = 16;

export class Pace {
  private readonly marks: { readonly iteration: number; readonly at: number }[] = [];
  private latest: { readonly iteration: number; readonly at: number } | undefined;

  /** @param at milliseconds. */
  note(iteration: number, at: number): void {
    const last = this.marks.at(-1);
    if (last === undefined || at - last.at >= MARK_MILLISECONDS) {
      this.marks.push({ iteration, at });
      if (this.marks.length > MARKS) this.marks.shift();
    }
    this.latest = { iteration, at };
  }

  /** Undefined before anything was done in any time. */
  get rate(): number | undefined {
    const { latest } = this;
    const [first] = this.marks;
    if (latest === undefined || first === undefined || latest.at <= first.at) return undefined;
    return ((latest.iteration - first.iteration) / (latest.at - first.at)) * 1000;
  }
}
