// Evaluates networks in float64, straight from the definitions of their ops: the independent side of gradient checks.
// Nothing of the executor, the lowering or the interpreter is used.

import { broadcastIndices } from "../../../src/network/broadcast.ts";
import type { Network, OperationValue } from "../../../src/network/network.ts";
import type { Shape } from "../../../src/network/shape.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { valueOf } from "../../../src/network/network.ts";
import { elementCount } from "../../../src/network/shape.ts";
import type { Reduction } from "../../../src/network/reduction.ts";
import { constantIndex, flatIndex } from "../../../src/program/expression.ts";
import { isKernelName, type OperatorName } from "../../../src/program/operator-name.ts";
import type { Expression, Index } from "../../../src/program/program.ts";
import { KERNEL_REFERENCES } from "../../program/kernel-references.ts";

/** How every comparison came out, in order: two evaluations on the same side of all kinks have equal ones. */
export type Branches = boolean[];

/** The value of an expression without loads; `locals` are its variables. */
export function evaluate(expression: Expression, locals: readonly number[], branches: Branches = []): number {
  const value = (one: Expression) => evaluate(one, locals, branches);
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "local":
      return locals[expression.local];
    case "load":
      throw new Error("an expression of the test loads");
    case "convert":
      throw new Error("an expression of the test converts");
    case "apply":
      return applied(expression.operator, expression.operands, value, branches);
  }
}

function applied(operator: OperatorName, operands: readonly Expression[], value: (one: Expression) => number, branches: Branches): number {
  if (operator === "select") {
    const holds = value(operands[0]) === 1;
    branches.push(holds);
    return value(operands[holds ? 1 : 2]);
  }
  const [left, right] = operands.map(value);
  if (isKernelName(operator)) return KERNEL_REFERENCES[operator](...operands.map(value));
  switch (operator) {
    case "add":
      return left + right;
    case "subtract":
      return left - right;
    case "multiply":
      return left * right;
    case "divide":
      return left / right;
    case "negate":
      return -left;
    case "squareRoot":
      return Math.sqrt(left);
    case "less":
      return Number(left < right);
    case "lessOrEqual":
      return Number(left <= right);
    case "equal":
      return Number(left === right);
    case "minimum":
    case "maximum":
    case "and":
    case "or":
    case "exclusiveOr":
    case "shiftLeft":
    case "shiftRight":
      throw new Error(`${operator} is none of float64`);
  }
}

/** All values of a network, row-major float64, for given inputs and parameters. */
export function evaluateNetwork(
  network: Network,
  given: ReadonlyMap<ValueId, ArrayLike<number>>,
  branches: Branches = [],
): readonly ArrayLike<number>[] {
  const values: ArrayLike<number>[] = [];
  network.values.forEach((value, id) => {
    if (value.kind === "operation") {
      values.push(evaluateOperation(network, value, values, branches));
      return;
    }
    const data = given.get(id) ?? (value.kind === "parameter" ? value.data : undefined);
    if (data === undefined) throw new Error(`the test gives no ${value.name}`);
    values.push(data);
  });
  return values;
}

function evaluateOperation(network: Network, value: OperationValue, values: readonly ArrayLike<number>[], branches: Branches): Float64Array {
  const { computation } = value.op;
  const { attributes, shape: own } = value;
  const args = value.arguments.map((id) => ({ shape: valueOf(network, id).shape, data: values[id] }));
  const shapes = args.map(({ shape }) => shape);
  const result = new Float64Array(elementCount(own));
  const read = (argument: number, indices: readonly Index[]): number => args[argument].data[flatIndex(shapes[argument], indices).constant];
  const literal = (number: number): Expression => ({ kind: "constant", scalar: "f64", value: number });
  switch (computation.kind) {
    case "reshape":
      result.set(Array.from(args[0].data));
      break;
    case "pointwise":
      forEachIndex(own, (position, at) => {
        const elements = shapes.map((shape, argument) => literal(read(argument, broadcastIndices(shape, at.map(constantIndex)))));
        result[position] = evaluate(computation.value(elements, attributes), [], branches);
      });
      break;
    case "reduce":
      forEachIndex(own, (position, at) => {
        result[position] = reduced(computation.reduction(shapes, attributes), at.map(constantIndex), read, branches);
      });
      break;
    case "view":
      forEachIndex(own, (position, at) => {
        result[position] = read(0, computation.source(at.map(constantIndex), shapes[0], attributes));
      });
      break;
    case "place":
      result.fill(computation.fill(attributes));
      shapes.forEach((shape, argument) => {
        forEachIndex(shape, (position, at) => {
          const target = computation.target(argument, at.map(constantIndex), shapes, attributes);
          result[flatIndex(own, target).constant] = args[argument].data[position];
        });
      });
      break;
    case "expand":
      throw new Error(`the test does not evaluate ${value.op.name}`);
  }
  return result;
}

type Read = (argument: number, indices: readonly Index[]) => number;

/** start·weight + scale·Σ products, in one sum; or an extreme of the products. */
function reduced({ over, factors, start, scale, combine }: Reduction, at: readonly Index[], read: Read, branches: Branches): number {
  const terms: number[] = [];
  forEachIndex(over, (_, steps) => {
    terms.push(factors.reduce((product, factor) => product * read(factor.argument, factor.at(at, steps.map(constantIndex))), 1));
  });
  if (combine !== "add") {
    const extreme = combine === "maximum" ? Math.max(...terms) : Math.min(...terms);
    branches.push(...terms.map((term) => term === extreme));
    return extreme;
  }
  const sum = terms.reduce((total, term) => total + term, 0);
  const first = start === undefined ? 0 : read(start.read.argument, start.read.at(at, [])) * (start.weight?.value ?? 1);
  return first + sum * (scale?.value ?? 1);
}

function forEachIndex(shape: Shape, visit: (position: number, indices: readonly number[]) => void): void {
  for (let position = 0; position < elementCount(shape); position++) {
    const indices: number[] = [];
    let rest = position;
    for (const extent of [...shape].reverse()) {
      indices.unshift(rest % extent);
      rest = Math.floor(rest / extent);
    }
    visit(position, indices);
  }
}
