// Constructors of Program expressions and indices: how ops write down their arithmetic, and what an expression consists of.
// Simplifies nothing but indices, where integer arithmetic is exact.

import type { OperatorName } from "./operator-name.ts";
import type { BufferId, Conversion, Expression, Index, LocalId } from "./program.ts";
import { holds, type Scalar } from "./scalar.ts";

/** A float32 constant. Throws RangeError for a value that float32 does not hold: the caller rounds, knowingly. */
export function constant(value: number, name?: string): Expression {
  return constantOf("f32", value, name);
}

/** A constant of a type. Throws RangeError for a value that the type does not hold. */
export function constantOf(scalar: Scalar, value: number, name?: string): Expression {
  if (!holds(scalar, value)) throw new RangeError(`${Object.is(value, -0) ? "-0" : value} is no ${scalar}`);
  return name === undefined ? { kind: "constant", scalar, value } : { kind: "constant", scalar, value, name };
}

export function local(id: LocalId): Expression {
  return { kind: "local", local: id };
}

export function load(buffer: BufferId, index: Index): Expression {
  return { kind: "load", buffer, index };
}

/** An operator on operands; `name` is what the result is called where it gets a variable of its own. */
export function apply(operator: OperatorName, operands: readonly Expression[], name?: string): Expression {
  return name === undefined ? { kind: "apply", operator, operands } : { kind: "apply", operator, operands, name };
}

export function add(left: Expression, right: Expression, name = "sum"): Expression {
  return apply("add", [left, right], name);
}

export function subtract(left: Expression, right: Expression, name = "difference"): Expression {
  return apply("subtract", [left, right], name);
}

export function multiply(left: Expression, right: Expression, name = "product"): Expression {
  return apply("multiply", [left, right], name);
}

/** left · right + addend, rounded once. */
export function multiplyAdd(left: Expression, right: Expression, addend: Expression, name = "sum"): Expression {
  return apply("multiplyAdd", [left, right, addend], name);
}

export function divide(left: Expression, right: Expression, name = "quotient"): Expression {
  return apply("divide", [left, right], name);
}

export function squareRoot(of: Expression, name = "root"): Expression {
  return apply("squareRoot", [of], name);
}

export function select(condition: Expression, whenTrue: Expression, whenFalse: Expression): Expression {
  return apply("select", [condition, whenTrue, whenFalse], "selected");
}

/** As select, of a condition that holds nearly always. */
export function selectUsually(condition: Expression, whenTrue: Expression, whenFalse: Expression, name: string): Expression {
  return { kind: "apply", operator: "select", operands: [condition, whenTrue, whenFalse], name, isUsual: true };
}

export function less(left: Expression, right: Expression): Expression {
  return apply("less", [left, right]);
}

export function lessOrEqual(left: Expression, right: Expression): Expression {
  return apply("lessOrEqual", [left, right]);
}

export function convert(operand: Expression, to: Scalar, how: Conversion, name?: string): Expression {
  return { kind: "convert", to, how, operand, ...(name === undefined ? {} : { name }) };
}

/** The expressions an expression is made of, in order. */
function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "constant":
    case "local":
    case "load":
      return [];
    case "apply":
      return expression.operands;
    case "convert":
      return [expression.operand];
  }
}

/** Visits an expression and all it is made of, each as often as it stands there. */
export function visitExpression(expression: Expression, visit: (one: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) visitExpression(child, visit);
}

/** The expression with others in the place of variables, but for those in indices. */
export function replaceLocals(expression: Expression, replaced: (variable: LocalId) => Expression): Expression {
  switch (expression.kind) {
    case "constant":
    case "load":
      return expression;
    case "local":
      return replaced(expression.local);
    case "apply":
      return { ...expression, operands: expression.operands.map((operand) => replaceLocals(operand, replaced)) };
    case "convert":
      return { ...expression, operand: replaceLocals(expression.operand, replaced) };
  }
}

/** How often each expression reachable from `roots` is used, by a root or by another expression. */
export function countUses(roots: readonly Expression[]): ReadonlyMap<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (expression: Expression): void => {
    const known = uses.get(expression) ?? 0;
    uses.set(expression, known + 1);
    if (known === 0) childrenOf(expression).forEach(visit);
  };
  roots.forEach(visit);
  return uses;
}

/** The index that is always `value`. */
export function constantIndex(value: number): Index {
  return { constant: value, terms: [] };
}

/** The index that is the variable itself. */
export function variableIndex(variable: LocalId): Index {
  return { constant: 0, terms: [{ variable, factor: 1 }] };
}

/** left + factor·right, in normal form. */
export function addIndex(left: Index, right: Index, factor = 1): Index {
  if (left.terms.length === 0 && right.terms.length === 0) return { constant: left.constant + factor * right.constant, terms: [] };
  const factors = new Map<LocalId, number>();
  for (const term of left.terms) factors.set(term.variable, term.factor);
  for (const term of right.terms) {
    factors.set(term.variable, (factors.get(term.variable) ?? 0) + factor * term.factor);
  }
  const terms = [...factors]
    .filter(([, product]) => product !== 0)
    .sort(([a], [b]) => a - b)
    .map(([variable, product]) => ({ variable, factor: product }));
  return { constant: left.constant + factor * right.constant, terms };
}

/** Whether two indices are the same whatever their variables are. */
export function isSameIndex(one: Index, other: Index): boolean {
  const { constant, terms } = addIndex(one, other, -1);
  return constant === 0 && terms.length === 0;
}

/** The terms of an index as readers expect them: the largest factor first, a row's before a column's. */
export function termsInOrder({ terms }: Index): Index["terms"] {
  return [...terms].sort((a, b) => Math.abs(b.factor) - Math.abs(a.factor));
}

/** The flat, row-major index of the element at `indices` of an array of `shape`. */
export function flatIndex(shape: readonly number[], indices: readonly Index[]): Index {
  return indices.reduce(
    (flat, index, axis) => addIndex(addIndex(constantIndex(0), flat, shape[axis] ?? 1), index),
    constantIndex(0),
  );
}
