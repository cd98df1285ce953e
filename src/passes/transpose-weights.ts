// Stores the constant matrix of every dense layer as outputs × inputs, whatever order the file had it in:
// a row of the table is then what one output reads.

import type { Network, ParameterValue } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import { gemm } from "../network/ops/gemm.ts";
import { matmul } from "../network/ops/matmul.ts";
import { rewrite } from "./rewrite.ts";

export function transposeWeights(network: Network): Network {
  /** By the id of the matrix in the new network: layers that share one go on sharing it. */
  const transposes = new Map<ValueId, ValueId>();
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation") return builder.copy(value, args);
    const [a, b, ...rest] = args;
    const matrix = b === undefined ? undefined : builder.value(b);
    if (a === undefined || b === undefined || matrix?.kind !== "parameter" || matrix.shape.length !== 2) return builder.copy(value, args);
    const isGemm = value.op === gemm && value.attributes.transposeB !== 1;
    const isMatmul = value.op === matmul && builder.shapeOf(a).length === 2;
    if (!isGemm && !isMatmul) return builder.copy(value, args);
    const attributes = { ...(isGemm ? value.attributes : {}), transposeB: 1 };
    const transpose = transposes.get(b) ?? transposed(matrix, builder);
    transposes.set(b, transpose);
    return builder.operation(gemm, [a, transpose, ...rest], attributes, value.name, value.origin);
  });
}

function transposed(matrix: ParameterValue, builder: NetworkBuilder): ValueId {
  const [rows, columns] = matrix.shape;
  const turned = (elements: Float32Array): Float32Array => {
    const data = new Float32Array(elements.length);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) data[column * rows + row] = elements[row * columns + column];
    }
    return data;
  };
  const multiples = matrix.multiples && { integers: turned(matrix.multiples.integers), scales: turned(matrix.multiples.scales) };
  return builder.ownParameter(matrix.name, [columns, rows], turned(matrix.data), matrix.origin, multiples);
}
