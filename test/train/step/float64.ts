// Evaluates networks in float64, straight from the definitions of their ops: the independent side of gradient checks.
// Statements run while an op writes them down; nothing of the executor, the lowering or the interpreter is used.

import { broadcastIndices } from "../../../src/network/broadcast.ts";
import type { Network, OperationValue, Shape, ValueId } from "../../../src/network/network.ts";
import { elementCount, valueOf } from "../../../src/network/network.ts";
import { constantIndex, flatIndex } from "../../../src/program/expression.ts";
import type { OperatorName } from "../../../src/program/operators.ts";
import type { Expression, Index } from "../../../src/program/program.ts";

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
  const args = value.arguments.map((id) => ({ shape: valueOf(network, id).shape, data: values[id] }));
  const result = new Float64Array(elementCount(value.shape));
  if (computation.kind === "view") {
    result.set(Array.from(args[0].data));
    return result;
  }
  const shapes = args.map(({ shape }) => shape);
  const literal = (number: number): Expression => ({ kind: "constant", scalar: "f64", value: number });
  const read = (argument: number, indices: readonly Index[]) =>
    literal(args[argument].data[flatIndex(args[argument].shape, indices).constant]);
  const run = (expression: Expression) => literal(evaluate(expression, [], branches));
  const statements = {
    let: (_: string, expression: Expression) => run(expression),
    variable: (_: string, initial: Expression) => {
      let current = run(initial);
      return {
        get read() {
          return current;
        },
        set: (expression: Expression) => void (current = run(expression)),
      };
    },
    for: (_: string, extent: number, emit: (index: Index) => void) => {
      for (let k = 0; k < extent; k++) emit(constantIndex(k));
    },
  };
  forEachIndex(value.shape, (position, numbers) => {
    const indices = numbers.map(constantIndex);
    const element =
      computation.kind === "pointwise"
        ? computation.value(shapes.map((shape, argument) => read(argument, broadcastIndices(shape, indices))), value.attributes)
        : computation.element({ shapes, attributes: value.attributes, indices, read, statements });
    result[position] = evaluate(element, [], branches);
  });
  return result;
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
