// Sums squares without an array for them: multiply(x, x) whose one user adds it up along axes. The squares are rounded and added in the
// same order.

import { useCounts, valueOf, type Network } from "../network/network.ts";
import { multiply } from "../network/ops/multiply.ts";
import { reduceSumSquare } from "../network/ops/reduce-sum-square.ts";
import { sumAtOnce } from "../network/ops/reduce-sum.ts";
import { rewrite } from "./rewrite.ts";

export function mergeSquareAndSum(network: Network): Network {
  const uses = useCounts(network);
  return rewrite(network, (value, args, builder, _id, translate) => {
    if (value.kind !== "operation" || value.op !== sumAtOnce) return builder.copy(value, args);
    const [id] = value.arguments;
    const square = valueOf(network, id);
    const isSquare = square.kind === "operation" && square.op === multiply && square.arguments[0] === square.arguments[1];
    if (!isSquare || uses[id] !== 1) return builder.copy(value, args);
    return builder.operation(reduceSumSquare, [translate(square.arguments[0])], value.attributes, value.name, value.origin);
  });
}
