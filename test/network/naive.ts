// Evaluates a network value by value with arrays and loops, as numpy and ONNX define the ops, sharing nothing with
// their computations but the order of sums that these document.

import { listOf, numberOf } from "../../src/network/attributes.ts";
import type { Network, OperationValue } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import { NAIVE_ATTENTION } from "./naive-attention.ts";
import { NAIVE_FIXED_POINT } from "./naive-fixed-point.ts";
import { NAIVE_INTEGERS } from "./naive-integers.ts";
import { NAIVE_LOSSES } from "./naive-losses.ts";
import { NAIVE_MOVEMENT } from "./naive-movement.ts";
import { NAIVE_NORMALISATIONS } from "./naive-normalisations.ts";
import { NAIVE_POINTWISE } from "./naive-pointwise.ts";
import { NAIVE_RECURRENT } from "./naive-recurrent.ts";
import { NAIVE_REDUCTIONS } from "./naive-reductions.ts";
import { NAIVE_RESIZE } from "./naive-resize.ts";
import { NAIVE_SEQUENCES } from "./naive-sequences.ts";
import { NAIVE_SIGNALS } from "./naive-signals.ts";
import { NAIVE_WINDOWS } from "./naive-windows.ts";
import { axesOf, element, tensor, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

const NAIVE_OPS: NaiveOps = {
  ...NAIVE_ATTENTION,
  ...NAIVE_FIXED_POINT,
  ...NAIVE_INTEGERS,
  ...NAIVE_LOSSES,
  ...NAIVE_MOVEMENT,
  ...NAIVE_NORMALISATIONS,
  ...NAIVE_POINTWISE,
  ...NAIVE_RECURRENT,
  ...NAIVE_REDUCTIONS,
  ...NAIVE_RESIZE,
  ...NAIVE_SEQUENCES,
  ...NAIVE_SIGNALS,
  ...NAIVE_WINDOWS,
};

/** The outputs of one call; `inputs` are the elements of each input. */
export function evaluateNaively(network: Network, inputs: readonly ArrayLike<number>[], round: Rounding): readonly Tensor[] {
  const tensors: Tensor[] = [];
  for (const [id, value] of network.values.entries()) {
    if (value.kind === "operation") tensors.push(naiveResult(network, value, value.arguments.map((argument) => tensors[argument]), round));
    else if (value.kind === "state") tensors.push({ shape: value.shape, data: Array.from(value.initial) });
    else tensors.push({ shape: value.shape, data: Array.from(value.kind === "input" ? inputs[network.inputs.findIndex((input) => input.value === id)] : value.data) });
  }
  return network.outputs.map(({ value }) => tensors[value]);
}

/** Of one operation of the network. @param args its arguments. */
export function naiveResult(network: Network, value: OperationValue, args: readonly Tensor[], round: Rounding): Tensor {
  const { op, attributes, shape, scalar } = value;
  const scalars = value.arguments.map((argument) => network.values[argument].scalar);
  if (Object.hasOwn(NAIVE_OPS, op.name)) return NAIVE_OPS[op.name]({ args, scalars, attributes, shape, scalar, round });
  const [a, b, c] = args;
  switch (op.name) {
    case "expand":
      return tensor(broadcast([a.shape, listOf(attributes, "shape")]), (at) => element(a, at));
    case "reshape":
    case "squeeze":
    case "unsqueeze":
      return { shape, data: a.data };
    case "slice":
      return slice(a, attributes);
    case "square_root":
      return { shape, data: a.data.map((x) => round(Math.sqrt(x))) };
    case "transpose": {
      const perm = listOf(attributes, "perm");
      const order = perm.length > 0 ? perm : a.shape.map((_, axis) => a.shape.length - 1 - axis);
      return tensor(order.map((axis) => a.shape[axis]), (at) => element(a, a.shape.map((_, axis) => at[order.indexOf(axis)])));
    }
    case "dropout":
    case "identity":
      return a;
    case "flatten": {
      const [axis] = axesOf([numberOf(attributes, "axis")], a.shape.length);
      const rows = a.shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
      return { shape: [rows, a.data.length / rows], data: a.data };
    }
    case "gemm":
      return gemm(a, b, args.length > 2 ? c : undefined, attributes, round);
    case "leaky_relu":
      return { shape, data: a.data.map((x) => (x < 0 ? round(x * numberOf(attributes, "slope")) : x)) };
    case "matmul":
      return matmul(a, b, round);
    case "relu":
      return { shape, data: a.data.map((x) => (x < 0 ? 0 : x)) };
    default:
      throw new Error(`the naive evaluation does not know ${op.name}`);
  }
}

/** The places of Python's range(n)[start:end:step], found by walking. */
function sliced(extent: number, start: number, end: number, step: number): readonly number[] {
  const from = start < 0 ? start + extent : start;
  const to = end < 0 ? end + extent : end;
  const places: number[] = [];
  for (let place = 0; place < extent; place++) {
    const first = step > 0 ? Math.max(0, from) : Math.min(extent - 1, Math.max(0, from));
    const isInside = step > 0 ? place >= first && place < to : place <= first && place > to;
    if (isInside && (place - first) % step === 0) places.push(place);
  }
  return step > 0 ? places : places.reverse();
}

/** numpy's x[start:end:step] along each axis. */
function slice(x: Tensor, attributes: Attributes): Tensor {
  const [starts, ends, given, steps] = ["starts", "ends", "axes", "steps"].map((name) => listOf(attributes, name));
  const axes = axesOf(given.length > 0 ? given : [...starts.keys()], x.shape.length);
  const places = x.shape.map((extent, axis) => {
    const position = axes.indexOf(axis);
    return position < 0 ? [...Array(extent).keys()] : sliced(extent, starts[position], ends[position], steps[position] ?? 1);
  });
  return tensor(places.map(({ length }) => length), (at) => element(x, at.map((place, axis) => places[axis][place])));
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
  const [alpha, beta, transposeA, transposeB] = ["alpha", "beta", "transposeA", "transposeB"].map((name) => numberOf(attributes, name));
  const left = (i: number, k: number) => element(a, transposeA === 1 ? [k, i] : [i, k]);
  const right = (k: number, j: number) => element(b, transposeB === 1 ? [j, k] : [k, j]);
  const rows = a.shape[transposeA === 1 ? 1 : 0];
  const inner = a.shape[transposeA === 1 ? 0 : 1];
  const columns = b.shape[transposeB === 1 ? 0 : 1];
  return tensor([rows, columns], ([i, j]) => {
    const start = c === undefined || beta === 0 ? undefined : round(element(c, [i, j]) * beta);
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
    return extents.size === 0 ? 1 : Math.max(...extents);
  });
}
