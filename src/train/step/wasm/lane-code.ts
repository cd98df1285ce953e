// Emits lane expressions as SIMD code. What is the same for all elements is read once, before the loops.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";
import type { VectorPlace } from "../../gemm/wasm/product-code.ts";
import { countUses, type LaneExpression, type LaneOperand } from "../schedule/lane-expression.ts";
import type { LaneStore } from "../schedule/schedule.ts";

type Vector = Operand<"v128">;
type LaneSelection = Extract<LaneExpression, { readonly kind: "select" }>;

/** Where a vector of elements is, and the product's elements there, where there is a product. */
interface LanePlace extends VectorPlace {
  readonly product: Vector | undefined;
}

export class LaneCode {
  private readonly code: FunctionBuilder;
  private readonly stores: readonly LaneStore[];
  private readonly uses: ReadonlyMap<LaneExpression, number>;
  /** The same for the whole operation, by their bits or their place. */
  private readonly constants = new Map<string, Vector>();
  /** The same for a panel: one operand for each vector of it. */
  private readonly rows = new Map<number, readonly Vector[]>();

  constructor(code: FunctionBuilder, stores: readonly LaneStore[]) {
    this.code = code;
    this.stores = stores;
    this.uses = countUses(stores.map(({ value }) => value));
    for (const expression of this.uses.keys()) this.keepConstant(expression);
  }

  get readsRows(): boolean {
    return [...this.uses.keys()].some((expression) => expression.kind === "operand" && expression.reach === "row");
  }

  /** Reads row operands for the panel whose first lane is `lanes` bytes into a row. */
  startPanel(lanes: Operand<"i32">, vectors: number): void {
    for (const expression of this.uses.keys()) {
      if (expression.kind !== "operand" || expression.reach !== "row") continue;
      const load = (vector: number): Vector => this.code.keep(v128.load(lanes, 4 * expression.start + 16 * vector)).get;
      const operands = Array.from({ length: vectors }, (_, vector) => load(vector));
      this.rows.set(expression.start, operands);
    }
  }

  /** Evaluates and stores all expressions for one vector of elements. */
  emitStores(place: LanePlace): void {
    this.code.scope(() => {
      const known = new Map<LaneExpression, Vector>();
      // With one store nothing can be overwritten before it is read.
      const values = this.stores.map(({ value }) => {
        const computed = this.evaluate(value, place, known);
        return this.stores.length === 1 ? computed : this.code.keep(computed).get;
      });
      this.stores.forEach(({ start }, index) => this.code.emit(v128.store(place.address, values[index], place.offset + 4 * start)));
    });
  }

  private evaluate(expression: LaneExpression, place: LanePlace, known: Map<LaneExpression, Vector>): Vector {
    const found = known.get(expression);
    if (found !== undefined) return found;
    const computed = this.compute(expression, place, known);
    if ((this.uses.get(expression) ?? 0) < 2) return computed;
    const kept = this.code.keep(computed).get;
    known.set(expression, kept);
    return kept;
  }

  private compute(expression: LaneExpression, place: LanePlace, known: Map<LaneExpression, Vector>): Vector {
    const evaluate = (one: LaneExpression) => this.evaluate(one, place, known);
    switch (expression.kind) {
      case "constant":
        return this.constant(constantKey(expression.value));
      case "product":
        if (place.product === undefined) throw new RangeError("there is no product here");
        return place.product;
      case "operand":
        return this.operand(expression, place);
      case "binary":
        return f32x4[expression.operator](evaluate(expression.left), evaluate(expression.right));
      case "select":
        return this.select(expression, evaluate);
      case "squareRoot":
        return f32x4.squareRoot(evaluate(expression.of));
    }
  }

  /** The shortest code there is for what occurs most: rectifiers and their derivatives. */
  private select(selection: LaneSelection, evaluate: (one: LaneExpression) => Vector): Vector {
    const { operator, left, right, whenTrue, whenFalse } = selection;
    if (isRectifier(selection)) return f32x4.pseudoMaximum(evaluate(left), evaluate(whenTrue));
    const mask = f32x4[operator](evaluate(left), evaluate(right));
    if (whenTrue.kind !== "constant" || whenFalse.kind !== "constant") return v128.select(mask, evaluate(whenTrue), evaluate(whenFalse));
    return v128.exclusiveOr(evaluate(whenFalse), v128.and(mask, this.constant(differenceKey(whenTrue.value, whenFalse.value))));
  }

  private operand({ reach, start }: LaneOperand, { address, offset, vector }: LanePlace): Vector {
    switch (reach) {
      case "matrix":
        return v128.load(address, offset + 4 * start);
      case "scalar":
        return this.constant(scalarKey(start));
      case "row": {
        const row = this.rows.get(start);
        if (row === undefined) throw new RangeError("no panel was started");
        return row[vector];
      }
    }
  }

  private keepConstant(expression: LaneExpression): void {
    if (expression.kind === "constant") {
      const { value } = expression;
      this.keepAs(constantKey(value), () => splat(value));
    } else if (expression.kind === "operand" && expression.reach === "scalar") {
      this.keepAs(scalarKey(expression.start), () => v128.load32Splat(i32.constant(0), 4 * expression.start));
    } else if (expression.kind === "select" && expression.whenTrue.kind === "constant" && expression.whenFalse.kind === "constant") {
      const { whenTrue, whenFalse } = expression;
      this.keepAs(differenceKey(whenTrue.value, whenFalse.value), () => v128.exclusiveOr(splat(whenTrue.value), splat(whenFalse.value)));
    }
  }

  private keepAs(key: string, make: () => Vector): void {
    if (!this.constants.has(key)) this.constants.set(key, this.code.keep(make()).get);
  }

  private constant(key: string): Vector {
    const found = this.constants.get(key);
    if (found === undefined) throw new RangeError(`${key} was not read before the loops`);
    return found;
  }
}

/**
 * Whether a selection is a pseudo-maximum of `left` and `whenTrue` for every float32: a < c ? c : a as it stands, and
 * a < 0 ? a·s : a for 0 < s ≤ 1, where a·s, rounded, exceeds a negative a or equals it, and no other a is less than its a·s.
 */
function isRectifier({ operator, left, right, whenTrue, whenFalse }: LaneSelection): boolean {
  if (operator !== "less" || left !== whenFalse || right.kind !== "constant") return false;
  if (whenTrue.kind === "constant") return Object.is(right.value, whenTrue.value);
  return right.value === 0 && whenTrue.kind === "binary" && whenTrue.operator === "multiply" && whenTrue.left === left && isContraction(whenTrue.right);
}

function isContraction(factor: LaneExpression): boolean {
  return factor.kind === "constant" && factor.value > 0 && factor.value <= 1;
}

function splat(value: number): Vector {
  return f32x4.constant([value, value, value, value]);
}

/** The bits in which two constants differ. */
function differenceKey(one: number, other: number): string {
  return `${constantKey(one)} ^ ${constantKey(other)}`;
}

function constantKey(value: number): string {
  return `value ${Object.is(value, -0) ? "-0" : value}`;
}

function scalarKey(start: number): string {
  return `place ${start}`;
}
