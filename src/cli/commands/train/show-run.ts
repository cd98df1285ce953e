// Shows a training run on the terminal while it goes on: a listener of its events.

import { TURN_MILLISECONDS } from "../../../train/in-turns.ts";
import type { WatchedProgress } from "../../../run/events.ts";
import { probeOf } from "../../../run/probe.ts";
import { nameOfWorst } from "../../../run/trained.ts";
import type { TrainingRun } from "../../../run/training-run.ts";
import { worstErrorGauge } from "../../../run/worst-error-gauge.ts";
import { classesOf } from "../../../train/source.ts";
import type { ProgressDisplay } from "../../terminal/progress.ts";
import { progressDisplay } from "../../terminal/progress.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { attemptName, remarkLine } from "./run-lines.ts";

export function showRun(run: TrainingRun, terminal: Terminal): void {
  const { source } = run.plan;
  const now = () => performance.now();
  let show: ProgressDisplay = () => undefined;
  let shown = 0;
  run.subscribe((event) => {
    switch (event.kind) {
      case "started": {
        const gauge = worstErrorGauge(() => probeOf(source), now);
        // Of data the refinement knows it in standardised units alone.
        const worstError = (progress: WatchedProgress) =>
          progress.stage === "refinement" && source.kind === "function" ? { worst: progress.maximumError, iteration: progress.iteration } : gauge(progress);
        show = progressDisplay({ terminal, now, attempt: attemptName(run, event.attempt), worstError });
        shown = now();
        return;
      }
      case "progress": {
        const { iteration, iterations } = event.progress;
        if (now() - shown < TURN_MILLISECONDS && iteration < iterations) return;
        show(event.progress);
        shown = now();
        return;
      }
      case "ended":
        show(undefined);
        return;
      case "said":
        terminal.say(remarkLine(event.remark, nameOfWorst(classesOf(source) !== undefined)));
        return;
    }
  });
}
