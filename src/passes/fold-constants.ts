// Computes what depends on constants alone. What would be larger than all it is computed from stays as it is: repeated elements are
// read where they are.

import type { Values } from "../program/scalar.ts";
import { evaluateOperation } from "../network/evaluate/evaluate-operation.ts";
import { isKnown, type Network, type OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { elementCount } from "../network/shape.ts";
import { rewrite } from "./rewrite.ts";

export function foldConstants(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    return (value.kind === "operation" ? folded(value, args, builder) : undefined) ?? builder.copy(value, args);
  });
}

/** Undefined where an argument is not known, or the result cannot be written down. */
function folded(value: OperationValue, args: readonly ValueId[], builder: NetworkBuilder): ValueId | undefined {
  const { op: { computation }, shape, scalar, origin } = value;
  const known = args.map((id) => builder.value(id)).filter(isKnown);
  const room = known.reduce((sum, { data }) => sum + data.length, 0);
  if (computation.kind === "expand" || known.length < args.length || elementCount(shape) > room) return undefined;
  const data = evaluateOperation(value, known);
  if (!isLiteral(data)) return undefined;
  // What moves elements of one constant has its name.
  const name = computation.kind === "reshape" || computation.kind === "view" ? known[0].name : value.name;
  return data instanceof Float32Array ? builder.parameter(name, shape, data, origin) : builder.constant(name, shape, scalar, data, origin);
}

/** Whether every element is finite and no −0, which no language's literals are. */
function isLiteral(data: Values): boolean {
  return !(data instanceof Float32Array) || data.every((element) => Number.isFinite(element) && !Object.is(element, -0));
}
