// Folds what is multiplied with the results of a dense layer and added to them, feature by feature, into its weights and its bias:
// (W·x + b)·s + t is (s·W)·x + (s·b + t), in float64 and rounded once. BatchNormalization after a layer is such steps.
//
// No more is lost than before: where s·b + t and the sum cancel, the layer's results had lost these digits already.

import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import { sameShape } from "../network/broadcast.ts";
import type { ValueId } from "../network/op.ts";
import { reshape } from "../network/ops/reshape.ts";
import { keepReachable } from "../network/reachable.ts";
import { affineStep, noStep, type Affine } from "./affine-step.ts";
import { denseLayer, layerWith, type DenseLayer } from "./dense-layer.ts";
import { rewrite } from "./rewrite.ts";
import { soleUsers } from "./sole-users.ts";

export function foldStepsAfterLayers(network: Network): Network {
  // What nothing depends on uses nothing.
  const { network: used } = keepReachable(network);
  const folds = foldsOf(used);
  return rewrite(used, (value, args, builder, id, translate) => {
    const fold = folds.get(id);
    if (fold === undefined) return builder.copy(value, args);
    const { layer, layer: { inputs, outputs, weight, bias }, steps: { scale, shift } } = fold;
    const folded = layerWith(builder, used, layer, translate(layer.input), {
      inputs,
      outputs,
      weight: (j, k) => weight(j, k) * scale[j],
      bias: (j) => (bias?.(j) ?? 0) * scale[j] + shift[j],
    });
    if (folded === undefined) return builder.copy(value, args);
    const isSame = sameShape(builder.shapeOf(folded), value.shape);
    return isSame ? folded : builder.operation(reshape, [folded], { shape: value.shape }, value.name, value.origin);
  });
}

interface Fold {
  readonly layer: DenseLayer;
  readonly steps: Affine;
}

/** By the last step of each row of steps that begins with a layer; views may stand between them. */
function foldsOf(network: Network): ReadonlyMap<ValueId, Fold> {
  const users = soleUsers(network);
  const folds = new Map<ValueId, Fold>();
  network.values.forEach((_, id) => {
    if (users[id] === undefined) return;
    const layer = denseLayer(network, id);
    if (layer === undefined) return;
    let steps = noStep(layer.outputs);
    let last = id;
    for (let user: ValueId | undefined = users[id]; user !== undefined; user = users[user]) {
      const value = valueOf(network, user);
      if (value.kind !== "operation") break;
      if (value.op.computation.kind === "reshape") continue;
      const step = affineStep(network, value, layer.outputs);
      if (step === undefined) break;
      steps = step.after(steps);
      last = user;
    }
    if (last !== id) folds.set(last, { layer, steps });
  });
  return folds;
}
