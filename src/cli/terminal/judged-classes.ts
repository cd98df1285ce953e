// Says how well a classifier tells samples: tables for a terminal and an object for --json. Measures nothing.

import { printable } from "../../diagnostics/render-diagnostic.ts";
import { showCount, showError, showShare } from "../../numeric/shown-number.ts";
import type { JudgedClasses, Told } from "../../verify/judge-classes.ts";
import { layOut } from "./lay-out.ts";

/** Of more labels the commonest confusions are listed instead of all of them. */
const MOST_IN_MATRIX = 12;
const MOST_CONFUSIONS = 10;

/**
 *     species: 145 of 150 told right, 96.7 %; held out 28 of 30, 93.3 %
 *     cross-entropy 1.04e-1; probabilities are off by 2.1 % on the average
 *     has \ is told    setosa  versicolor  virginica  right     precise
 *     setosa           50      0           0          100.0 %   100.0 %
 *     the samples told wrong, the surest first
 *     line  species     told       probability
 *     72    versicolor  virginica  0.93
 */
export function classesAsTable(judged: readonly JudgedClasses[]): string {
  return judged.map((one) => `${summary(one)}${one.labels.length <= MOST_IN_MATRIX ? matrix(one) : confusions(one)}${wrong(one)}`).join("");
}

function summary({ name, told, heldOut, crossEntropy, calibration }: JudgedClasses): string {
  const aside = heldOut === undefined ? "" : `; held out ${showTold(heldOut)}`;
  const off = showShare(calibration.expectedError);
  return `${printable(name)}: ${showTold(told)}${aside}\ncross-entropy ${showError(crossEntropy)}; probabilities are off by ${off} on the average\n`;
}

function showTold({ right, samples }: Told): string {
  return `${showCount(right)} of ${showCount(samples)} told right, ${showShare(right / samples)}`;
}

/** Rows are what samples have, columns what they are told to have; `right` is of a row, `precise` of the column of the same label. */
function matrix({ labels, confusion }: JudgedClasses): string {
  const shown = labels.map(printable);
  const share = (own: number, all: number): string => (all === 0 ? "–" : showShare(own / all));
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return layOut([
    ["has \\ is told", ...shown, "right", "precise"],
    ...shown.map((label, row) => [
      label,
      ...confusion[row].map(showCount),
      share(confusion[row][row], total(confusion[row])),
      share(confusion[row][row], total(confusion.map((counts) => counts[row]))),
    ]),
  ]);
}

function confusions({ labels, confusion }: JudgedClasses): string {
  const pairs = confusion.flatMap((counts, has) => counts.map((count, told) => ({ has, told, count })));
  const commonest = pairs.filter(({ has, told, count }) => has !== told && count > 0).sort((one, other) => other.count - one.count).slice(0, MOST_CONFUSIONS);
  if (commonest.length === 0) return "";
  return layOut([["has", "is told", "samples"], ...commonest.map(({ has, told, count }) => [printable(labels[has]), printable(labels[told]), showCount(count)])]);
}

function wrong({ name, worst }: JudgedClasses): string {
  if (worst.length === 0) return "";
  const rows = worst.map(({ line, label, told, probability }) => [String(line), printable(label), printable(told), probability.toPrecision(3)]);
  return `the samples told wrong, the surest first\n${layOut([["line", printable(name), "told", "probability"], ...rows])}`;
}
