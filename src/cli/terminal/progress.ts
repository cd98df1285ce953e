// Shows how far a training is: a bar and a curve on a terminal, a line now and then elsewhere.

import { ThinnedSeries } from "../../numeric/thinned-series.ts";
import type { WatchedProgress } from "../../run/events.ts";
import { Pace } from "../../run/pace.ts";
import type { SeenError } from "../../run/worst-error-gauge.ts";
import { LineTimes } from "./line-times.ts";
import type { Standing } from "./progress-text.ts";
import { drawnLines, plainLine } from "./progress-text.ts";
import type { Terminal } from "./terminal.ts";

/** Columns of dots of the widest terminal that is worth it. */
const CURVE_POINTS = 512;

/** Called with each report of a training, and with undefined when it ends, however it ends. */
export type ProgressDisplay = (progress: WatchedProgress | undefined) => void;

interface DisplayOptions {
  readonly terminal: Terminal;
  /** In milliseconds. */
  readonly now: () => number;
  /** Which training of a search it is; empty for the only one. */
  readonly attempt: string;
  /** The largest error of the network, as far as it is known. */
  readonly worstError: (progress: WatchedProgress) => SeenError | undefined;
}

export function progressDisplay({ terminal, now, attempt, worstError }: DisplayOptions): ProgressDisplay {
  const times = new LineTimes(terminal, now());
  const losses = new ThinnedSeries(CURVE_POINTS);
  const errors = new ThinnedSeries(CURVE_POINTS);
  let pace = new Pace();
  let stage: WatchedProgress["stage"] = "gradient";
  const standing = (progress: WatchedProgress): Standing => {
    const isGradient = progress.stage === "gradient";
    if (isGradient) losses.extend(progress.losses);
    const { iteration, iterations } = progress;
    const loss = isGradient ? progress.loss : undefined;
    const curve = (isGradient ? losses : errors).stretches().means;
    return { stage: progress.stage, attempt, iteration, iterations, loss, worstError: worstError(progress), rate: pace.rate, curve };
  };
  return (progress) => {
    if (progress === undefined) {
      terminal.draw([]);
      return;
    }
    const time = now();
    if (progress.stage !== stage) pace = new Pace();
    stage = progress.stage;
    pace.note(progress.iteration, time);
    if (progress.stage === "refinement") errors.push(progress.maximumError);
    if (terminal.loudness === "quiet") return;
    const due = times.due(time);
    if (due === "draw") terminal.draw(drawnLines(standing(progress), terminal));
    if (due === "say") terminal.say(plainLine(standing(progress)));
  };
}
