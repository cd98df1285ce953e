// Makes ops of any number of arguments that are pairs of pairs: max_of, min_of, sum_of. Not pointwise themselves.

import type { Scalar } from "../../program/scalar.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { ExpandContext, Op, OpExample, ValueId } from "../op.ts";
import { identity } from "./identity.ts";

interface OfAnyNumber {
  readonly name: string;
  readonly inferScalar?: NonNullable<Op["inferScalar"]>;
  /** Of two arguments. */
  readonly pair: Op;
  /** The operator of ONNX. */
  readonly type: string;
  readonly scalars: readonly Scalar[];
}

export function ofAnyNumber({ name, inferScalar, pair, type, scalars }: OfAnyNumber): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    isVariadic: true,
    attributes: {},
    inferShape: (shapes) => broadcastShapes(shapes),
    ...(inferScalar === undefined ? {} : { inferScalar }),
    computation: { kind: "expand", into: (context) => pairsOfPairs(pair, context, context.name) },
    onnx: { type, attributes: {} },
    examples: scalars.flatMap((scalar): readonly OpExample[] => [
      { shapes: [[2, 3]], ...(scalar === "f32" ? {} : { scalars: [scalar] }) },
      { shapes: [[2, 1], [3], [2, 3]], ...(scalar === "f32" ? {} : { scalars: [scalar, scalar, scalar] }) },
    ]),
  };
}

/** The first two arguments, then what they give and the third one, and so on; the last result has the name. */
export function pairsOfPairs(pair: Op, { builder, arguments: args, origin }: ExpandContext, name: string): ValueId {
  const [first, ...others] = args;
  if (others.length === 0) return builder.operation(identity, [first], {}, name, origin);
  return others.reduce((found, next, position) => {
    return builder.operation(pair, [found, next], {}, position === others.length - 1 ? name : pair.name, origin);
  }, first);
}
