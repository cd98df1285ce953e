// Merges matmul of matrices followed by the addition of a constant into one gemm, the dense layer.
// The bias then comes first in the sum instead of last: the same in real arithmetic, not in the last bit.

import { broadcastsTo } from "../network/broadcast.ts";
import type { Network, OperationValue, Value, ValueId } from "../network/network.ts";
import { useCounts, valueOf } from "../network/network.ts";
import { add } from "../network/ops/add.ts";
import { gemm } from "../network/ops/gemm.ts";
import { matmul } from "../network/ops/matmul.ts";
import { rewrite } from "./rewrite.ts";

export function mergeMatmulAndAdd(network: Network): Network {
  const uses = useCounts(network);
  return rewrite(network, (value, args, builder) => {
    const pair = mergeable(network, value, uses);
    if (pair === undefined || value.kind !== "operation") return builder.copy(value, args);
    const product = args[pair.productPosition];
    const bias = args[1 - pair.productPosition];
    // The matmul itself was copied already; unused now, it is removed by a later pass.
    const copied = product === undefined ? undefined : builder.value(product);
    if (copied?.kind !== "operation" || bias === undefined) return builder.copy(value, args);
    return builder.operation(gemm, [...copied.arguments, bias], {}, value.name, copied.origin);
  });
}

/** Which argument of an addition is a matmul of matrices, used nowhere else, with a constant as the other one. */
function mergeable(network: Network, value: Value, uses: readonly number[]): { productPosition: 0 | 1 } | undefined {
  if (value.kind !== "operation" || value.op !== add) return undefined;
  for (const productPosition of [0, 1] as const) {
    const product = operationAt(network, value.arguments[productPosition]);
    const bias = value.arguments[1 - productPosition];
    if (product?.op !== matmul || product.shape.length !== 2 || bias === undefined) continue;
    const fromMatrices = product.arguments.every((id) => valueOf(network, id).shape.length === 2);
    const { kind, shape } = valueOf(network, bias);
    const usedOnce = uses[value.arguments[productPosition] ?? -1] === 1;
    if (fromMatrices && usedOnce && kind === "parameter" && broadcastsTo(shape, product.shape)) return { productPosition };
  }
  return undefined;
}

function operationAt(network: Network, id: ValueId | undefined): OperationValue | undefined {
  const value = id === undefined ? undefined : valueOf(network, id);
  return value?.kind === "operation" ? value : undefined;
}
