// Compares what two programs of the same inputs and outputs compute: over a domain, or at samples. Reads no files.

import type { DomainVariable, MeasuredError } from "../network/model.ts";
import type { Program } from "../program/program.ts";
import { labelOfRow } from "../train/data/class-of-row.ts";
import { findDifferences, type Difference } from "../verify/differences.ts";
import { evaluate } from "../verify/evaluate.ts";
import type { Points } from "../verify/points.ts";
import type { Effort } from "../verify/seek/effort.ts";
import { distanceOf, referenceOfProgram } from "../verify/seek/references.ts";
import { seekLargestDistance } from "../verify/seek/seek-largest-error.ts";
import type { Both } from "./compared-parameters.ts";

export interface ComparedResults {
  /** The largest |other − one| that was seen and where, with the root mean square. */
  readonly distance: MeasuredError;
  /** Inputs whose results were compared bit by bit, and those whose bits differ; `expected` is what the one computes. */
  readonly inputs: number;
  readonly differing: number;
  readonly first: Difference | undefined;
  /** Undefined where they tell no classes. */
  readonly classes: ComparedClasses | undefined;
}

export interface ComparedClasses {
  /** Of as many inputs as bits were compared at. */
  readonly differing: number;
  /** The first input that they tell other classes of, and these, from 0; −1 where an output is NaN. */
  readonly first: { readonly input: readonly number[]; readonly told: Both<number> } | undefined;
}

/**
 * Looks for the largest distance as for the largest error of a program. Where the bends of both are known, they are among the inputs.
 *
 * @param isClassifier whether their outputs are probabilities of classes.
 */
export function comparedOverDomain(
  programs: Both<Program>,
  domain: readonly DomainVariable[],
  effort: Effort,
  isClassifier: boolean,
): ComparedResults {
  const [one, other] = programs;
  const { inputs: values, error } = seekLargestDistance(other, referenceOfProgram(one), domain, effort);
  const points = { width: domain.length, count: values.length / domain.length, values };
  return { distance: error, ...comparedBits([points, points], [evaluate(one, points), evaluate(other, points)], isClassifier) };
}

/** The same at samples that both programs are given, each in the order of its own inputs. */
export function comparedAtSamples(programs: Both<Program>, points: Both<Points>, isClassifier: boolean): ComparedResults {
  const results = [evaluate(programs[0], points[0]), evaluate(programs[1], points[1])] as const;
  return { distance: distanceAt(points[0], results), ...comparedBits(points, results, isClassifier) };
}

function distanceAt({ width, count, values }: Points, [one, other]: Both<Float32Array>): MeasuredError {
  const outputs = one.length / count;
  const byOutput = new Array<number>(outputs).fill(0);
  let [maximum, worst, squares] = [-1, 0, 0];
  one.forEach((value, place) => {
    const distance = distanceOf(other[place], value);
    squares += distance * distance;
    byOutput[place % outputs] = Math.max(byOutput[place % outputs], distance);
    if (distance > maximum) [maximum, worst] = [distance, Math.floor(place / outputs)];
  });
  const at = [...values.subarray(worst * width, (worst + 1) * width)];
  return { maximum, at, rootMeanSquare: Math.sqrt(squares / one.length), samples: count, ...(outputs > 1 ? { byOutput } : {}) };
}

function comparedBits([points]: Both<Points>, [one, other]: Both<Float32Array>, isClassifier: boolean): Omit<ComparedResults, "distance"> {
  const { count, first } = findDifferences(points, one, other);
  return { inputs: points.count, differing: count, first, classes: isClassifier ? comparedClasses(points, [one, other]) : undefined };
}

function comparedClasses({ width, count, values }: Points, [one, other]: Both<Float32Array>): ComparedClasses {
  const outputs = one.length / count;
  let differing = 0;
  let first: ComparedClasses["first"];
  for (let row = 0; row < count; row++) {
    const told = [labelOfRow(one, row * outputs, outputs), labelOfRow(other, row * outputs, outputs)] as const;
    if (told[0] === told[1]) continue;
    differing++;
    first ??= { input: [...values.subarray(row * width, (row + 1) * width)], told };
  }
  return { differing, first };
}
