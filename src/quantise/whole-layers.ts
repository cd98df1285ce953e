// Makes whole layers of what other tools write in parts: a normalisation of each channel goes into the weights before it, a matrix product and the
// addition behind it become one layer. The same in real arithmetic: each folded weight is rounded once.

import { numberOf } from "../network/attributes.ts";
import { useCounts, valueOf, type Network, type OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { add } from "../network/ops/add.ts";
import { batchNormalization } from "../network/ops/batch-normalization.ts";
import { conv } from "../network/ops/conv.ts";
import { gemm } from "../network/ops/gemm.ts";
import { matmul } from "../network/ops/matmul.ts";
import { keepReachable } from "../network/reachable.ts";
import { elementCount } from "../network/shape.ts";
import { removeUnchangingViews } from "../passes/remove-unchanging-views.ts";
import { rewrite } from "../passes/rewrite.ts";
import { layerAt } from "./layer.ts";

export function wholeLayers(network: Network): Network {
  const matrices = rewriteAfterLayers(removeUnchangingViews(network), (builder, value, args) => gemmOfMatmul(builder, value, args));
  return rewriteAfterLayers(matrices, (builder, value, args) => normalisedLayer(builder, value, args));
}

type Whole = (builder: NetworkBuilder, value: OperationValue, args: readonly ValueId[]) => ValueId | undefined;

/** Replaces operations whose argument nothing else takes, where `whole` has something for them. */
function rewriteAfterLayers(network: Network, whole: Whole): Network {
  const uses = useCounts(network);
  const rewritten = rewrite(network, (value, args, builder) => {
    const isAlone = value.kind === "operation" && value.arguments.every((id) => valueOf(network, id).kind !== "operation" || uses[id] === 1);
    return (isAlone ? whole(builder, value, args) : undefined) ?? builder.copy(value, args);
  });
  return keepReachable(rewritten).network;
}

/** A matrix product and a list that is added to its rows. */
function gemmOfMatmul(builder: NetworkBuilder, { op, name }: OperationValue, args: readonly ValueId[]): ValueId | undefined {
  if (op !== add) return undefined;
  const product = args.find((id) => operationOf(builder, id)?.op === matmul);
  const bias = args.find((id) => id !== product);
  const found = product === undefined ? undefined : operationOf(builder, product);
  if (found === undefined || bias === undefined || builder.value(bias).kind !== "parameter") return undefined;
  const isOfMatrices = found.arguments.every((id) => builder.shapeOf(id).length === 2);
  const [, columns] = found.shape;
  if (!isOfMatrices || elementCount(builder.shapeOf(bias)) !== columns || builder.shapeOf(bias).at(-1) !== columns) return undefined;
  return builder.operation(gemm, [...found.arguments, bias], {}, name, found.origin);
}

/** (y − mean)·scale / √(variance + ε) + bias of each channel of a layer's result, as a layer. */
function normalisedLayer(builder: NetworkBuilder, value: OperationValue, [source, ...others]: readonly ValueId[]): ValueId | undefined {
  if (value.op !== batchNormalization) return undefined;
  const layer = layerAt(builder, source);
  const known = others.map((id) => builder.known(id)?.data);
  const [scale, shift, mean, variance] = known;
  if (layer === undefined || scale === undefined || shift === undefined || mean === undefined || variance === undefined) return undefined;
  const { operation, weights, bias, channels, channelOf } = layer;
  const epsilon = numberOf(value.attributes, "epsilon");
  const factors = Float64Array.from(scale, (one, channel) => one / Math.sqrt(variance[channel] + epsilon));
  if (factors.length !== channels || factors.some((factor) => !Number.isFinite(factor))) return undefined;
  const { name, shape, origin } = weights;
  const folded = builder.parameter(name, shape, weights.data.map((weight, place) => weight * factors[channelOf(place)]), origin);
  const moved = Float32Array.from(factors, (factor, channel) => ((bias?.[channel] ?? 0) - mean[channel]) * factor + shift[channel]);
  const added = builder.parameter(`${name}_bias`, [channels], moved, origin);
  // A matrix product has no bias: it is that of a layer.
  const op = operation.op === conv ? conv : gemm;
  const attributes = operation.op === matmul ? {} : operation.attributes;
  if (op === gemm && operation.shape.length !== 2) return undefined;
  return builder.operation(op, [operation.arguments[0], folded, added], attributes, value.name, operation.origin);
}

function operationOf(builder: NetworkBuilder, id: ValueId): OperationValue | undefined {
  const value = builder.value(id);
  return value.kind === "operation" ? value : undefined;
}
