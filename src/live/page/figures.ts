// The figures above the charts: how far, how good, how fast. Draws no charts.

import type { FrameMessage } from "../messages.ts";
import { make } from "./elements.ts";
import { showCount, showNumber, showSeconds } from "./numbers.ts";

interface Figure {
  readonly title: string;
  readonly value: string;
  readonly unit?: string;
}

export function showFigures(list: HTMLElement, frame: FrameMessage): void {
  list.replaceChildren(
    ...figuresOf(frame).map(({ title, value, unit }) => {
      const shown = make("dd", "", value, ...(unit === undefined ? [] : [" ", make("small", "", unit)]));
      return make("div", "", make("dt", "", title), shown);
    }),
  );
}

function figuresOf({ phase, iteration, iterations, loss, worstError, rate, secondsLeft, seconds }: FrameMessage): readonly Figure[] {
  const isOver = phase === "finished" || phase === "failed";
  const limit = phase === "refining" ? "of at most" : "of";
  return [
    { title: phase === "refining" ? "refinement" : "iteration", value: showCount(iteration), ...(iterations > 0 ? { unit: `${limit} ${showCount(iterations)}` } : {}) },
    { title: "loss", value: showNumber(loss) },
    { title: "worst error", value: showNumber(worstError) },
    { title: "rate", value: rate === null ? "–" : showCount(rate), ...(rate === null ? {} : { unit: "iterations/s" }) },
    isOver ? { title: "took", value: showSeconds(seconds) } : { title: "time left", value: showSeconds(secondsLeft) },
  ];
}

/** How far it is, from 0 to 1; undefined where that is not known. */
export function shareDone({ phase, iteration, iterations }: FrameMessage): number | undefined {
  if (phase === "finished") return 1;
  return iterations > 0 ? iteration / iterations : undefined;
}
