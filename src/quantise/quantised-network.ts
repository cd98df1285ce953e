// Writes a network anew with its layers between integers: QuantizeLinear and DequantizeLinear behind every value that is quantised,
// DequantizeLinear behind weights and biases that are integers. That is the form in which onnxruntime and other tools take quantised
// models. Decides nothing.

import { NetworkBuilder } from "../network/network-builder.ts";
import type { Network, OperationValue } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { dequantizeLinear } from "../network/ops/dequantize-linear.ts";
import { quantizeLinear } from "../network/ops/quantize-linear.ts";
import type { Origin } from "../network/origin.ts";
import { keepReachable } from "../network/reachable.ts";
import type { Layer } from "./layer.ts";
import type { IntegerLayer } from "./integer-layer.ts";
import type { Plan } from "./plan.ts";
import type { Quantisation } from "./scale.ts";

export interface Quantised {
  readonly plan: Plan;
  /** By group. */
  readonly quantisations: readonly Quantisation[];
  readonly integers: ReadonlyMap<ValueId, IntegerLayer>;
}

export function quantisedNetwork(network: Network, { plan, quantisations, integers }: Quantised): Network {
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  const scales = quantisations.map((one, group) => scaleOfGroup(builder, one, group));
  network.values.forEach((value, id) => {
    const args = value.kind === "operation" ? value.arguments.map((argument) => ids[argument]) : [];
    const [layer, whole, group] = [plan.layers.get(id), integers.get(id), plan.groups.get(id)];
    const made = layer === undefined || whole === undefined ? builder.copy(value, args) : integerLayerOf(builder, layer, whole, args[0]);
    ids.push(group === undefined ? made : throughIntegers(builder, made, scales[group]));
  });
  const outputs = network.outputs.map(({ name, value }) => ({ name, value: ids[value] }));
  return keepReachable(builder.finish(outputs, network.carried.map(({ state, next }) => ({ state: ids[state], next: ids[next] })))).network;
}

const ORIGIN: Origin = { file: "nnc quantize", place: "quantisation" };

interface Scale {
  readonly scale: ValueId;
  readonly zero: ValueId;
}

function scaleOfGroup(builder: NetworkBuilder, { scale, zero }: Quantisation, group: number): Scale {
  return {
    scale: builder.parameter(`scale_${group}`, [], Float32Array.of(scale), ORIGIN),
    zero: builder.constant(`zero_point_${group}`, [], "i8", Int8Array.of(zero), ORIGIN),
  };
}

function throughIntegers(builder: NetworkBuilder, id: ValueId, { scale, zero }: Scale): ValueId {
  const { name, origin } = builder.value(id);
  const integers = builder.operation(quantizeLinear, [id, scale, zero], {}, `${name}_quantized`, origin);
  return builder.operation(dequantizeLinear, [integers, scale, zero], {}, `${name}_dequantized`, origin);
}

function integerLayerOf(builder: NetworkBuilder, layer: Layer, whole: IntegerLayer, x: ValueId): ValueId {
  const { operation, weights: { name, shape, origin }, axis, channels } = layer;
  const integers = builder.constant(`${name}_quantized`, shape, "i8", whole.weights, origin);
  const scale = builder.parameter(`${name}_scale`, [channels], whole.scales, origin);
  const zero = builder.constant(`${name}_zero_point`, [channels], "i8", new Int8Array(channels), origin);
  const weights = builder.operation(dequantizeLinear, [integers, scale, zero], { axis }, `${name}_dequantized`, origin);
  return builder.operation(operation.op, [x, weights, ...biasOf(builder, whole, operation, name)], operation.attributes, operation.name, operation.origin);
}

function biasOf(builder: NetworkBuilder, { bias, biasScales }: IntegerLayer, { origin }: OperationValue, name: string): readonly ValueId[] {
  if (bias === undefined) return [];
  const shape = [bias.length];
  const integers = builder.constant(`${name}_bias_quantized`, shape, "i32", bias, origin);
  const scale = builder.parameter(`${name}_bias_scale`, shape, biasScales, origin);
  return [builder.operation(dequantizeLinear, [integers, scale], { axis: 0 }, `${name}_bias_dequantized`, origin)];
}
