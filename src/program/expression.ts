// Constructors of Program expressions and indices: how ops write down their arithmetic.
// Simplifies nothing but indices, where integer arithmetic is exact.

import type { BinaryOperator, BufferId, Comparison, Expression, Index, LocalId } from "./program.ts";

/** A float32 constant. Throws RangeError for a value that float32 does not hold: the caller rounds, knowingly. */
export function constant(value: number, name?: string): Expression {
  if (!Object.is(Math.fround(value), value)) throw new RangeError(`${value} is not a float32 value`);
  return name === undefined ? { kind: "constant", value } : { kind: "constant", value, name };
}

export function local(id: LocalId): Expression {
  return { kind: "local", local: id };
}

export function load(buffer: BufferId, index: Index): Expression {
  return { kind: "load", buffer, index };
}

export function add(left: Expression, right: Expression, name = "sum"): Expression {
  return binary("add", left, right, name);
}

export function subtract(left: Expression, right: Expression, name = "difference"): Expression {
  return binary("subtract", left, right, name);
}

export function multiply(left: Expression, right: Expression, name = "product"): Expression {
  return binary("multiply", left, right, name);
}

export function divide(left: Expression, right: Expression, name = "quotient"): Expression {
  return binary("divide", left, right, name);
}

export function select(condition: Comparison, whenTrue: Expression, whenFalse: Expression): Expression {
  return { kind: "select", condition, whenTrue, whenFalse };
}

export function less(left: Expression, right: Expression): Comparison {
  return { operator: "less", left, right };
}

export function lessOrEqual(left: Expression, right: Expression): Comparison {
  return { operator: "lessOrEqual", left, right };
}

function binary(operator: BinaryOperator, left: Expression, right: Expression, name: string): Expression {
  return { kind: "binary", operator, left, right, name };
}

/** The index that is always `value`. */
export function constantIndex(value: number): Index {
  return { constant: value, terms: [] };
}

/** The index that is the loop variable itself. */
export function variableIndex(variable: LocalId): Index {
  return { constant: 0, terms: [{ variable, factor: 1 }] };
}

/** left + factor·right, in normal form. */
export function addIndex(left: Index, right: Index, factor = 1): Index {
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

/** The flat, row-major index of the element at `indices` of an array of `shape`. */
export function flatIndex(shape: readonly number[], indices: readonly Index[]): Index {
  return indices.reduce(
    (flat, index, axis) => addIndex(addIndex(constantIndex(0), flat, shape[axis] ?? 1), index),
    constantIndex(0),
  );
}
