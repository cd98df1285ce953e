// nnc plot calibration: how sure a classifier is of what it tells at samples, and how right.

import { describeModel } from "../../../../network/describe.ts";
import { showShare } from "../../../../numeric/shown-number.ts";
import type { Card } from "../../../../report/card.ts";
import { calibrationPlot } from "../../../../report/plots/calibration-plot.ts";
import type { JudgedClassifier } from "../judged-classifier.ts";
import { classifierPlot } from "../judged-classifier.ts";
import { chooseResults } from "../plot-subject.ts";

export const calibration = classifierPlot("calibration", "of a classifier: how right it is at samples, by how sure", drawCalibration);

/** @param result which question, from 1 on; all where it is left out. */
export function drawCalibration({ loaded, judgement: { classes } }: JudgedClassifier, result: number | undefined): Card {
  const shown = chooseResults(classes.map(({ name }) => name), result);
  return calibrationPlot({
    network: describeModel(loaded),
    questions: shown.map(({ name, position }) => {
      const { bins, expectedError } = classes[position].calibration;
      return { name, bins, note: `off by ${showShare(expectedError)} on the average` };
    }),
  });
}
