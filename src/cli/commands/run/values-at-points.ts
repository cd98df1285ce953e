// Evaluates a model and its targets at points. Prints nothing.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { DomainVariable } from "../../../network/model.ts";
import { callingConvention } from "../../../program/program.ts";
import type { Goal } from "../../../verify/goal.ts";
import { elementNames } from "../../../run/model-samples.ts";
import { evaluate } from "../../../verify/evaluate.ts";
import type { ModelSamples } from "../../../run/model-samples.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";

export interface Evaluation {
  /** Of the elements of a point and of a result. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** What the targets are called, one for each output: expressions, or columns of samples; none where none are known. */
  readonly targets: readonly string[];
  /** Where the network was trained, or is judged; undefined where that is not known. */
  readonly domain?: readonly DomainVariable[] | undefined;
  readonly rows: readonly EvaluatedPoint[];
}

export interface EvaluatedPoint {
  /** Of the file of samples, from 1; undefined of a point that was given by itself. */
  readonly line?: number;
  /** float32. */
  readonly point: readonly number[];
  /** float32, with the emitted function's own bits. */
  readonly results: readonly number[];
  /** The targets at the point, or what the sample has, in float64. */
  readonly wanted: readonly number[];
  /** Whether it lies outside the domain; undefined where none is known. */
  readonly isOutside?: boolean | undefined;
}

/**
 * The model at points, which are rounded to float32, and its targets there.
 *
 * @throws DiagnosticError (usage) for a point that has not as many numbers as the model has inputs or that is beyond float32,
 * and for a number of targets that is not that of the outputs.
 */
export function evaluateAt({ program, model }: LoadedModel, goal: Goal | undefined, points: readonly (readonly number[])[]): Evaluation {
  const { inputs, outputs } = callingConvention(program);
  const domain = goal?.domain ?? model.record?.domain;
  const inputNames = domain?.map(({ name }) => name) ?? elementNames(inputs);
  const outputNames = model.record?.data?.outputs.map(({ name }) => name) ?? elementNames(outputs);
  for (const point of points) checkPoint(point, inputNames.length, "--at");
  if (goal !== undefined && goal.targets.length !== outputNames.length) throw wrongTargets(goal.targets.length, outputNames.length);
  const values = Float32Array.from(points.flat());
  const results = evaluate(program, { width: inputNames.length, count: points.length, values });
  const rows = points.map((_, row): EvaluatedPoint => {
    const point = values.subarray(row * inputNames.length, (row + 1) * inputNames.length);
    return {
      point: [...point],
      results: [...results.subarray(row * outputNames.length, (row + 1) * outputNames.length)],
      wanted: goal?.targets.map((target) => target.evaluate(point)) ?? [],
      isOutside: domain && !domain.every((variable, axis) => isWithin(variable, point[axis])),
    };
  });
  return { inputNames, outputNames, targets: goal?.targets.map(({ expression }) => expression) ?? [], domain, rows };
}

/** Of a float32: the ends are rounded as it was. */
export function isWithin({ low, high }: DomainVariable, value: number): boolean {
  return value >= Math.fround(low) && value <= Math.fround(high);
}

/** The model at samples, and what they have for the outputs, where they do. */
export function evaluateSamples({ program }: LoadedModel, { dataset }: ModelSamples): Evaluation {
  const { inputs, outputs, lines, samples: { points, values } } = dataset;
  const { outputs: buffers } = callingConvention(program);
  const names = elementNames(buffers);
  const [width, count] = [inputs.length, names.length];
  const results = evaluate(program, { width, count: lines.length, values: points });
  const rows = Array.from(lines, (line, row): EvaluatedPoint => ({
    line,
    point: [...points.subarray(row * width, (row + 1) * width)],
    results: [...results.subarray(row * count, (row + 1) * count)],
    wanted: [...values.subarray(row * outputs.length, (row + 1) * outputs.length)],
  }));
  const called = outputs.map(({ name }) => name);
  return {
    inputNames: inputs.map(({ name }) => name),
    outputNames: outputs.length === 0 ? names : called.map((name) => `network ${name}`),
    targets: called,
    rows,
  };
}

/** @throws DiagnosticError (usage) for one that has not as many numbers or that is beyond float32. @param option by which it was given. */
export function checkPoint(point: readonly number[], inputs: number, option: "--at" | "--around"): void {
  const far = point.find((value) => Number.isFinite(value) && !Number.isFinite(Math.fround(value)));
  if (far !== undefined) {
    throw new DiagnosticError({
      id: "point-beyond-float32",
      message: `${far} is beyond the range of float32`,
      place: option,
      hint: "choose a point nearer to 0",
    });
  }
  if (point.length === inputs) return;
  throw new DiagnosticError({
    id: "point-wrong-length",
    message: `the point ${point.join(",")} has ${counted(point.length, "number")}, but the model has ${counted(inputs, "input")}`,
    place: option,
    hint: inputs === 1 ? `give one point at a time: ${option} 0.2 ${option} 0.4` : "separate the numbers of a point by commas",
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
