// nnc plot confusion: which classes a classifier takes for which at samples.

import { describeModel } from "../../../../network/describe.ts";
import type { Card } from "../../../../report/card.ts";
import { confusionPlot } from "../../../../report/plots/confusion-plot.ts";
import type { JudgedClassifier } from "../judged-classifier.ts";
import { classifierPlot } from "../judged-classifier.ts";
import { chooseResults } from "../plot-subject.ts";

export const confusion = classifierPlot("confusion", "of a classifier: which classes it takes for which at samples", drawConfusion);

/** @param result which question, from 1 on; the first where it is left out. */
export function drawConfusion({ loaded, judgement: { classes } }: JudgedClassifier, result = 1): Card {
  const [{ position }] = chooseResults(classes.map(({ name }) => name), result);
  const { name, labels, confusion: counts } = classes[position];
  return confusionPlot({ network: describeModel(loaded), name, labels, counts });
}
