// The layers of a dense network as the second-order optimiser sees them: places in one flat block of parameters.

import { local } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Activation } from "../../network/activation.ts";
import { derivativesOf } from "../../network/op.ts";
import type { DenseArchitecture } from "../architecture.ts";
import type { Elements } from "../gemm/blocking.ts";
import { fastTanh, tanhSlopes } from "./fast-tanh.ts";
import type { PointwiseMap } from "./pointwise-map.ts";

export interface RefinableArchitecture extends DenseArchitecture {
  /** After the last layer instead of `activation`. */
  readonly outputActivation?: Activation;
}

export interface Layer {
  readonly inputs: number;
  readonly units: number;
  /** Where W (units × inputs, row by row) and b (units) start in the block. */
  readonly weights: number;
  readonly biases: number;
  /** Undefined where the activation changes nothing. */
  readonly activation: LayerActivation | undefined;
}

export interface LayerActivation {
  /** Of the sum `local 0`. */
  readonly value: Expression;
  /** Its derivative by the sum. */
  readonly derivative: Expression;
  /** For float64 instead of the expressions; left out where nothing is faster. */
  readonly fast?: FastActivation;
}

/** An activation close enough to decide on steps. */
export interface FastActivation {
  readonly value: PointwiseMap;
  /** From values to derivatives. */
  readonly slopes: PointwiseMap;
}

/** By the name of the op. */
const FAST_ACTIVATIONS: ReadonlyMap<string, FastActivation> = new Map([["tanh", { value: fastTanh, slopes: tanhSlopes }]]);

/** The layers in order; their parameters follow one another as `denseParameters` lists them. */
export function layersOf(architecture: RefinableArchitecture): readonly Layer[] {
  const widths = [architecture.inputs, ...architecture.hidden, architecture.outputs];
  let offset = 0;
  return widths.slice(1).map((units, index): Layer => {
    const inputs = widths[index];
    const weights = offset;
    const biases = weights + units * inputs;
    offset = biases + units;
    return { inputs, units, weights, biases, activation: expressionsOf(activationOf(architecture, index)) };
  });
}

/** How many parameters the layers have. */
export function parameterCount(layers: readonly Layer[]): number {
  return layers.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0);
}

/** All parameters in one block. */
export function flatten(parameters: readonly Float32Array[]): Float64Array {
  const block = new Float64Array(parameters.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const values of parameters) {
    block.set(values, offset);
    offset += values.length;
  }
  return block;
}

/** The block's parameters layer by layer (W, b, W, b …), rounded to float32. */
export function unflatten(layers: readonly Layer[], block: Elements): Float32Array[] {
  return layers.flatMap(({ weights, biases, units }) => [
    Float32Array.from(block.subarray(weights, biases)),
    Float32Array.from(block.subarray(biases, biases + units)),
  ]);
}

function activationOf({ activation, outputActivation, hidden }: RefinableArchitecture, layer: number): Activation {
  return layer === hidden.length ? (outputActivation ?? activation) : activation;
}

function expressionsOf({ op, attributes }: Activation): LayerActivation | undefined {
  const { computation } = op;
  if (computation.kind === "reshape") return undefined;
  if (computation.kind !== "pointwise") throw new RangeError(`${op.name} is no activation: it is not pointwise`);
  const sum = [local(0)];
  const [derivative] = derivativesOf(op.name, computation, sum, attributes);
  const fast = FAST_ACTIVATIONS.get(op.name);
  return { value: computation.value(sum, attributes, ["f64"]), derivative, ...(fast === undefined ? {} : { fast }) };
}
