// Measures a trained network, as the emitted function will compute it, and says how it came out.

import { lower } from "../codegen/lower/lower.ts";
import { costOf } from "../network/describe.ts";
import type { MeasuredError } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { runPasses } from "../passes/index.ts";
import type { Program } from "../program/program.ts";
import type { Dataset } from "../train/data/dataset.ts";
import { measureOnData } from "../train/data/measure.ts";
import type { PreparedDataset } from "../train/data/prepare.ts";
import type { Goal } from "../verify/check.ts";
import { evaluate } from "../verify/evaluate.ts";
import type { Effort } from "../verify/seek/seek-largest-error.ts";
import { seekLargestError } from "../verify/seek/seek-largest-error.ts";
import { affordableEffort, USUAL_EFFORT } from "../verify/seek/effort.ts";
import { describeSeen } from "../cli/terminal/seen.ts";
import { showPoint } from "../cli/terminal/table.ts";

/** Where in the domain one value is shown: a fifth of the way, the article's 0.2 of [0, 1]. */
const SHOWN_AT = 0.2;

/** Multiply-adds a measurement may take, some ten seconds of them: of very large networks fewer inputs are evaluated. */
const MULTIPLY_ADD_BUDGET: Effort = { spread: 1e10, finer: 1e10, closer: 6e8 };

export function measureTraining(
  network: Network,
  { targets, domain }: Goal,
): { readonly error: MeasuredError; readonly lines: readonly string[] } {
  const program = lower(runPasses(network));
  const effort = affordableEffort(USUAL_EFFORT, MULTIPLY_ADD_BUDGET, costOf(network).multiplyAdds);
  const { error } = seekLargestError(program, targets, domain, effort);
  const names = domain.map(({ name }) => name);
  const values = Float32Array.from(domain, ({ low, high }) => low + SHOWN_AT * (high - low));
  const results = Array.from(evaluate(program, { width: values.length, count: 1, values }), digits);
  const wanted = targets.map((target) => digits(target.evaluate(values)));
  const expressions = targets.map(({ expression }) => expression).join(", ");
  return {
    error,
    lines: [
      describeSeen(error, names),
      `at ${showPoint([...values], names)} it gives ${results.join(", ")}; ${expressions} is ${wanted.join(", ")}`,
    ],
  };
}

/** In the units of the file. */
export function measureDataTraining(
  network: Network,
  { training, heldOut }: PreparedDataset,
): { readonly error: MeasuredError; readonly heldOut: MeasuredError | undefined; readonly lines: readonly string[] } {
  const program = lower(runPasses(network));
  const names = training.inputs.map(({ name }) => name);
  const error = errorOn(program, training);
  const aside = heldOut && errorOn(program, heldOut);
  return {
    error,
    heldOut: aside,
    lines: [describeSeen(error, names, "samples trained on"), ...(aside === undefined ? [] : [describeSeen(aside, names, "samples held out")])],
  };
}

/** With the emitted function's own bits. */
function errorOn(program: Program, dataset: Dataset): MeasuredError {
  const { points } = dataset.samples;
  return measureOnData(dataset, evaluate(program, { width: dataset.inputs.length, count: dataset.lines.length, values: points }));
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
