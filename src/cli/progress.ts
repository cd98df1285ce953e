// Shows how far a training is: a bar on a terminal, a line now and then elsewhere.

import type { RefinementProgress } from "../train/best-training.ts";
import type { GradientProgress } from "../train/gradient-training.ts";
import { showCount, showError } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** Lines of a whole training where there is no terminal. */
const LINES = 10;
const BAR_CELLS = 20;

type ShownProgress =
  | Pick<GradientProgress, "stage" | "iteration" | "iterations" | "loss">
  | Pick<RefinementProgress, "stage" | "iteration" | "iterations" | "maximumError">;

/** Called with each report of a training, and with undefined when it ends, however it ends. */
export type ProgressDisplay = (progress: ShownProgress | undefined) => void;

/** `now` in milliseconds. */
export function progressDisplay(terminal: Terminal, now: () => number): ProgressDisplay {
  const start = now();
  let linesSaid = 0;
  let stage = "";
  return (progress) => {
    if (progress === undefined) {
      terminal.draw("");
      return;
    }
    if (progress.stage !== stage) linesSaid = 0;
    stage = progress.stage;
    const seconds = (now() - start) / 1000;
    if (terminal.isInteractive) {
      terminal.draw(barLine(progress, seconds).slice(0, terminal.columns - 1));
    } else if (Math.floor((progress.iteration * LINES) / progress.iterations) > linesSaid) {
      linesSaid = Math.floor((progress.iteration * LINES) / progress.iterations);
      terminal.say(plainLine(progress, seconds));
    }
  };
}

function barLine(progress: ShownProgress, seconds: number): string {
  const share = progress.iteration / progress.iterations;
  const filled = Math.round(share * BAR_CELLS);
  return `[${"#".repeat(filled)}${".".repeat(BAR_CELLS - filled)}] ${plainLine(progress, seconds)}`;
}

function plainLine(progress: ShownProgress, seconds: number): string {
  const { iteration, iterations } = progress;
  if (progress.stage === "refinement") {
    return `refinement ${iteration} of at most ${iterations}  worst error ${showError(progress.maximumError)}`;
  }
  const { loss } = progress;
  const rate = iteration / Math.max(seconds, 1e-3);
  const left = Math.ceil((iterations - iteration) / rate);
  const count = showCount(iteration).padStart(showCount(iterations).length);
  const speed = `${showCount(Math.round(rate))}/s`;
  return `iteration ${count} of ${showCount(iterations)}  loss ${showError(loss)}  ${speed}  ${left} s left`;
}
