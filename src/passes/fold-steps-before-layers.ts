// Folds what is multiplied with the input of a dense layer and added to it, feature by feature, into its weights and its bias:
// W·(x·s + t) + b is (W·s)·x + (b + W·t), in float64 and rounded once. Inputs are standardised so.
//
// Where t is large, x·s and t cancel; the sums over x alone would lose the digits that the difference has kept. Such steps stay.

import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import { sameShape } from "../network/broadcast.ts";
import type { ValueId } from "../network/op.ts";
import { reshape } from "../network/ops/reshape.ts";
import { keepReachable } from "../network/reachable.ts";
import { affineStep, noStep, type Affine, type AffineStep } from "./affine-step.ts";
import { areFloat32, denseLayer, layerWith, readsRows, type DenseLayer, type LayerNumbers } from "./dense-layer.ts";
import { rewrite } from "./rewrite.ts";
import { soleUsers } from "./sole-users.ts";

/** The greatest |t| that is folded, where x·s + t is thought to be about 1: two bits of the sum are lost at most. */
const GREATEST_SHIFT = 4;

export function foldStepsBeforeLayers(network: Network): Network {
  // What nothing depends on uses nothing.
  const { network: used } = keepReachable(network);
  const users = soleUsers(used);
  const folded = rewrite(used, (value, args, builder, id, translate) => {
    const layer = denseLayer(used, id);
    const fold = layer && readsRows(layer) ? foldOf(used, users, layer) : undefined;
    if (layer === undefined || fold === undefined) return builder.copy(value, args);
    const numbers = shifted(layer, fold.steps);
    if (!areFloat32(numbers)) return builder.copy(value, args);
    const given = valueOf(used, layer.input);
    const x = translate(fold.source);
    const isSame = sameShape(builder.shapeOf(x), given.shape);
    const input = isSame ? x : builder.operation(reshape, [x], { shape: given.shape }, given.name, given.origin);
    return layerWith(builder, used, layer, input, numbers);
  });
  return keepReachable(folded).network;
}

function shifted({ inputs, outputs, weight, bias }: DenseLayer, { scale, shift }: Affine): LayerNumbers {
  const biases = Array.from({ length: outputs }, (_, j) => shift.reduce((sum, t, k) => sum + weight(j, k) * t, bias?.(j) ?? 0));
  return { inputs, outputs, weight: (j, k) => weight(j, k) * scale[k], bias: (j) => biases[j] };
}

interface Fold {
  /** What the steps are done to. */
  readonly source: ValueId;
  readonly steps: Affine;
}

/** The longest row of steps before a layer that can be folded; views may stand between them. */
function foldOf(network: Network, users: readonly (ValueId | undefined)[], layer: DenseLayer): Fold | undefined {
  const sources: ValueId[] = [];
  const steps: AffineStep[] = [];
  for (let id = layer.input; users[id] !== undefined;) {
    const value = valueOf(network, id);
    if (value.kind !== "operation") break;
    const step = value.op.computation.kind === "reshape" ? undefined : affineStep(network, value, layer.inputs);
    if (step === undefined && value.op.computation.kind !== "reshape") break;
    id = value.arguments[step?.position ?? 0];
    if (step === undefined) continue;
    sources.unshift(id);
    steps.unshift(step);
  }
  const begin = firstFoldable(steps, layer.inputs);
  return begin === steps.length ? undefined : { source: sources[begin], steps: composed(steps.slice(begin), layer.inputs) };
}

/** From where on steps can be folded: some from the end, and then some before these, until none can. */
function firstFoldable(steps: readonly AffineStep[], features: number): number {
  let end = steps.length;
  for (let begin = 0; begin < end; begin++) {
    if (composed(steps.slice(begin, end), features).shift.some((t) => !(Math.abs(t) <= GREATEST_SHIFT))) continue;
    end = begin;
    begin = -1;
  }
  return end;
}

function composed(steps: readonly AffineStep[], features: number): Affine {
  return steps.reduce((before, step) => step.after(before), noStep(features));
}
