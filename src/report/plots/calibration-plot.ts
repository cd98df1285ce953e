// Draws whether the probabilities that a classifier gives are those that things happen with: the share told right over the probability given,
// which a straight line would be. Judges nothing.

import type { Card } from "../card.ts";
import { curvePath } from "../curve.ts";
import { bottomAxis, sideAxis } from "../fitted-axis.ts";
import { round } from "../plot-panel.ts";
import { showCount } from "../scientific.ts";
import { stackPanels, type StackedPanel } from "../stack.ts";
import { element } from "../svg-element.ts";
import { CURVE_CARD_WIDTH } from "./curve-data.ts";

export interface CalibrationData {
  /** The network in a line. */
  readonly network: string;
  /** One for each question that is answered. */
  readonly questions: readonly CalibrationCurve[];
}

export interface CalibrationCurve {
  readonly name: string;
  /** To be read beside it. */
  readonly note: string;
  /** Ascending; those without samples are left out. */
  readonly bins: readonly { readonly samples: number; readonly meanProbability: number; readonly shareRight: number }[];
}

/** Of the dot of the bin that has the most samples; areas are in proportion to samples. */
const LARGEST_RADIUS = 9;
const LEAST_RADIUS = 2;

/**
 * The same card for the same data.
 *
 * @throws RangeError where there is no question, or one without samples.
 */
export function calibrationPlot({ network, questions }: CalibrationData): Card {
  const drawn = questions.map((question) => ({ ...question, bins: question.bins.filter(({ samples }) => samples > 0) }));
  if (drawn.length === 0 || drawn.some(({ bins }) => bins.length === 0)) throw new RangeError(`a plot of the calibration of ${drawn.length} questions`);
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, drawn.map((question) => panelOf(question, drawn.length === 1)));
  const names = drawn.map(({ name }) => name).join(", ");
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: `how sure and how right the network is of ${names}`,
    subject: names,
    subheading: network,
    description: drawn.map(({ name, bins }) => `${name}: ${bins.map(inWords).join("; ")}.`).join(" "),
    legend: [
      { mark: { kind: "line with dots", className: "curve network", dot: "mark", radius: LARGEST_RADIUS }, text: "samples, the more the larger" },
      { mark: { kind: "line", className: "zero" }, text: "as right as sure" },
    ],
    contents,
  };
}

function inWords({ samples, meanProbability, shareRight }: CalibrationCurve["bins"][number]): string {
  return `${showCount(samples)} samples at ${meanProbability.toFixed(2)}, ${shareRight.toFixed(2)} right`;
}

function panelOf({ name, note, bins }: CalibrationCurve, isOne: boolean): StackedPanel {
  const most = Math.max(...bins.map(({ samples }) => samples));
  const [probabilities, shares] = [bins.map(({ meanProbability }) => meanProbability), bins.map(({ shareRight }) => shareRight)];
  // What is told has at least the probability of one label among all: further left there is nothing.
  const left = Math.min(0.5, Math.floor(10 * probabilities[0]) / 10);
  return {
    height: isOne ? 330 : 190,
    showsX: true,
    // On the left: the dots are on the right.
    title: isOne ? note : `${name}: ${note}`,
    x: (range) => bottomAxis({ label: "probability of what was told", domain: [left, 1], range, tickCount: 10, roundEnds: false }),
    y: (range) => sideAxis({ label: "share told right", domain: [0, 1], range, tickCount: isOne ? 5 : 3, roundEnds: false }),
    contents: ({ x, y }) => [
      element("line", { x1: round(x.position(left)), y1: round(y.position(left)), x2: round(x.position(1)), y2: round(y.position(1)), class: "zero" }),
      element("path", { d: curvePath(probabilities, shares, x, y), class: "curve network" }),
    ],
    marks: ({ x, y }) =>
      bins.map(({ samples, meanProbability, shareRight }) =>
        element("circle", {
          cx: round(x.position(meanProbability)),
          cy: round(y.position(shareRight)),
          r: round(Math.max(LEAST_RADIUS, LARGEST_RADIUS * Math.sqrt(samples / most))),
          class: "mark",
        }),
      ),
  };
}
