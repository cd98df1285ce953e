// Shows how far a check of every float is: a bar on a terminal, a line now and then elsewhere. Runs nothing.

import { showCount } from "../../numeric/shown-number.ts";
import { Pace } from "../../run/pace.ts";
import { LineTimes } from "./line-times.ts";
import { BAR, barOf, showDuration, WIDE_BAR, WIDE_COLUMNS } from "./progress-text.ts";
import type { Terminal } from "./terminal.ts";

/** Told how many evaluations are done, and of how many; `undefined` at the end, however it ends. */
export type SweepDisplay = (done: number | undefined, total?: number) => void;

/** @param now in milliseconds. */
export function sweepDisplay(terminal: Terminal, now: () => number = () => performance.now()): SweepDisplay {
  let times: LineTimes | undefined;
  const pace = new Pace();
  return (done, total = 0) => {
    if (done === undefined) {
      terminal.draw([]);
      return;
    }
    const time = now();
    // Compilers were at work before.
    times ??= new LineTimes(terminal, time);
    pace.note(done, time);
    const left = pace.rate === undefined ? [] : [`${showDuration((total - done) / pace.rate)} left`];
    const share = done / total;
    // At the end the result is told.
    if (done === total) return;
    const due = times.due(time);
    if (due === "say") terminal.say([`${showCount(done)} of ${showCount(total)} evaluations`, ...left].join("  "));
    if (due !== "draw") return;
    const bar = barOf(share, terminal.columns >= WIDE_COLUMNS ? WIDE_BAR : BAR, terminal.glyphs);
    const figures = [`${Math.floor(100 * share)} %`, `${millions(done)}/${millions(total)} million`, ...left];
    terminal.draw([[{ text: bar, style: "accent" }, { text: `  ${figures.join("  ")}` }]]);
  };
}

function millions(count: number): string {
  return showCount(Math.floor(count / 1e6));
}
