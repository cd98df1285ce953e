// Evaluates a model and its targets at points. Prints nothing.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { callingConvention } from "../../../program/program.ts";
import type { Goal } from "../../../verify/check-model.ts";
import { evaluate } from "../../../verify/evaluate.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";

export interface Evaluation {
  /** Of the elements of a point and of a result. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** The expressions of the targets, one for each output; none where no target is known. */
  readonly targets: readonly string[];
  readonly rows: readonly EvaluatedPoint[];
}

export interface EvaluatedPoint {
  /** float32. */
  readonly point: readonly number[];
  /** float32, with the emitted function's own bits. */
  readonly results: readonly number[];
  /** The targets at the point, in float64. */
  readonly wanted: readonly number[];
}

/**
 * The model at points, which are rounded to float32, and its targets there.
 *
 * @throws DiagnosticError (usage) for a point that has not as many numbers as the model has inputs or that is beyond float32,
 * and for a number of targets that is not that of the outputs.
 */
export function evaluateAt({ program, model }: LoadedModel, goal: Goal | undefined, points: readonly (readonly number[])[]): Evaluation {
  const { inputs, outputs } = callingConvention(program);
  const inputNames = goal?.domain.map(({ name }) => name) ?? model.record?.domain.map(({ name }) => name) ?? elementNames(inputs);
  const outputNames = model.record?.data?.outputs.map(({ name }) => name) ?? elementNames(outputs);
  for (const point of points) checkPoint(point, inputNames.length);
  if (goal !== undefined && goal.targets.length !== outputNames.length) throw wrongTargets(goal.targets.length, outputNames.length);
  const values = Float32Array.from(points.flat());
  const results = evaluate(program, { width: inputNames.length, count: points.length, values });
  const rows = points.map((_, row): EvaluatedPoint => {
    const point = values.subarray(row * inputNames.length, (row + 1) * inputNames.length);
    return {
      point: [...point],
      results: [...results.subarray(row * outputNames.length, (row + 1) * outputNames.length)],
      wanted: goal?.targets.map((target) => target.evaluate(point)) ?? [],
    };
  });
  return { inputNames, outputNames, targets: goal?.targets.map(({ expression }) => expression) ?? [], rows };
}

function elementNames(buffers: readonly { readonly buffer: { readonly name: string; readonly size: number } }[]): readonly string[] {
  return buffers.flatMap(({ buffer: { name, size } }) => (size === 1 ? [name] : Array.from({ length: size }, (_, element) => `${name}[${element}]`)));
}

function checkPoint(point: readonly number[], inputs: number): void {
  const far = point.find((value) => !Number.isFinite(Math.fround(value)));
  if (far !== undefined) {
    throw new DiagnosticError({
      id: "point-beyond-float32",
      message: `${far} is beyond the range of float32`,
      place: "--at",
      hint: "choose a point nearer to 0",
    });
  }
  if (point.length === inputs) return;
  throw new DiagnosticError({
    id: "point-wrong-length",
    message: `the point ${point.join(",")} has ${counted(point.length, "number")}, but the model has ${counted(inputs, "input")}`,
    place: "--at",
    hint: inputs === 1 ? "give one point at a time: --at 0.2 --at 0.4" : "separate the numbers of a point by commas",
  });
}

function wrongTargets(targets: number, outputs: number): DiagnosticError {
  return new DiagnosticError({
    id: "targets-wrong-count",
    message: `${counted(targets, "target")} for ${counted(outputs, "output")}`,
    place: "--target",
    hint: "give one --target for each output",
  });
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
