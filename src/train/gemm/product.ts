// Matrices as callers describe them, and the checked matrix product C = op(A)·op(B) that every GEMM of this folder computes.
// It validates shapes and turns transposes into strides; it multiplies nothing.

/** A row-major float32 matrix inside a larger array: element (i, j) is `data[offset + i·stride + j]`. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** Index of element (0, 0); 0 when left out. */
  readonly offset?: number;
  /** Elements from one row to the next, at least `columns`; `columns` when left out. */
  readonly stride?: number;
}

export interface GemmOptions {
  /** Multiply by the transpose of A: A is then stored k×m. */
  readonly transposeA?: boolean;
  /** Multiply by the transpose of B: B is then stored n×k. */
  readonly transposeB?: boolean;
  /** Add to what C holds instead of replacing it. */
  readonly accumulate?: boolean;
}

/** A matrix of any orientation: element (i, j) is `data[start + i·rowStride + j·columnStride]`. */
export interface StridedMatrix {
  readonly data: Float32Array;
  readonly start: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** C(m×n) = A(m×k)·B(k×n), or C += A·B, with the transposes already turned into strides. */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: StridedMatrix;
  readonly b: StridedMatrix;
  readonly c: StridedMatrix;
  readonly accumulate: boolean;
}

/**
 * Checks the operands of a product and describes it by strides.
 *
 * @throws RangeError naming the shapes when they do not fit together, when a matrix does not fit into its array, or when C
 * shares an element with A or B (the result would then depend on the order of evaluation).
 */
export function checkedProduct(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions): Product {
  const viewA = stridedView("A", a, options.transposeA === true);
  const viewB = stridedView("B", b, options.transposeB === true);
  const viewC = stridedView("C", c, false);
  const m = options.transposeA === true ? a.columns : a.rows;
  const k = options.transposeA === true ? a.rows : a.columns;
  const n = options.transposeB === true ? b.rows : b.columns;
  const depthOfB = options.transposeB === true ? b.columns : b.rows;
  if (depthOfB !== k) {
    throw new RangeError(`gemm: op(A) is ${m}×${k} and op(B) is ${depthOfB}×${n}: the inner sizes differ`);
  }
  if (c.rows !== m || c.columns !== n) {
    throw new RangeError(
      `gemm: op(A) is ${m}×${k} and op(B) is ${k}×${n}, so C must be ${m}×${n}, not ${c.rows}×${c.columns}`,
    );
  }
  refuseSharedElements("A", a, c);
  refuseSharedElements("B", b, c);
  return { m, n, k, a: viewA, b: viewB, c: viewC, accumulate: options.accumulate === true };
}

/** The same product read the other way round: Cᵀ = Bᵀ·Aᵀ. Every element keeps its sum, so the bits stay the same. */
export function transposedProduct(product: Product): Product {
  const { m, n, k, a, b, c, accumulate } = product;
  return { m: n, n: m, k, a: transposed(b), b: transposed(a), c: transposed(c), accumulate };
}

/** The transpose of a matrix: the same elements under exchanged strides. */
export function transposed({ data, start, rowStride, columnStride }: StridedMatrix): StridedMatrix {
  return { data, start, rowStride: columnStride, columnStride: rowStride };
}

function stridedView(name: string, matrix: Matrix, transpose: boolean): StridedMatrix {
  const { data, rows, columns } = matrix;
  const start = matrix.offset ?? 0;
  const stride = matrix.stride ?? columns;
  const sizesAreValid = isSize(rows) && isSize(columns) && isSize(start) && isSize(stride) && stride >= columns;
  if (!sizesAreValid || (rows > 0 && columns > 0 && start + (rows - 1) * stride + columns > data.length)) {
    throw new RangeError(
      `gemm: ${name} is ${rows}×${columns} at offset ${start} with stride ${stride}, which does not fit into ` +
        `an array of ${data.length} elements`,
    );
  }
  return transpose
    ? { data, start, rowStride: 1, columnStride: stride }
    : { data, start, rowStride: stride, columnStride: 1 };
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function refuseSharedElements(name: string, input: Matrix, output: Matrix): void {
  if (input.data.buffer === output.data.buffer && shareElements(input, output)) {
    throw new RangeError(
      `gemm: C (${output.rows}×${output.columns}) shares elements with ${name} (${input.rows}×${input.columns})`,
    );
  }
}

/** Whether two matrices over one buffer have an element in common; walks the rows of both in address order. */
function shareElements(x: Matrix, y: Matrix): boolean {
  if (x.columns === 0 || y.columns === 0) {
    return false;
  }
  const addressOfX = x.data.byteOffset / 4 + (x.offset ?? 0);
  const addressOfY = y.data.byteOffset / 4 + (y.offset ?? 0);
  let i = 0;
  let j = 0;
  while (i < x.rows && j < y.rows) {
    const rowOfX = addressOfX + i * (x.stride ?? x.columns);
    const rowOfY = addressOfY + j * (y.stride ?? y.columns);
    if (rowOfX + x.columns <= rowOfY) {
      i++;
    } else if (rowOfY + y.columns <= rowOfX) {
      j++;
    } else {
      return true;
    }
  }
  return false;
}
