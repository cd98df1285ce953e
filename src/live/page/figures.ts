// The figures above the charts: how far, how good, how fast. Draws no charts.

import type { FrameMessage } from "../page-messages.ts";
import { make } from "./page-elements.ts";
import { showCount, showNumber, showSeconds } from "./show-numbers.ts";

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

function figuresOf(frame: FrameMessage): readonly Figure[] {
  const { phase, iteration, loss, worstError, worstErrorAt, rate, secondsLeft, seconds } = frame;
  const isOver = phase === "finished" || phase === "failed";
  return [
    iterationFigure(frame),
    { title: "loss", value: showNumber(loss) },
    {
      title: "largest error seen",
      value: showNumber(worstError),
      ...(worstErrorAt === null || worstErrorAt === iteration ? {} : { unit: `at ${showCount(worstErrorAt)}` }),
    },
    { title: "rate", value: showRate(rate), ...(rate === null ? {} : { unit: "iterations/s" }) },
    isOver ? { title: "took", value: showSeconds(seconds) } : { title: "time left", value: showSeconds(secondsLeft) },
  ];
}

function iterationFigure({ phase, iteration, iterations, refinement }: FrameMessage): Figure {
  if (iterations === 0) return phase === "finished" ? { title: "iterations", value: "none", unit: "constructed" } : { title: "iteration", value: "–" };
  const isRefined = refinement !== undefined;
  return { title: isRefined ? "refinement" : "iteration", value: showCount(iteration), unit: `${isRefined ? "of at most" : "of"} ${showCount(iterations)}` };
}

function showRate(rate: number | null): string {
  if (rate === null) return "–";
  return rate < 10 ? rate.toFixed(1) : showCount(rate);
}

/** How far it is, from 0 to 1; undefined where that is not known. */
export function shareDone({ phase, iteration, iterations }: FrameMessage): number | undefined {
  if (phase === "finished") return 1;
  return iterations > 0 ? iteration / iterations : undefined;
}
