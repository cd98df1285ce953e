// Constructs a network that follows a target of one variable over its jumps: a fold for what is left without them, and beside it two units
// for every step. Says why it cannot be done. Fits nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../diagnostics/prose.ts";
import { rectifierSlope, showActivation } from "../network/activation.ts";
import type { DomainVariable } from "../network/model.ts";
import { shortestFloat32 } from "../numeric/decimal.ts";
import { denseParameters, type DenseArchitecture } from "./architecture.ts";
import { foldNetwork } from "./fold-network.ts";
import { stepsOf, type JumpStep } from "./jump-steps.ts";
import type { Pausing } from "./pausing.ts";
import type { TrainingSource } from "./source.ts";
import { findJumps, type FunctionJump } from "./target/find-jumps.ts";
import { ofOneVariable } from "./target/one-variable.ts";

/**
 * In the order of `denseParameters`. Every step takes one unit of each hidden layer: of the first two to make it, of the others to pass it
 * on. Rectifiers that are 0 below 0 make it exact at every float32 number, whatever stands beside it.
 *
 * @throws DiagnosticError (usage, at the setting `jumps`) where the source is no target of one variable that jumps and has no pole, and
 * where the architecture has no place for the steps.
 */
export function* constructSteepJumps(architecture: DenseArchitecture, source: TrainingSource): Pausing<readonly Float32Array[]> {
  const { evaluate, variable, target, jumps } = jumpingTarget(source);
  const extent = Math.max(Math.abs(variable.low), Math.abs(variable.high), Number.MIN_VALUE);
  const steps = jumps.flatMap((jump) => stepsOf(jump, evaluate, extent));
  checkUnits(architecture, steps.length);
  const rest = { ...architecture, hidden: architecture.hidden.map((units) => units - steps.length) };
  const without = withoutJumps(evaluate, jumps);
  const folded = yield* foldNetwork(rest, [{ ...target, evaluate: (point) => without(point[0]) }], [variable]);
  if (folded === undefined) throw unavailable(prose`${target.expression} cannot be followed between its jumps by folding`, "choose another domain");
  return beside(rest, folded.parameters, architecture, steps);
}

interface JumpingTarget {
  readonly target: Extract<TrainingSource, { kind: "function" }>["targets"][number];
  readonly variable: DomainVariable;
  readonly evaluate: (x: number) => number;
  readonly jumps: readonly FunctionJump[];
}

function jumpingTarget(source: TrainingSource): JumpingTarget {
  const leaveOut = prose`leave ${setting("jumps")} out`;
  if (source.kind === "data") throw unavailable("samples do not say where a function jumps", leaveOut);
  const [target, ...otherTargets] = source.targets;
  const [variable, ...otherVariables] = source.domain;
  if (otherTargets.length + otherVariables.length > 0) throw unavailable("it is made of one target of one variable", leaveOut);
  const evaluate = ofOneVariable(target);
  const jumps = findJumps(evaluate, variable.low, variable.high);
  if (jumps.length === 0) throw unavailable(`no jump of ${target.expression} was found from ${variable.low} to ${variable.high}`, leaveOut);
  const pole = jumps.find(({ isPole }) => isPole);
  if (pole !== undefined) {
    const where = `between ${shortestFloat32(pole.before)} and ${shortestFloat32(pole.after)}`;
    throw unavailable(`${target.expression} has a pole ${where}, which no step follows`, "choose a domain without it");
  }
  return { target, variable, evaluate, jumps };
}

/** The function with each part after a jump moved to where the part before it ends; between the numbers of a jump it stays there. */
function withoutJumps(evaluate: (x: number) => number, jumps: readonly FunctionJump[]): (x: number) => number {
  return (x) => {
    let moved = 0;
    for (const { before, after, from, to } of jumps) {
      if (x <= before) break;
      if (x < after) return from - moved;
      moved += to - from;
    }
    return evaluate(x) - moved;
  };
}

function checkUnits({ hidden, activation }: DenseArchitecture, steps: number): void {
  if (rectifierSlope(activation) !== 0) {
    throw unavailable(prose`steps are made of relu, not of ${showActivation(activation)}`, prose`leave ${setting("activation")} out`);
  }
  if (hidden.length < 2) throw unavailable("steps are made of two hidden layers or more", prose`give ${setting("hidden", "16,32")}`);
  const fewest = Math.min(...hidden);
  if (fewest > steps) return;
  const layers = hidden.map((units) => Math.max(units, steps + 1)).join(",");
  throw unavailable(`${steps} steps need ${steps + 1} units in every hidden layer, and one has ${fewest}`, prose`give ${setting("hidden", layers)}`);
}

/** The parameters of the network in which the steps stand beside another of the same layers. */
function beside(
  rest: DenseArchitecture,
  parameters: readonly Float32Array[],
  architecture: DenseArchitecture,
  steps: readonly JumpStep[],
): readonly Float32Array[] {
  const last = architecture.hidden.length;
  return denseParameters(architecture).map(({ shape }, position) => {
    const layer = Math.floor(position / 2);
    const own = parameters[position];
    const values = new Float32Array(shape.reduce((size, extent) => size * extent, 1));
    const biases = layer === last ? steps.map(() => 0) : steps.map((step) => biasOf(step, layer));
    if (position % 2 === 1) {
      values.set(own);
      if (layer < last) values.set(biases, own.length);
      return values;
    }
    const [from, wide] = [own.length / (layer === last ? 1 : rest.hidden[layer]), shape[1]];
    for (let unit = 0; unit * from < own.length; unit++) values.set(own.subarray(unit * from, (unit + 1) * from), unit * wide);
    steps.forEach((step, place) => {
      if (layer === last) values[from + place] = step.height;
      else values[(rest.hidden[layer] + place) * wide + (layer === 0 ? 0 : from + place)] = weightOf(step, layer);
    });
    return values;
  });
}

/** The first hidden layer turns the steep line over, the second cuts it, further ones pass it on. */
function weightOf({ steepness }: JumpStep, layer: number): number {
  return layer === 0 ? -steepness : layer === 1 ? -1 : 1;
}

function biasOf({ steepness, end }: JumpStep, layer: number): number {
  return layer === 0 ? steepness * end : layer === 1 ? 1 : 0;
}

function unavailable(note: Prose, hint: Prose): DiagnosticError {
  return new DiagnosticError({ id: "steep-jumps-unavailable", message: "there are no steep jumps to be made", place: setting("jumps"), note, hint });
}
