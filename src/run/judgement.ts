// Judges a network by the samples of a file, with the emitted function's own bits. Reads and says nothing.

import type { Program } from "../program/program.ts";
import { evaluate } from "../verify/evaluate.ts";
import type { JudgedClasses } from "../verify/judge-classes.ts";
import { judgeClasses } from "../verify/judge-classes.ts";
import type { JudgedOutput } from "../verify/judge-samples.ts";
import { judgeSamples } from "../verify/judge-samples.ts";
import type { ModelSamples } from "./model-samples.ts";

/** How far a network is from samples. */
export interface Judgement {
  readonly samples: ModelSamples;
  /** samples × outputs, float32. */
  readonly results: Float32Array;
  /** One for each output. */
  readonly outputs: readonly JudgedOutput[];
  /** Of a classifier, one for each question it answers; none of a network of numbers. */
  readonly classes: readonly JudgedClasses[];
}

/** Evaluates a program at samples with values and judges it. */
export function judgementOf(program: Program, samples: ModelSamples): Judgement {
  const { dataset, heldOut } = samples;
  const { inputs, lines } = dataset;
  const results = evaluate(program, { width: inputs.length, count: lines.length, values: dataset.samples.points });
  const classes = dataset.classes === undefined ? [] : judgeClasses(dataset, dataset.classes, results, heldOut);
  return { samples, results, outputs: judgeSamples(dataset, results, heldOut), classes };
}
