// Operands that do not fit are refused, with the shapes and views that do not fit named.
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../../src/train/gemm/blocking.ts";
import type { GemmOptions, Matrix } from "../../../src/train/gemm/gemm.ts";
import { gemm, naiveGemm } from "../../../src/train/gemm/gemm.ts";
import { scalar3x4 } from "../../../src/train/gemm/micro-kernel.ts";

function zeros(rows: number, columns: number): Matrix {
  return { data: new Float32Array(rows * columns), rows, columns };
}

const data = new Float32Array(100);
const rightC = zeros(2, 4);

const cases: readonly (readonly [Matrix, Matrix, Matrix, GemmOptions, string])[] = [
  [zeros(2, 3), zeros(4, 4), rightC, {}, "gemm: op(A) is 2×3 and op(B) is 4×4: the inner sizes differ"],
  [zeros(2, 3), zeros(3, 4), rightC, { transposeA: true }, "gemm: op(A) is 3×2 and op(B) is 3×4: the inner sizes differ"],
  [zeros(2, 3), zeros(3, 4), rightC, { transposeB: true }, "gemm: op(A) is 2×3 and op(B) is 4×3: the inner sizes differ"],
  [zeros(2, 3), zeros(3, 4), zeros(4, 2), {}, "gemm: op(A) is 2×3 and op(B) is 3×4, so C must be 2×4, not 4×2"],
  [
    { data: new Float32Array(5), rows: 2, columns: 3 }, zeros(3, 4), rightC, {},
    "gemm: A is 2×3 at offset 0 with stride 3, which does not fit into an array of 5 elements",
  ],
  [
    zeros(2, 3), { data: new Float32Array(13), rows: 3, columns: 4, offset: 1, stride: 5 }, rightC, {},
    "gemm: B is 3×4 at offset 1 with stride 5, which does not fit into an array of 13 elements",
  ],
  [
    zeros(2, 3), zeros(3, 4), { data: new Float32Array(8), rows: 2, columns: 4, offset: 1 }, {},
    "gemm: C is 2×4 at offset 1 with stride 4, which does not fit into an array of 8 elements",
  ],
  [
    { data, rows: 2, columns: 3, stride: 2 }, zeros(3, 4), rightC, {},
    "gemm: A is 2×3 at offset 0 with stride 2, which does not fit into an array of 100 elements",
  ],
  [
    { data, rows: 2, columns: 3, offset: -1 }, zeros(3, 4), rightC, {},
    "gemm: A is 2×3 at offset -1 with stride 3, which does not fit into an array of 100 elements",
  ],
  [
    { data, rows: 1.5, columns: 3 }, zeros(3, 4), rightC, {},
    "gemm: A is 1.5×3 at offset 0 with stride 3, which does not fit into an array of 100 elements",
  ],
  [
    { data, rows: 2, columns: 3 }, zeros(3, 4), { data, rows: 2, columns: 4, offset: 5 }, {},
    "gemm: C (2×4) shares elements with A (2×3)",
  ],
  [
    zeros(2, 3), { data: data.subarray(20), rows: 3, columns: 4, stride: 8 }, { data, rows: 2, columns: 4, offset: 15 }, {},
    "gemm: C (2×4) shares elements with B (3×4)",
  ],
];

describe.each([["gemm", gemm], ["naiveGemm", naiveGemm]] as const)("%s", (_, multiply) => {
  it.each(cases)("refuses case %#", (a, b, c, options, message) => {
    expect(() => multiply(a, b, c, options)).toThrow(new RangeError(message));
  });

  it("takes a view that ends with its array", () => {
    const a = { data: Float32Array.of(9, 1, 2, 9, 3, 4), rows: 2, columns: 2, offset: 1, stride: 3 };
    const c = zeros(2, 2);
    multiply(a, { data: Float32Array.of(1, 0, 0, 1), rows: 2, columns: 2 }, c);
    expect([...c.data]).toEqual([1, 2, 3, 4]);
  });
});

describe("createWorkspace", () => {
  it.each([
    [{ blockRows: 4, blockDepth: 8, blockColumns: 8 }, "gemm: blockRows is 4, which is not a positive multiple of 3"],
    [{ blockRows: 3, blockDepth: 0, blockColumns: 8 }, "gemm: blockDepth is 0, which is not a positive multiple of 1"],
    [{ blockRows: 3, blockDepth: 8, blockColumns: 6 }, "gemm: blockColumns is 6, which is not a positive multiple of 4"],
  ])("refuses %o", (sizes, message) => {
    expect(() => createWorkspace({ kernel: scalar3x4, ...sizes })).toThrow(new RangeError(message));
  });
});
