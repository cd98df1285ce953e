// Merges matmul by a matrix followed by the addition of a constant into one op, the dense layer: gemm where all are matrices.
// The sums then begin with the bias, as onnxruntime has it: up to a depth of 256 the same bits, beyond it the same in real
// arithmetic.

import { broadcastsTo } from "../network/broadcast.ts";
import type { Network, OperationValue, Value } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { useCounts, valueOf } from "../network/network.ts";
import { add } from "../network/ops/add.ts";
import { gemm } from "../network/ops/gemm.ts";
import { matmul } from "../network/ops/matmul.ts";
import { matmulAdd } from "../network/ops/matmul-add.ts";
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
    const areMatrices = copied.arguments.every((id) => builder.shapeOf(id).length === 2);
    return builder.operation(areMatrices ? gemm : matmulAdd, [...copied.arguments, bias], {}, value.name, copied.origin);
  });
}

/** Which argument of an addition is a matmul by a matrix, used nowhere else, with a constant as the other one. */
function mergeable(network: Network, value: Value, uses: readonly number[]): { productPosition: 0 | 1 } | undefined {
  if (value.kind !== "operation" || value.op !== add) return undefined;
  for (const productPosition of [0, 1] as const) {
    const product = operationAt(network, value.arguments[productPosition]);
    const bias = value.arguments[1 - productPosition];
    if (product?.op !== matmul || bias === undefined) continue;
    const [, right] = product.arguments.map((id) => valueOf(network, id).shape);
    const byMatrix = right.length === 2;
    const { kind, shape } = valueOf(network, bias);
    const usedOnce = uses[value.arguments[productPosition] ?? -1] === 1;
    if (byMatrix && usedOnce && kind === "parameter" && broadcastsTo(shape, product.shape)) return { productPosition };
  }
  return undefined;
}

function operationAt(network: Network, id: ValueId | undefined): OperationValue | undefined {
  const value = id === undefined ? undefined : valueOf(network, id);
  return value?.kind === "operation" ? value : undefined;
}
