// Plans matrix products: which operand is read on which side, so that nothing has to be transposed where that can be had.

import { valueOf, type OperationValue, type ValueId } from "../../../network/network.ts";
import { broadcastMap } from "../broadcast-map.ts";
import { binary, constant, type LaneExpression } from "./lane-expression.ts";
import { PANEL_WIDTH, storedSize, type Across, type PanelMatrix } from "./panel-matrix.ts";
import { operandFor } from "./plan-pointwise.ts";
import type { Planning } from "./planning.ts";
import type { MatrixProduct } from "./schedule.ts";

/** An operand of C(m×n) = A(m×k)·B(k×n), transposes already resolved: which orientation runs along m or n, which along k. */
interface Factor {
  readonly id: ValueId;
  readonly outer: Across;
  readonly depth: Across;
}

/**
 * alpha·A·B + beta·C, as gemm defines its order: with alpha = beta = 1 the chain starts at C's element; otherwise the product
 * starts at 0, is scaled by alpha, and beta·C is added last.
 *
 * With the columns of the result across the panels, B is read with its columns across and A either way; with the rows of
 * the result across, which only gradients ask for, the transposed product is computed: every element keeps its chain.
 */
export function planProduct(planning: Planning, value: OperationValue, id: ValueId): void {
  const [a, b] = value.arguments;
  const { transposeA = 0, transposeB = 0, alpha = 1, beta = 1 } = value.attributes;
  const left: Factor = transposeA === 1 ? { id: a, outer: "columns", depth: "rows" } : { id: a, outer: "rows", depth: "columns" };
  const right: Factor = transposeB === 1 ? { id: b, outer: "rows", depth: "columns" } : { id: b, outer: "columns", depth: "rows" };
  const offset = value.arguments.length < 3 ? undefined : offsetOf(planning, value.arguments[2], value);
  const across: Across = offset === undefined && planning.isWantedAcrossRows(id) ? "rows" : "columns";
  const isOffsetFirst = offset !== undefined && alpha === 1 && beta === 1;
  const initial = isOffsetFirst ? offset : constant(0);
  const position = across === "columns" ? pushProduct(planning, left, right, initial) : pushProduct(planning, right, left, initial);
  const result = isOffsetFirst ? PRODUCT : scaled(alpha, beta, offset);
  if (across === "columns") {
    planning.computed(id, position, result);
  } else {
    const matrix = planning.place(id, "rows");
    planning.store(position, matrix.start, result);
    planning.written(id, "rows", matrix, position);
  }
}

/** A multiple of eight: a panel of the right matrix of this depth, 8 KiB, stays in level 1. */
const DEPTH_OF_PART = 256;

const PRODUCT: LaneExpression = { kind: "product" };

function scaled(alpha: number, beta: number, offset: LaneExpression | undefined): LaneExpression {
  const product = alpha === 1 ? PRODUCT : binary("multiply", PRODUCT, constant(Math.fround(alpha)));
  if (offset === undefined) return product;
  return binary("add", product, beta === 1 ? offset : binary("multiply", offset, constant(Math.fround(beta))));
}

/** C as an operand of the result; where its broadcasting is none that operations know, it is spread out first. */
function offsetOf(planning: Planning, id: ValueId, value: OperationValue): LaneExpression {
  const direct = operandFor(planning, id, value.shape, undefined);
  if (direct !== undefined) return direct;
  const { shape } = valueOf(planning.step.network, id);
  return planning.spread(id, broadcastMap(shape, value.shape), value.shape);
}

/** The product whose right operand is read with its outer axis across. */
function pushProduct(planning: Planning, left: Factor, right: Factor, initial: LaneExpression): number {
  const rightMatrix = planning.inMemory(right.id, right.outer);
  const isReady = (across: Across): boolean => planning.home(left.id).versions.has(across);
  const alongOuter = isReady(left.outer) || (left.outer === "columns" && !isReady(left.depth));
  const leftMatrix: PanelMatrix = planning.inMemory(left.id, alongOuter ? left.outer : left.depth);
  return pushInParts(planning, {
    depth: rightMatrix.length,
    left: leftMatrix,
    leftAcross: alongOuter ? "rows" : "depth",
    right: rightMatrix,
    initial,
  });
}

/** Cuts the depth, so that what a part reads stays in cache; the sums so far lie in memory between the parts. */
function pushInParts(planning: Planning, product: MatrixProduct): number {
  const { left, leftAcross, right, depth } = product;
  const length = leftAcross === "rows" ? left.width : left.length;
  if (depth <= DEPTH_OF_PART) return planning.pushMap(length, right.width, product);
  const sums = planning.memory.allocate(storedSize(length, right.width));
  let position = -1;
  for (let step = 0; step < depth; step += DEPTH_OF_PART) {
    const first = step * PANEL_WIDTH;
    position = planning.pushMap(length, right.width, {
      depth: Math.min(DEPTH_OF_PART, depth - step),
      left: { ...left, start: left.start + (leftAcross === "rows" ? first : step * left.length) },
      leftAcross,
      right: { ...right, start: right.start + first },
      initial: step === 0 ? product.initial : { kind: "operand", reach: "matrix", start: sums },
    });
    if (step + DEPTH_OF_PART < depth) planning.store(position, sums, PRODUCT);
  }
  return position;
}
