// Emits expressions over elements as SIMD code. What is the same for all elements is read once, before the loops.

import { countUses } from "../../../program/expression.ts";
import { OPERATORS } from "../../../program/operators.ts";
import type { Expression } from "../../../program/program.ts";
import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";
import type { VectorPlace } from "../../gemm/wasm/product-code.ts";
import type { LaneOperand, MemoryOperand } from "../schedule/operands.ts";
import type { LaneStore } from "../schedule/schedule.ts";

type Vector = Operand<"v128">;
type Constant = Extract<Expression, { readonly kind: "constant" }>;
type Applied = Extract<Expression, { readonly kind: "apply" }>;

/** Where a vector of elements is, and the product's elements there, where there is a product. */
interface LanePlace extends VectorPlace {
  readonly product: Vector | undefined;
}

export class LaneCode {
  private readonly code: FunctionBuilder;
  private readonly stores: readonly LaneStore[];
  private readonly operands: readonly LaneOperand[];
  private readonly uses: ReadonlyMap<Expression, number>;
  /** The same for the whole operation, by their bits or their place. */
  private readonly constants = new Map<string, Vector>();
  /** The same for a panel: one operand for each vector of it. */
  private readonly rows = new Map<number, readonly Vector[]>();

  /** @param operands what the locals of the expressions are. */
  constructor(code: FunctionBuilder, stores: readonly LaneStore[], operands: readonly LaneOperand[]) {
    this.code = code;
    this.stores = stores;
    this.operands = operands;
    this.uses = countUses(stores.map(({ value }) => value));
    for (const expression of this.uses.keys()) this.keepConstant(expression);
  }

  get readsRows(): boolean {
    return [...this.uses.keys()].some((expression) => this.memoryOperand(expression)?.reach === "row");
  }

  /** Reads row operands for the panel whose first lane is `lanes` bytes into a row. */
  startPanel(lanes: Operand<"i32">, vectors: number): void {
    for (const expression of this.uses.keys()) {
      const operand = this.memoryOperand(expression);
      if (operand?.reach !== "row") continue;
      const load = (vector: number): Vector => this.code.keep(v128.load(lanes, 4 * operand.start + 16 * vector)).get;
      this.rows.set(operand.start, Array.from({ length: vectors }, (_, vector) => load(vector)));
    }
  }

  /** Evaluates and stores all expressions for one vector of elements. */
  emitStores(place: LanePlace): void {
    this.code.scope(() => {
      const known = new Map<Expression, Vector>();
      // With one store nothing can be overwritten before it is read.
      const values = this.stores.map(({ value }) => {
        const computed = this.evaluate(value, place, known);
        return this.stores.length === 1 ? computed : this.code.keep(computed).get;
      });
      this.stores.forEach(({ start }, index) => this.code.emit(v128.store(place.address, values[index], place.offset + 4 * start)));
    });
  }

  private evaluate(expression: Expression, place: LanePlace, known: Map<Expression, Vector>): Vector {
    const found = known.get(expression);
    if (found !== undefined) return found;
    const computed = this.compute(expression, place, known);
    if ((this.uses.get(expression) ?? 0) < 2 || this.isInRegister(expression)) return computed;
    const kept = this.code.keep(computed).get;
    known.set(expression, kept);
    return kept;
  }

  /** Whether an expression is in a register anyway. */
  private isInRegister(expression: Expression): boolean {
    return expression.kind === "constant" || (expression.kind === "local" && this.memoryOperand(expression)?.reach !== "matrix");
  }

  private compute(expression: Expression, place: LanePlace, known: Map<Expression, Vector>): Vector {
    switch (expression.kind) {
      case "constant":
        return this.constant(constantKey(expression));
      case "local":
        return this.operand(this.operands[expression.local], place);
      case "apply":
        return this.apply(expression, (one) => this.evaluate(one, place, known));
      case "load":
      case "convert":
        throw new RangeError(`an expression over elements has a part that is a ${expression.kind}`);
    }
  }

  /** The shortest code there is for what occurs most: rectifiers and their derivatives. */
  private apply(applied: Applied, evaluate: (one: Expression) => Vector): Vector {
    const { operator, operands } = applied;
    const { vector } = OPERATORS[operator];
    if (vector === undefined) throw new RangeError(`an expression over elements applies ${operator}`);
    const rectifier = rectifierOf(applied);
    if (rectifier !== undefined) return f32x4.pseudoMaximum(evaluate(rectifier.of), evaluate(rectifier.least));
    const choice = choiceOfConstants(applied);
    if (choice === undefined) return vector(operands.map(evaluate));
    const mask = evaluate(choice.condition);
    return v128.exclusiveOr(evaluate(choice.whenFalse), v128.and(mask, this.constant(differenceKey(choice))));
  }

  private operand(operand: LaneOperand, { address, offset, vector, product }: LanePlace): Vector {
    if (operand.kind === "product") {
      if (product === undefined) throw new RangeError("there is no product here");
      return product;
    }
    const { reach, start } = operand;
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

  private memoryOperand(expression: Expression): MemoryOperand | undefined {
    if (expression.kind !== "local") return undefined;
    const operand = this.operands[expression.local];
    return operand.kind === "memory" ? operand : undefined;
  }

  private keepConstant(expression: Expression): void {
    const operand = this.memoryOperand(expression);
    if (operand?.reach === "scalar") {
      this.keepAs(scalarKey(operand.start), () => v128.load32Splat(i32.constant(0), 4 * operand.start));
    } else if (expression.kind === "constant") {
      this.keepAs(constantKey(expression), () => splat(expression.value));
    } else if (expression.kind === "apply") {
      const choice = choiceOfConstants(expression);
      if (choice === undefined) return;
      const { whenTrue, whenFalse } = choice;
      this.keepAs(differenceKey(choice), () => v128.exclusiveOr(splat(whenTrue.value), splat(whenFalse.value)));
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
 * What a selection is the pseudo-maximum of for every float32: a < c ? c : a as it stands, and a < 0 ? a·s : a for 0 < s ≤ 1,
 * where a·s, rounded, exceeds a negative a or equals it, and no other a is less than its a·s. Undefined where it is none.
 */
function rectifierOf({ operator, operands }: Applied): { readonly of: Expression; readonly least: Expression } | undefined {
  if (operator !== "select") return undefined;
  const [condition, least, of] = operands;
  if (condition.kind !== "apply" || condition.operator !== "less") return undefined;
  const [left, right] = condition.operands;
  if (left !== of || right.kind !== "constant") return undefined;
  if (least.kind === "constant") return Object.is(right.value, least.value) ? { of, least } : undefined;
  const isScaled = least.kind === "apply" && least.operator === "multiply" && least.operands[0] === of && isContraction(least.operands[1]);
  return right.value === 0 && isScaled ? { of, least } : undefined;
}

function isContraction(factor: Expression): boolean {
  return factor.kind === "constant" && factor.value > 0 && factor.value <= 1;
}

interface ChoiceOfConstants {
  readonly condition: Expression;
  readonly whenTrue: Constant;
  readonly whenFalse: Constant;
}

/** A selection of two constants, and no other. */
function choiceOfConstants({ operator, operands: [condition, whenTrue, whenFalse] }: Applied): ChoiceOfConstants | undefined {
  if (operator !== "select" || whenTrue.kind !== "constant" || whenFalse.kind !== "constant") return undefined;
  return { condition, whenTrue, whenFalse };
}

function splat(value: number): Vector {
  return f32x4.constant([value, value, value, value]);
}

/** The bits in which two constants differ. */
function differenceKey({ whenTrue, whenFalse }: ChoiceOfConstants): string {
  return `${constantKey(whenTrue)} ^ ${constantKey(whenFalse)}`;
}

function constantKey({ value }: Constant): string {
  return `value ${Object.is(value, -0) ? "-0" : value}`;
}

function scalarKey(start: number): string {
  return `place ${start}`;
}
