// The weights of operators on quantised arrays, and their biases: what the zero points of both sides add to each sum is known, and taken from the bias.

import { sameShape } from "../../../../network/broadcast.ts";
import { elementCount, type Shape } from "../../../../network/shape.ts";
import { SCALARS, type Scalar } from "../../../../program/scalar.ts";
import type { Application } from "../../application.ts";
import { elementTypeOf } from "../../element-types.ts";
import { quantisationOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";

/**
 * An input less its zero points, in the narrowest type that holds the numbers.
 *
 * @throws Unsupported where it is not constant, or its scales are not along that axis.
 */
export function knownWeights(application: Application, position: number, axis: number): Operand {
  const weights = application.input(position);
  if (weights.kind !== "known") throw new Unsupported("its weights are computed from the model's inputs, and have to be constant");
  const { scales, zeroPoints, axis: own } = quantisationOf(application.tensor(position));
  if (scales.length > 1 && own !== axis) throw new Unsupported(`its weights have a scale for each index of axis ${own} instead of axis ${axis}`);
  if (zeroPoints.every((zero) => zero === 0)) return weights;
  const { shape, data } = weights.array;
  const inner = elementCount(shape.slice(axis + 1));
  const zeroAt = (place: number): number => zeroPoints[zeroPoints.length === 1 ? 0 : Math.floor(place / inner) % shape[axis]];
  const shifted = Int32Array.from(data, (value, place) => value - zeroAt(place));
  const scalar = narrowest(shifted);
  const narrowed = SCALARS[scalar].newValues(shifted.length).map((_, place) => shifted[place]);
  return application.known(application.tensor(position).name, { scalar, shape, data: narrowed });
}

function narrowest(values: Int32Array): Scalar {
  const [least, greatest] = [values.reduce((low, value) => Math.min(low, value), 0), values.reduce((high, value) => Math.max(high, value), 0)];
  return (["i8", "u8"] as const).find((scalar) => SCALARS[scalar].least <= least && SCALARS[scalar].greatest >= greatest) ?? "i16";
}

/** What is added to the sums with weights. */
interface Bias {
  readonly weights: Operand;
  /** Of what they are multiplied with. */
  readonly zeroPoint: number;
  readonly bias: Operand | undefined;
}

/** Whether the bias is of int64: sums with it are of 64 bits in TensorFlow Lite. */
export function hasLongBias(application: Application, position: number): boolean {
  return application.given[position] !== undefined && elementTypeOf(application.tensor(position).type)?.name === "int64";
}

/** @throws Unsupported where sums of numbers of 16 bits with the weights may be beyond 32 bits. */
export function requireShortSums(weights: Operand, bias: Operand | undefined): void {
  if (weights.kind !== "known") return;
  const { shape, data } = weights.array;
  const inner = elementCount(shape.slice(1));
  for (let index = 0; index < shape[0]; index++) {
    let most = Math.abs(bias?.kind === "known" ? bias.array.data[index] : 0);
    for (let place = index * inner; place < (index + 1) * inner; place++) most += Math.abs(data[place]) * -SCALARS.i16.least;
    if (most > SCALARS.i32.greatest) throw new Unsupported(`its sums of int16 may reach ${most}, which is beyond 32 bits`);
  }
}

/** The bias, or 0, less what the zero point adds: one for each index of the weights' first axis. */
export function biasLessZero(application: Application, { weights, zeroPoint, bias }: Bias): Operand {
  if (weights.kind !== "known") throw new Unsupported("its weights are too large to be prepared");
  const { shape, data } = weights.array;
  const fits = bias === undefined || (bias.kind === "known" && bias.array.scalar === "i32" && sameShape(bias.array.shape, [shape[0]]));
  if (!fits) throw new Unsupported(`its bias is not a constant int32 or int64 for each of ${shape[0]} results`);
  const given = bias?.kind === "known" ? bias.array.data : new Int32Array(shape[0]);
  return application.constant("b", "i32", [shape[0]], sumsOfFirstAxis(shape, data).map((sum, index) => (given[index] - Math.imul(zeroPoint, sum)) | 0));
}

function sumsOfFirstAxis(shape: Shape, data: ArrayLike<number>): readonly number[] {
  const inner = elementCount(shape.slice(1));
  return Array.from({ length: shape[0] }, (_, index) => {
    let sum = 0;
    for (let place = index * inner; place < (index + 1) * inner; place++) sum += data[place];
    return sum | 0;
  });
}
