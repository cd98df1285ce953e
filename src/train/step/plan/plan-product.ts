// Plans matrix products: which operand is read on which side, so that nothing has to be transposed where that can be had.

import { valueOf, type OperationValue } from "../../../network/network.ts";
import { type ValueId } from "../../../network/op.ts";
import { add, constant, multiply } from "../../../program/expression.ts";
import type { Expression } from "../../../program/program.ts";
import { PANEL_WIDTH, storedSize, type Across } from "../../gemm/panel-matrix.ts";
import { columnsOf, depthBlocks, rowsOf, type MatrixProduct } from "../../gemm/product.ts";
import { broadcastMap } from "../broadcast-map.ts";
import { extents, usualAcross } from "./matrix-form.ts";
import { PRODUCT } from "./operands.ts";
import { operandFor } from "./plan-pointwise.ts";
import type { Planning } from "./planning.ts";

/** An operand of C(m×n) = A(m×k)·B(k×n), transposes already resolved: which orientation runs along m or n, which along k. */
export interface ProductOperand {
  readonly id: ValueId;
  readonly outer: Across;
  readonly depth: Across;
}

/** start·weight + Σ scale·(block of left·right), in the order of `Reduction`. */
export interface ProductOfMatrices {
  readonly left: ProductOperand;
  readonly right: ProductOperand;
  readonly scale: number | undefined;
  readonly start: { readonly id: ValueId; readonly weight: number | undefined } | undefined;
}

/**
 * With the columns of the result across the panels, B is read with its columns across and A either way; with the rows of
 * the result across, which gradients ask for and single columns have, the transposed product is computed: every element
 * keeps its chain.
 */
export function planProduct(planning: Planning, product: ProductOfMatrices, value: OperationValue, id: ValueId): void {
  const { left, right, scale, start } = product;
  const usual = planning.usualAcrossOf(id);
  const across: Across = start === undefined && planning.isWantedAcrossRows(id) ? "rows" : usual;
  const [one, other] = across === "columns" ? [left, right] : [right, left];
  const offset = start && weighted(offsetOf(planning, start.id, value), start.weight);
  const { position, sum } = pushProduct(planning, one, other, { offset, block: weighted(PRODUCT, scale) });
  if (across === usual) {
    planning.computed(id, position, sum);
  } else {
    const matrix = planning.place(id, across);
    planning.store(position, matrix.start, sum);
    planning.written(id, across, matrix, position);
  }
}

function weighted(value: Expression, weight: number | undefined): Expression {
  return weight === undefined ? value : multiply(value, constant(weight));
}

/** What the sum begins with, and what each block adds. */
interface Terms {
  readonly offset: Expression | undefined;
  readonly block: Expression;
}

/** C as an operand of the result; where its broadcasting is none that operations know, it is spread out first. */
function offsetOf(planning: Planning, id: ValueId, value: OperationValue): Expression {
  const direct = operandFor(planning, id, value.shape, undefined);
  if (direct !== undefined) return direct;
  const { shape } = valueOf(planning.step.network, id);
  return planning.spread(id, broadcastMap(shape, value.shape), value.shape);
}

/** Rows of a result for which turning the right matrix round while it is read costs less than doing so before. */
const FEW_ROWS = 4;

/** The map that finishes a product, and the product in its registers. */
interface PlannedProduct {
  readonly position: number;
  readonly sum: Expression;
}

/** The product whose right operand is read with its outer axis across, if it is not turned round while it is read. */
function pushProduct(planning: Planning, left: ProductOperand, right: ProductOperand, terms: Terms): PlannedProduct {
  const leftIsOuter =
    isReady(planning, left.id, left.outer) || (left.outer === "columns" && !isReady(planning, left.id, left.depth)) || collides(planning, left, right);
  const leftMatrix = planning.inMemory(left.id, leftIsOuter ? left.outer : left.depth);
  const rows = leftIsOuter ? leftMatrix.width : leftMatrix.length;
  const rightIsOuter = isReady(planning, right.id, right.outer) || rows > FEW_ROWS || !isReady(planning, right.id, right.depth);
  const rightMatrix = planning.inMemory(right.id, rightIsOuter ? right.outer : right.depth);
  const product: MatrixProduct = {
    depth: rightIsOuter ? rightMatrix.length : rightMatrix.width,
    left: leftMatrix,
    leftAcross: leftIsOuter ? "rows" : "depth",
    right: rightMatrix,
    rightAcross: rightIsOuter ? "columns" : "depth",
  };
  return pushBlocks(planning, product, terms);
}

/** Whether a value can be had in this orientation without a transposition. */
function isReady(planning: Planning, id: ValueId, across: Across): boolean {
  const { versions, form } = planning.home(id);
  return versions.has(across) || (versions.size === 0 && usualAcross(form) === across);
}

/** Steps of a panel whose bytes are those of one way of a level-1 cache, 4 KiB. */
const STEPS_OF_WAY = 128;
/** Ways of a level-1 cache: as many panels stay side by side. */
const WAYS = 8;
/** Columns of a result for which the left matrix is better transposed than read from level 2 for every panel. */
const MANY_COLUMNS = 64;

/**
 * Whether the rows of a tile, read with the depth across, would fall on the same few places of a level-1 cache: panels that
 * lie whole ways apart drive each other out.
 */
function collides(planning: Planning, left: ProductOperand, right: ProductOperand): boolean {
  const { length, width } = extents(planning.home(left.id).form, left.depth);
  const columns = extents(planning.home(right.id).form, right.outer).width;
  return length % STEPS_OF_WAY === 0 && width > PANEL_WIDTH * WAYS && columns >= MANY_COLUMNS;
}

/** One map for each block of the depth; between them the sums so far lie in memory. */
function pushBlocks(planning: Planning, product: MatrixProduct, { offset, block: term }: Terms): PlannedProduct {
  const [length, width] = [rowsOf(product), columnsOf(product)];
  const [first, ...others] = depthBlocks(product);
  let position = planning.pushMap(length, width, first);
  let sum = offset === undefined ? term : add(offset, term);
  if (others.length === 0) return { position, sum };
  const start = planning.memory.allocate(storedSize(length, width));
  for (const block of others) {
    planning.store(position, start, sum);
    position = planning.pushMap(length, width, block);
    sum = add(planning.operands.read("matrix", start), term);
  }
  return { position, sum };
}
