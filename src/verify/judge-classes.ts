// Judges a classifier by samples with labels: how many it tells right, which classes it takes for which, and whether its probabilities are
// those that things happen with. Evaluates nothing and says nothing.

import { log } from "../numeric/elementary/index.ts";
import type { RecordedClasses } from "../network/model.ts";
import { labelOfRow } from "../train/data/class-of-row.ts";
import type { Dataset } from "../train/data/dataset.ts";

export interface Told {
  readonly right: number;
  readonly samples: number;
}

/** A question that a classifier answers: which of its labels a sample has. */
export interface JudgedClasses {
  /** The column of the labels. */
  readonly name: string;
  readonly labels: readonly string[];
  readonly told: Told;
  /** Of the samples that the training set aside; undefined where it is not known which, or none were. */
  readonly heldOut: Told | undefined;
  /** How many samples that have the label of the row are told to have that of the column. */
  readonly confusion: readonly (readonly number[])[];
  /** The mean of −log of the probability given to the label a sample has; of none less than 2^-126. */
  readonly crossEntropy: number;
  readonly calibration: Calibration;
  /** Samples told wrong, those of the greatest probability first. */
  readonly worst: readonly WronglyTold[];
}

export interface WronglyTold {
  /** Of the file, from 1. */
  readonly line: number;
  readonly label: string;
  readonly told: string;
  /** That it gave to what it told. */
  readonly probability: number;
}

/** Samples by the probability of the label that was told; bins of the same width from 0 to 1. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Σ |share right − mean probability| · samples / all (Guo, Pleiss, Sun and Weinberger 2017). */
  readonly expectedError: number;
}

export interface CalibrationBin {
  readonly samples: number;
  /** 0 where there are no samples. */
  readonly meanProbability: number;
  readonly shareRight: number;
}

/** The logarithm of 0 is none. */
const LEAST_PROBABILITY = 2 ** -126;
const BINS = 10;
const MOST_WRONG = 10;

/**
 * One for each question: of `each` one for each output, whose labels are 0 and 1.
 *
 * @param results samples × outputs: probabilities.
 * @param heldOut ascending positions of the samples that the training set aside; undefined where that is not known.
 */
export function judgeClasses(dataset: Dataset, classes: RecordedClasses, results: Float32Array, heldOut: Uint32Array | undefined): readonly JudgedClasses[] {
  const width = dataset.outputs.length;
  const { values } = dataset.samples;
  if (classes.kind === "one-of") {
    const column = classes.column === "" ? "class" : classes.column;
    return [judged(dataset, { name: column, labels: classes.labels, probabilities: results, wanted: values, width }, heldOut)];
  }
  return dataset.outputs.map(({ name }, output) => {
    const ownOf = (all: Float32Array | Float64Array): Float64Array => Float64Array.from(dataset.lines, (_, row) => all[row * width + output]);
    return judged(dataset, { name, labels: ["0", "1"], probabilities: ownOf(results), wanted: ownOf(values), width: 1 }, heldOut);
  });
}

interface Question extends Pick<JudgedClasses, "name" | "labels"> {
  /** samples × width */
  readonly probabilities: ArrayLike<number>;
  readonly wanted: ArrayLike<number>;
  readonly width: number;
}

interface Answer {
  readonly row: number;
  readonly label: number;
  /** −1 where a probability is NaN. */
  readonly told: number;
  /** Of what was told. */
  readonly probability: number;
  /** Of the label it has. */
  readonly ofLabel: number;
}

function judged({ lines }: Dataset, question: Question, heldOut: Uint32Array | undefined): JudgedClasses {
  const { name, labels } = question;
  const answers = Array.from(lines, (_, row) => answerTo(question, row));
  const confusion = labels.map(() => labels.map(() => 0));
  let sum = 0;
  for (const { label, told, ofLabel } of answers) {
    if (told >= 0) confusion[label][told]++;
    sum -= log(Math.max(LEAST_PROBABILITY, Number.isNaN(ofLabel) ? 0 : ofLabel));
  }
  const sureness = ({ told, probability }: Answer): number => (told < 0 ? -Infinity : probability);
  const wrong = answers.filter(({ label, told }) => label !== told).sort((one, other) => sureness(other) - sureness(one) || one.row - other.row);
  return {
    name,
    labels,
    told: countTold(answers),
    heldOut: heldOut === undefined || heldOut.length === 0 ? undefined : countTold([...heldOut].map((row) => answers[row])),
    confusion,
    crossEntropy: sum / answers.length,
    calibration: calibrationOf(answers),
    worst: wrong.slice(0, MOST_WRONG).map(({ row, label, told, probability }) => ({
      line: lines[row],
      label: labels[label],
      told: told < 0 ? "NaN" : labels[told],
      probability,
    })),
  };
}

function answerTo({ probabilities, wanted, width }: Question, row: number): Answer {
  const at = row * width;
  const [label, told] = [labelOfRow(wanted, at, width), labelOfRow(probabilities, at, width)];
  const probabilityOf = (position: number): number => {
    if (width > 1) return probabilities[at + position];
    return position === 1 ? probabilities[at] : 1 - probabilities[at];
  };
  return { row, label, told, probability: told < 0 ? NaN : probabilityOf(told), ofLabel: probabilityOf(label) };
}

function countTold(answers: readonly Answer[]): Told {
  return { right: answers.filter(({ label, told }) => label === told).length, samples: answers.length };
}

function calibrationOf(answers: readonly Answer[]): Calibration {
  const counts = Array.from({ length: BINS }, () => ({ samples: 0, probability: 0, right: 0 }));
  for (const { label, told, probability } of answers) {
    if (told < 0) continue;
    // What is recorded as a classifier may give numbers that are no probabilities.
    const bin = counts[Math.max(0, Math.min(BINS - 1, Math.floor(probability * BINS)))];
    bin.samples++;
    bin.probability += probability;
    if (label === told) bin.right++;
  }
  const expectedError = counts.reduce((sum, { probability, right }) => sum + Math.abs(right - probability), 0) / answers.length;
  const bins = counts.map(({ samples, probability, right }) => ({
    samples,
    meanProbability: samples === 0 ? 0 : probability / samples,
    shareRight: samples === 0 ? 0 : right / samples,
  }));
  return { bins, expectedError };
}
