// Evaluates a network value by value with arrays and loops, as numpy and ONNX define the ops, sharing nothing with
// their computations but the order of sums that these document.

import type { Network, OperationValue, Shape } from "../../src/network/network.ts";

export interface Tensor {
  readonly shape: Shape;
  readonly data: readonly number[];
}

/** What is done to each result of an operation: Math.fround gives float32, the number itself float64. */
export type Rounding = (value: number) => number;

/** The outputs of one call; `inputs` are the elements of each input. */
export function evaluateNaively(network: Network, inputs: readonly ArrayLike<number>[], round: Rounding): readonly Tensor[] {
  const tensors: Tensor[] = [];
  for (const [id, value] of network.values.entries()) {
    if (value.kind === "operation") tensors.push(apply(value, value.arguments.map((argument) => tensors[argument]), round));
    else tensors.push({ shape: value.shape, data: Array.from(value.kind === "input" ? inputs[network.inputs.findIndex((input) => input.value === id)] : value.data) });
  }
  return network.outputs.map(({ value }) => tensors[value]);
}

function apply({ op, attributes, shape }: OperationValue, args: readonly Tensor[], round: Rounding): Tensor {
  const [a, b, c] = args;
  switch (op.name) {
    case "add":
      return tensor(broadcast([a.shape, b.shape]), (at) => round(element(a, at) + element(b, at)));
    case "dropout":
    case "identity":
      return a;
    case "flatten": {
      const axis = attributes.axis < 0 ? attributes.axis + a.shape.length : attributes.axis;
      const rows = a.shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
      return { shape: [rows, a.data.length / rows], data: a.data };
    }
    case "gemm":
      return gemm(a, b, args.length > 2 ? c : undefined, attributes, round);
    case "leaky_relu":
      return { shape, data: a.data.map((x) => (x < 0 ? round(x * attributes.slope) : x)) };
    case "matmul":
      return matmul(a, b, round);
    case "relu":
      return { shape, data: a.data.map((x) => (x < 0 ? 0 : x)) };
    default:
      throw new Error(`the naive evaluation does not know ${op.name}`);
  }
}

/** The sums of blocks of 256 steps, each from 0 with k ascending: what onnxruntime adds up one after the other. */
function blockSums(depth: number, product: (k: number) => number, round: Rounding): readonly number[] {
  const sums: number[] = [];
  for (let k = 0; k < depth; k++) {
    if (k % 256 === 0) sums.push(0);
    sums.push(round((sums.pop() ?? NaN) + round(product(k))));
  }
  return sums;
}

/** beta·C takes the blocks' sums, each times alpha, one after the other. */
function gemm(a: Tensor, b: Tensor, c: Tensor | undefined, attributes: OperationValue["attributes"], round: Rounding): Tensor {
  const { alpha, beta, transposeA, transposeB } = attributes;
  const left = (i: number, k: number) => element(a, transposeA === 1 ? [k, i] : [i, k]);
  const right = (k: number, j: number) => element(b, transposeB === 1 ? [j, k] : [k, j]);
  const rows = a.shape[transposeA === 1 ? 1 : 0];
  const inner = a.shape[transposeA === 1 ? 0 : 1];
  const columns = b.shape[transposeB === 1 ? 0 : 1];
  return tensor([rows, columns], ([i, j]) => {
    const start = c === undefined ? undefined : round(element(c, [i, j]) * beta);
    const [first, ...others] = blockSums(inner, (k) => left(i, k) * right(k, j), round).map((sum) => round(sum * alpha));
    return others.reduce((sum, block) => round(sum + block), start === undefined ? first : round(start + first));
  });
}

/** numpy.matmul: a vector on the left gets a leading axis, one on the right a trailing axis, dropped afterwards. */
function matmul(a: Tensor, b: Tensor, round: Rounding): Tensor {
  const left = a.shape.length === 1 ? { shape: [1, ...a.shape], data: a.data } : a;
  const right = b.shape.length === 1 ? { shape: [...b.shape, 1], data: b.data } : b;
  const inner = left.shape.at(-1) ?? 0;
  const batch = broadcast([left.shape.slice(0, -2), right.shape.slice(0, -2)]);
  const full = tensor([...batch, left.shape.at(-2) ?? 0, right.shape.at(-1) ?? 0], (at) => {
    const [row, column] = at.slice(-2);
    const product = (k: number) => element(left, [...at.slice(0, -2), row, k]) * element(right, [...at.slice(0, -2), k, column]);
    return blockSums(inner, product, round).reduce((sum, block) => round(sum + block));
  });
  const rows = a.shape.length === 1 ? [] : [full.shape[batch.length]];
  const columns = b.shape.length === 1 ? [] : [full.shape[batch.length + 1]];
  return { shape: [...batch, ...rows, ...columns], data: full.data };
}

/** numpy: align at the last axis; extents of 1 stretch. Throws where shapes do not fit. */
export function broadcast(shapes: readonly Shape[]): Shape {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const padded = shapes.map((shape) => [...Array.from({ length: rank - shape.length }, () => 1), ...shape]);
  return Array.from({ length: rank }, (_, axis) => {
    const extents = new Set(padded.map((shape) => shape[axis]).filter((extent) => extent !== 1));
    if (extents.size > 1) throw new Error("shapes do not broadcast");
    const [extent = 1] = extents;
    return extent;
  });
}

/** All positions of an array of this shape, row-major. */
export function positions(shape: Shape): readonly (readonly number[])[] {
  return shape.reduce<readonly (readonly number[])[]>(
    (found, extent) => found.flatMap((position) => Array.from({ length: extent }, (_, i) => [...position, i])),
    [[]],
  );
}

function tensor(shape: Shape, value: (at: readonly number[]) => number): Tensor {
  return { shape, data: positions(shape).map(value) };
}

/** The element at a position of a shape that the tensor broadcasts to. */
export function element({ shape, data }: Tensor, at: readonly number[]): number {
  const own = at.slice(at.length - shape.length);
  let address = 0;
  shape.forEach((extent, axis) => (address = address * extent + (extent === 1 ? 0 : own[axis])));
  return data[address];
}
