// Recognises the layers whose weights can be integers: convolutions and products with a matrix that is known. Changes nothing.

import { numberOf } from "../network/attributes.ts";
import type { OperationValue, ParameterValue, Value } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { conv } from "../network/ops/conv.ts";
import { gemm } from "../network/ops/gemm.ts";
import { matmul } from "../network/ops/matmul.ts";
import { elementCount } from "../network/shape.ts";

export interface Layer {
  readonly operation: OperationValue;
  readonly weights: ParameterValue;
  /** One for each output channel; undefined where there is none. */
  readonly bias: Float32Array | undefined;
  /** Of the weights, along which the output channels lie. */
  readonly axis: number;
  readonly channels: number;
  /** The output channel that the weight at a place belongs to. */
  readonly channelOf: (place: number) => number;
}

/** Whatever has values by their ids: a network, or one under construction. */
interface Values {
  value(id: ValueId): Value;
}

/** Undefined where the value is no such layer. */
export function layerAt(values: Values, id: ValueId): Layer | undefined {
  const operation = values.value(id);
  if (operation.kind !== "operation" || operation.scalar !== "f32") return undefined;
  const axis = channelAxis(operation);
  if (axis === undefined) return undefined;
  const [x, weights, bias] = operation.arguments.map((argument) => values.value(argument));
  if (x.kind === "parameter" || weights.kind !== "parameter") return undefined;
  if (operation.op !== conv && weights.shape.length !== 2) return undefined;
  const channels = weights.shape[axis];
  if (bias !== undefined && (bias.kind !== "parameter" || elementCount(bias.shape) !== channels || bias.shape.at(-1) !== channels)) return undefined;
  const within = elementCount(weights.shape.slice(axis + 1));
  return { operation, weights, bias: bias?.data, axis, channels, channelOf: (place) => Math.floor(place / within) % channels };
}

function channelAxis({ op, attributes }: OperationValue): number | undefined {
  if (op === conv) return 0;
  if (op === matmul) return 1;
  if (op !== gemm || numberOf(attributes, "alpha") !== 1 || numberOf(attributes, "beta") !== 1 || numberOf(attributes, "transposeA") !== 0) return undefined;
  return numberOf(attributes, "transposeB") === 1 ? 0 : 1;
}
