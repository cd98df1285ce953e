// Convolutions and matrix products of dequantised arrays whose result is quantised, as layers of integers.

import { numberOf } from "../../network/attributes.ts";
import type { OperationValue } from "../../network/network.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { Op, ValueId } from "../../network/op.ts";
import { conv } from "../../network/ops/conv.ts";
import { gemm } from "../../network/ops/gemm.ts";
import { qLinearConv } from "../../network/ops/integers/q-linear-conv.ts";
import { qLinearMatmul } from "../../network/ops/integers/q-linear-matmul.ts";
import { matmul } from "../../network/ops/matmul.ts";
import { SCALARS } from "../../program/scalar.ts";
import { dequantised, type Dequantised } from "./dequantised.ts";
import type { QuantisedTarget } from "./quantised-target.ts";

/** Undefined where the source is no such layer. @param quantise the QuantizeLinear behind it. */
export function quantisedLayer(builder: NetworkBuilder, quantise: OperationValue, target: QuantisedTarget): ValueId | undefined {
  const layer = builder.value(target.source);
  if (layer.kind !== "operation") return undefined;
  const [x, w] = layer.arguments.slice(0, 2).map((id) => dequantised(builder, id));
  if (x === undefined || w === undefined || x.axis !== undefined || !isNarrow(x) || !isNarrow(w)) return undefined;
  const weights = weightsOf(builder, layer, w);
  if (weights === undefined) return undefined;
  const bias = biasOf(builder, layer, x, w, weights.outputs);
  if (bias === "none of integers") return undefined;
  const made = (op: Op, attributes: OperationValue["attributes"]): ValueId => {
    const args = [x.integers, x.scale, zeroOf(builder, x), weights.integers, w.scale, zeroOf(builder, w), target.scale, target.zero, ...bias];
    return builder.operation(op, args, { ...attributes, ...target.range }, quantise.name, layer.origin);
  };
  return layer.op === conv ? made(qLinearConv, layer.attributes) : made(qLinearMatmul, {});
}

function isNarrow({ scalar }: Dequantised): boolean {
  return scalar === "i8" || scalar === "u8";
}

/** The zero point, which the integer layers have always. */
function zeroOf(builder: NetworkBuilder, { zero, scalar, value }: Dequantised): ValueId {
  return zero ?? builder.constant("zero", [], scalar, SCALARS[scalar].newValues(1), value.origin);
}

interface Weights {
  readonly integers: ValueId;
  /** Kernels or columns. */
  readonly outputs: number;
}

/** As the integer layers have them; undefined where scales lie along another axis than the results, or an attribute does what these have not. */
function weightsOf(builder: NetworkBuilder, { op, attributes }: OperationValue, { integers, axis, value: { shape } }: Dequantised): Weights | undefined {
  const last = shape.length - 1;
  const isAlong = (own: number): boolean => axis === undefined || axis === own;
  if (op === conv) return isAlong(0) ? { integers, outputs: shape[0] } : undefined;
  if (op === matmul) return last >= 1 && isAlong(last) ? { integers, outputs: shape[last] } : undefined;
  if (op !== gemm || numberOf(attributes, "alpha") !== 1 || numberOf(attributes, "beta") !== 1 || numberOf(attributes, "transposeA") !== 0) return undefined;
  if (numberOf(attributes, "transposeB") === 0) return isAlong(1) ? { integers, outputs: shape[1] } : undefined;
  const turned = transposed(builder, integers);
  return isAlong(0) && turned !== undefined ? { integers: turned, outputs: shape[0] } : undefined;
}

/** A known matrix with its axes exchanged. */
function transposed(builder: NetworkBuilder, id: ValueId): ValueId | undefined {
  const value = builder.value(id);
  if (value.kind !== "constant") return undefined;
  const [rows, columns] = value.shape;
  const data = SCALARS[value.scalar].newValues(value.data.length).map((_, place) => value.data[(place % rows) * columns + Math.floor(place / rows)]);
  return builder.constant(value.name, [columns, rows], value.scalar, data, value.origin);
}

/** In units of both scales, one for each output: integers as they are, floats rounded to such as onnxruntime does it. */
function biasOf(builder: NetworkBuilder, layer: OperationValue, x: Dequantised, w: Dequantised, outputs: number): readonly ValueId[] | "none of integers" {
  const [, , id] = layer.arguments;
  if (id === undefined) return [];
  const unit = (output: number): number => Math.fround(x.scales[0] * w.scales[w.scales.length === 1 ? 0 : output]);
  const given = dequantised(builder, id);
  const integers = given === undefined ? undefined : builder.known(given.integers);
  const floats = given === undefined ? builder.known(id) : undefined;
  const isList = builder.shapeOf(id).every((extent, axis, shape) => (axis === shape.length - 1 ? extent === outputs : extent === 1));
  if (!isList || (integers === undefined && floats === undefined)) return "none of integers";
  const steps = Array.from({ length: outputs }, (_, output) => {
    if (floats !== undefined) return floats.data[output] / unit(output);
    const [scale, zero] = [given?.scales, given?.zeros].map((list) => list?.[list.length === 1 ? 0 : output] ?? 0);
    const whole = (integers?.data[output] ?? 0) - zero;
    return scale === unit(output) ? whole : (whole * scale) / unit(output);
  });
  const { least, greatest } = SCALARS.i32;
  if (steps.some((step) => !(step >= least && step <= greatest))) return "none of integers";
  return [builder.constant(builder.value(id).name, [outputs], "i32", Int32Array.from(steps, nearestEven), layer.origin)];
}

function nearestEven(value: number): number {
  const below = Math.floor(value);
  return value - below > 0.5 || (value - below === 0.5 && below % 2 !== 0) ? below + 1 : below;
}

