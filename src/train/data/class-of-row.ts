// Which class a row of probabilities tells, and how many samples are told right. Evaluates nothing.

import type { RecordedClasses } from "../../network/model.ts";
import type { Dataset } from "./dataset.ts";

/** Above it one output that stands for two classes tells the second. */
const HALF = 0.5;

/**
 * The position of the label that probabilities tell: of several outputs the largest's, of equal ones the first; of one output 1 where it is
 * more than a half. −1 where an output is NaN.
 *
 * @param at where the row begins.
 */
export function labelOfRow(probabilities: ArrayLike<number>, at: number, outputs: number): number {
  let [best, largest] = [0, probabilities[at]];
  for (let output = 0; output < outputs; output++) {
    const probability = probabilities[at + output];
    if (Number.isNaN(probability)) return -1;
    if (probability > largest) [best, largest] = [output, probability];
  }
  if (outputs > 1) return best;
  return largest > HALF ? 1 : 0;
}

/** Whether a row tells the class a sample has; of questions of their own, whether it answers all of them right. */
function isRight(classes: RecordedClasses, results: ArrayLike<number>, wanted: ArrayLike<number>, at: number, outputs: number): boolean {
  if (classes.kind === "one-of") return labelOfRow(results, at, outputs) === labelOfRow(wanted, at, outputs);
  for (let i = at; i < at + outputs; i++) if (labelOfRow(results, i, 1) !== wanted[i]) return false;
  return true;
}

/**
 * How many samples are told right.
 *
 * @param results samples × outputs.
 */
export function countRight({ outputs, lines, samples }: Dataset, classes: RecordedClasses, results: ArrayLike<number>): number {
  const width = outputs.length;
  let right = 0;
  for (let row = 0; row < lines.length; row++) if (isRight(classes, results, samples.values, row * width, width)) right++;
  return right;
}
