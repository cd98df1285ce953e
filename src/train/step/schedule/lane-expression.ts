// Expressions a schedule evaluates for every element of a matrix: those of Programs, and the square root optimisers need.
// Every operation rounds once, to float32. Objects are shared: an expression used twice is computed once.

import type { OperatorName } from "../../../program/operators.ts";
import type { Expression } from "../../../program/program.ts";

export type BinaryOperator = "add" | "subtract" | "multiply" | "divide";

export interface Comparison {
  readonly operator: "less" | "lessOrEqual";
}

export type LaneExpression =
  | { readonly kind: "constant"; readonly value: number }
  /** The element of the product at this place. */
  | { readonly kind: "product" }
  /** Read from memory; `start` counts float32. */
  | LaneOperand
  | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: LaneExpression; readonly right: LaneExpression }
  | {
      readonly kind: "select";
      readonly operator: Comparison["operator"];
      readonly left: LaneExpression;
      readonly right: LaneExpression;
      readonly whenTrue: LaneExpression;
      readonly whenFalse: LaneExpression;
    }
  | { readonly kind: "squareRoot"; readonly of: LaneExpression };

export interface LaneOperand {
  readonly kind: "operand";
  /**
   * `matrix`: the element at the same place of a matrix stored alike; `row`: the element at the same place across of a
   * matrix of length 1; `scalar`: one number for all.
   */
  readonly reach: "matrix" | "row" | "scalar";
  readonly start: number;
}

/** @throws RangeError for a value that float32 does not hold. */
export function constant(value: number): LaneExpression {
  if (!Object.is(Math.fround(value), value)) throw new RangeError(`${value} is not a float32 value`);
  return { kind: "constant", value };
}

export function binary(operator: BinaryOperator, left: LaneExpression, right: LaneExpression): LaneExpression {
  return { kind: "binary", operator, left, right };
}

/** The operands of an expression, in the order of evaluation. */
function operandsOf(expression: LaneExpression): readonly LaneExpression[] {
  switch (expression.kind) {
    case "constant":
    case "product":
    case "operand":
      return [];
    case "binary":
      return [expression.left, expression.right];
    case "select":
      return [expression.left, expression.right, expression.whenTrue, expression.whenFalse];
    case "squareRoot":
      return [expression.of];
  }
}

/** How often each expression reachable from `roots` is used, by a root or by another expression. */
export function countUses(roots: readonly LaneExpression[]): ReadonlyMap<LaneExpression, number> {
  const uses = new Map<LaneExpression, number>();
  const visit = (expression: LaneExpression): void => {
    const known = uses.get(expression) ?? 0;
    uses.set(expression, known + 1);
    if (known === 0) operandsOf(expression).forEach(visit);
  };
  roots.forEach(visit);
  return uses;
}

/** Converts expressions of Programs; one that is used in several places becomes one object. */
export class ProgramConversion {
  private readonly locals: readonly LaneExpression[];
  private readonly known = new Map<Expression, LaneExpression>();

  /** @param locals local i becomes `locals[i]`; more may be added before they are used. */
  constructor(locals: readonly LaneExpression[]) {
    this.locals = locals;
  }

  /** @throws RangeError where the expression loads from a buffer: operands are what schedules read. */
  convert(expression: Expression): LaneExpression {
    const found = this.known.get(expression);
    if (found !== undefined) return found;
    const converted = this.convertNew(expression);
    this.known.set(expression, converted);
    return converted;
  }

  private convertNew(expression: Expression): LaneExpression {
    switch (expression.kind) {
      case "constant":
        return constant(expression.value);
      case "local":
        return this.locals[expression.local];
      case "load":
        throw new RangeError("an expression over elements loads from a buffer of its own");
      case "apply":
        return this.convertApplied(expression.operator, expression.operands);
      case "convert":
        throw new RangeError(`an expression over elements is converted to ${expression.to}`);
    }
  }

  private convertApplied(operator: OperatorName, operands: readonly Expression[]): LaneExpression {
    switch (operator) {
      case "add":
      case "subtract":
      case "multiply":
      case "divide":
        return binary(operator, this.convert(operands[0]), this.convert(operands[1]));
      case "squareRoot":
        return { kind: "squareRoot", of: this.convert(operands[0]) };
      case "select": {
        const [condition, yes, no] = operands;
        if (condition.kind !== "apply" || (condition.operator !== "less" && condition.operator !== "lessOrEqual")) break;
        const [whenTrue, whenFalse] = [this.convert(yes), this.convert(no)];
        const [left, right] = condition.operands.map((operand) => this.convert(operand));
        return { kind: "select", operator: condition.operator, left, right, whenTrue, whenFalse };
      }
      case "negate":
      case "less":
      case "lessOrEqual":
      case "equal":
      case "minimum":
      case "maximum":
      case "and":
      case "or":
      case "exclusiveOr":
      case "shiftLeft":
      case "shiftRight":
    }
    throw new RangeError(`an expression over elements applies ${operator}`);
  }
}

/** A Program's expression whose local i is `locals[i]`. */
export function fromProgram(expression: Expression, locals: readonly LaneExpression[]): LaneExpression {
  return new ProgramConversion(locals).convert(expression);
}
