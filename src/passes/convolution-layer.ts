// A convolution as passes see it: each of its channels is a sum of products of a window with a constant kernel, and a bias. Reads one, and
// writes one with other numbers; decides nothing.

import { valueOf, type Network } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { Op, ValueId } from "../network/op.ts";
import { convolve, convolveEach, convolveGroups } from "../network/ops/windows/convolve.ts";
import { elementCount } from "../network/shape.ts";
import type { DenseLayer, LayerNumbers } from "./dense-layer.ts";

/** How many of the axes of their kernels, the first ones, are those of the channels of the result. */
const CHANNEL_AXES: ReadonlyMap<Op, number> = new Map([[convolve, 1], [convolveEach, 1], [convolveGroups, 2]]);

/** Its outputs are its channels, its inputs what a window holds of those that a channel meets. Undefined where the value is none with constant kernels. */
export function convolutionLayer(network: Network, id: ValueId): DenseLayer | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation") return undefined;
  const axes = CHANNEL_AXES.get(value.op);
  if (axes === undefined) return undefined;
  const [, kernels, bias] = value.arguments.map((argument) => valueOf(network, argument));
  if (kernels.kind !== "parameter" || (bias !== undefined && bias.kind !== "parameter")) return undefined;
  const [outputs, inputs] = [elementCount(kernels.shape.slice(0, axes)), elementCount(kernels.shape.slice(axes))];
  return {
    value,
    input: value.arguments[0],
    inputs,
    outputs,
    weight: (output, k) => kernels.data[output * inputs + k],
    bias: bias && ((output) => bias.data[output]),
  };
}

/** The convolution with other numbers, of an input in the new network, and a bias. */
export function convolutionWith(builder: NetworkBuilder, network: Network, { value }: DenseLayer, input: ValueId, numbers: LayerNumbers): ValueId {
  const { inputs, outputs, weight, bias } = numbers;
  const [, kernelsId, biasId] = value.arguments;
  const kernels = valueOf(network, kernelsId);
  const weights = Float32Array.from({ length: outputs * inputs }, (_, position) => weight(Math.floor(position / inputs), position % inputs));
  const biases = Float32Array.from({ length: outputs }, (_, channel) => bias?.(channel) ?? 0);
  const { name, origin } = biasId === undefined ? value : valueOf(network, biasId);
  const shape = kernels.shape.slice(0, CHANNEL_AXES.get(value.op));
  const args = [input, builder.ownParameter(kernels.name, kernels.shape, weights, kernels.origin), builder.ownParameter(name, shape, biases, origin)];
  return builder.operation(value.op, args, value.attributes, value.name, value.origin);
}
