// Folds what is multiplied with the results of a dense layer or a convolution and added to them, feature by feature or channel by channel,
// into its weights and its bias: (W·x + b)·s + t is (s·W)·x + (s·b + t), in float64 and rounded once. BatchNormalization after a layer is such steps.
//
// No more is lost than before: where s·b + t and the sum cancel, the layer's results had lost these digits already.

import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import { sameShape } from "../network/broadcast.ts";
import type { ValueId } from "../network/op.ts";
import { reshape } from "../network/ops/reshape.ts";
import { keepReachable } from "../network/reachable.ts";
import { affineStep, composed, noStep, type Affine } from "./affine-step.ts";
import { convolutionLayer, convolutionWith } from "./convolution-layer.ts";
import { areFloat32, denseLayer, layerWith, type DenseLayer, type LayerNumbers } from "./dense-layer.ts";
import { rewrite } from "./rewrite.ts";
import { soleUsers } from "./sole-users.ts";

export function foldStepsAfterLayers(network: Network): Network {
  // What nothing depends on uses nothing.
  const { network: used } = keepReachable(network);
  const folds = foldsOf(used);
  const folded = rewrite(used, (value, args, builder, id, translate) => {
    const fold = folds.get(id);
    if (fold === undefined) return builder.copy(value, args);
    const layer = fold.rewritten(builder, used, fold.layer, translate(fold.layer.input), fold.numbers);
    const isSame = sameShape(builder.shapeOf(layer), value.shape);
    return isSame ? layer : builder.operation(reshape, [layer], { shape: value.shape }, value.name, value.origin);
  });
  return keepReachable(folded).network;
}

interface Fold {
  readonly layer: DenseLayer;
  readonly rewritten: typeof layerWith;
  readonly numbers: LayerNumbers;
}

/** By the last step of each row of steps that begins with a layer; views may stand between them. */
function foldsOf(network: Network): ReadonlyMap<ValueId, Fold> {
  const users = soleUsers(network);
  const folds = new Map<ValueId, Fold>();
  network.values.forEach((_, id) => {
    if (users[id] === undefined) return;
    const convolution = convolutionLayer(network, id);
    const layer = convolution ?? denseLayer(network, id);
    if (layer === undefined) return;
    let steps = noStep(layer.outputs);
    let last = id;
    for (let user: ValueId | undefined = users[id]; user !== undefined; user = users[user]) {
      const value = valueOf(network, user);
      if (value.kind !== "operation") break;
      if (value.op.computation.kind === "reshape") continue;
      const step = affineStep(network, value, layer.outputs);
      if (step === undefined) break;
      steps = composed(steps, step);
      last = user;
    }
    const numbers = last === id ? undefined : scaled(layer, steps);
    if (numbers !== undefined && areFloat32(numbers)) folds.set(last, { layer, rewritten: convolution === undefined ? layerWith : convolutionWith, numbers });
  });
  return folds;
}

function scaled({ inputs, outputs, weight, bias }: DenseLayer, { scale, shift }: Affine): LayerNumbers {
  return { inputs, outputs, weight: (j, k) => weight(j, k) * scale[j], bias: (j) => (bias?.(j) ?? 0) * scale[j] + shift[j] };
}
