// The products of quantised matrices, less their zero points, and a bias, in i32 modulo 2^32. Of weights that are known everything is known
// that a zero point of the other factor adds: Σ (a − z)·w is Σ a·w − z·Σ w. Then both factors are read as narrow as they are.

import type { ExpandContext, ValueId } from "../../op.ts";
import { elementCount } from "../../shape.ts";
import { add } from "../add.ts";
import { cast, castCode } from "../cast.ts";
import { multiply } from "../multiply.ts";
import { subtract } from "../subtract.ts";
import { integerProducts } from "./integer-products.ts";
import { isZero, knownLessZero, lessZero, spreadZero, sumsOver } from "./without-zero.ts";

export interface QuantisedMatrices {
  readonly a: ValueId;
  /** One number, or one for each row. */
  readonly aZero: ValueId | undefined;
  readonly b: ValueId;
  /** One number, or one for each column. */
  readonly bZero: ValueId | undefined;
  /** Of i32, one for each column. */
  readonly bias?: ValueId | undefined;
}

type Context = Pick<ExpandContext, "builder" | "origin">;

export function quantisedProducts(context: Context, { a, aZero, b, bZero, bias }: QuantisedMatrices, name: string): ValueId {
  const { builder, origin } = context;
  const [aRank, bRank] = [a, b].map((id) => builder.shapeOf(id).length);
  const products = (left: ValueId, right: ValueId, start: ValueId | undefined, own: string): ValueId =>
    builder.operation(integerProducts, [left, right, ...(start === undefined ? [] : [start])], {}, own, origin);
  const weights = bRank < 2 ? undefined : knownLessZero(context, b, bZero, bRank - 1);
  if (weights === undefined) return products(lessZero(context, a, aZero, aRank - 2), lessZero(context, b, bZero, bRank - 1), bias, name);
  if (aZero === undefined || isZero(builder, aZero)) return products(a, weights, bias, name);
  const corrections = correctionsOf(context, weights, aZero, bias);
  if (corrections !== undefined) return products(a, weights, corrections, name);
  const zeros = builder.operation(cast, [spreadZero(context, aZero, aRank, aRank - 2)], { to: castCode("i32") }, "zero", origin);
  const added = builder.operation(multiply, [zeros, sumsOfColumns(context, weights, "column_sums", (sum) => sum)], {}, "added", origin);
  return builder.operation(subtract, [products(a, weights, bias, "sums"), added], {}, name, origin);
}

/** The bias less what one known zero point adds to each column; undefined where it is not one or not known. */
function correctionsOf(context: Context, weights: ValueId, zero: ValueId, bias: ValueId | undefined): ValueId | undefined {
  const { builder, origin } = context;
  const known = builder.known(zero);
  if (known?.data.length !== 1) return undefined;
  const corrections = sumsOfColumns(context, weights, "b", (sum) => -Math.imul(known.data[0], sum));
  return bias === undefined ? corrections : builder.operation(add, [bias, corrections], {}, "b", origin);
}

/** [N], or [..., 1, N] where there are several matrices. */
function sumsOfColumns({ builder, origin }: Context, weights: ValueId, name: string, of: (sum: number) => number): ValueId {
  const known = builder.known(weights);
  if (known === undefined) throw new RangeError("weights are known");
  const { shape } = known;
  const sums = sumsOver(known, shape.length - 2, shape.length - 1).map(of);
  const batch = shape.slice(0, -2);
  return builder.constant(name, elementCount(batch) === 1 ? shape.slice(-1) : [...batch, 1, shape[shape.length - 1]], "i32", sums, origin);
}
