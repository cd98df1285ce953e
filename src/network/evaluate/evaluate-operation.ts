// Computes an operation whose arguments are known, with the bits that a Program gives: how constants are folded. Straightforward
// loops over arrays; nothing here is meant for data.

import { addIndex, constantIndex, flatIndex, variableIndex } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import { SCALARS, type Scalar, type Values } from "../../program/scalar.ts";
import { broadcastIndices } from "../broadcast.ts";
import { visitFlatPositions } from "../flat-positions.ts";
import type { Folding } from "../folding.ts";
import type { OperationValue } from "../network.ts";
import type { Gather, Place } from "../op.ts";
import { extremeOf, inPairs, type Factor, type Reduction } from "../reduction.ts";
import { elementCount, type Shape } from "../shape.ts";
import { evaluateExpression } from "./evaluate-expression.ts";

/** An array that is known, row-major. */
export interface KnownArray {
  readonly scalar: Scalar;
  readonly shape: Shape;
  /** An array of the scalar's own kind. */
  readonly data: Values;
}

/**
 * The elements of the result.
 *
 * @throws RangeError for an op that is written as others or holds a network: see `evaluateOp`.
 */
export function evaluateOperation(value: OperationValue, args: readonly KnownArray[]): Values {
  const { op: { computation, name }, attributes, shape, scalar } = value;
  const shapes = args.map((argument) => argument.shape);
  const scalars = args.map((argument) => argument.scalar);
  switch (computation.kind) {
    case "pointwise": {
      const operands = args.map((argument) => ({
        scalar: argument.scalar,
        data: elementCount(argument.shape) === 1 ? argument.data : picked(argument, shape, (indices) => broadcastIndices(argument.shape, indices)),
      }));
      const elements = args.map((_, local): Expression => ({ kind: "local", local }));
      return evaluateExpression(computation.value(elements, attributes, scalars), operands, elementCount(shape));
    }
    case "reshape":
      return args[0].data;
    case "view":
      return picked(args[0], shape, (indices) => computation.source(indices, shapes[0], attributes));
    case "place":
      return placed(value, computation, args);
    case "reduce":
      return reduced(computation.reduction(shapes, attributes), args, shape, scalar);
    case "fold":
      return folded(computation.fold(shapes, attributes, scalars), args, shape);
    case "gather":
      return gathered(value, computation, args);
    case "scan":
    case "expand":
      throw new RangeError(`${name} is written as other ops`);
  }
}

/** The elements that an affine index map shows, in the order of `shape`. */
function picked({ scalar, shape: own, data }: KnownArray, shape: Shape, map: (indices: readonly Index[]) => readonly Index[]): Values {
  const result = SCALARS[scalar].newValues(elementCount(shape));
  let to = 0;
  visitFlatPositions(shape, own, map, (position) => (result[to++] = data[position]));
  return result;
}

function placed({ attributes, shape, scalar }: OperationValue, { fill, target }: Place, args: readonly KnownArray[]): Values {
  const result = SCALARS[scalar].newValues(elementCount(shape)).fill(fill(attributes));
  const shapes = args.map((argument) => argument.shape);
  args.forEach(({ data, shape: own }, argument) => {
    let from = 0;
    visitFlatPositions(own, shape, (indices) => target(argument, indices, shapes, attributes), (position) => (result[position] = data[from++]));
  });
  return result;
}

/** For all results at once, what a factor reads at a step of the reduced axes. */
function readAt(args: readonly KnownArray[], { argument, at }: Factor, shape: Shape, step: readonly number[]): Values {
  return picked(args[argument], shape, (indices) => at(indices, step.map(constantIndex)));
}

/** As `Reduction` says. */
function reduced(reduction: Reduction, args: readonly KnownArray[], shape: Shape, scalar: Scalar): Values {
  const { combine, over, factors, block, chains, initial, scale, start } = reduction;
  const count = elementCount(shape);
  const rounded = (expression: (x: Expression, y: Expression) => Expression, x: Values, y: Values): Values =>
    evaluateExpression(expression(local(0), local(1)), [{ scalar, data: x }, { scalar, data: y }], count);
  const plus = (x: Values, y: Values): Values => rounded((a, b) => apply("add", a, b), x, y);
  const times = (x: Values, y: Values): Values => rounded((a, b) => apply("multiply", a, b), x, y);
  const filled = (value: number): Values => SCALARS[scalar].newValues(count).fill(value);
  const term = (step: readonly number[]): Values => {
    const [first, second] = factors.map((factor) => readAt(args, factor, shape, step));
    return factors.length === 1 ? first : times(first, second);
  };
  const steps = count === 0 ? [] : [...stepsOf(over)];
  if (combine !== "add") {
    const first = initial !== undefined || steps.length === 0 ? filled(initial ?? noneOf(combine, scalar)) : term(steps[0]);
    const extreme = (found: Values, next: Values): Values => rounded((x, y) => extremeOf(combine, scalar, x, y), found, next);
    return inPairs(dealt(steps, chains).map((chain) => chain.map(term).reduce(extreme, first)), extreme);
  }
  const weigh = (sum: Values): Values => (scale === undefined ? sum : times(sum, filled(scale.value)));
  const begin = start === undefined ? undefined : picked(args[start.read.argument], shape, (indices) => start.read.at(indices, []));
  const weighed = begin === undefined || start?.weight === undefined ? begin : times(begin, filled(start.weight.value));
  const length = Math.max(1, isAlongOneAxis(over) ? (block ?? steps.length) : steps.length);
  const sums = Array.from({ length: Math.max(1, Math.ceil(steps.length / length)) }, (_, position) => {
    return weigh(inPairs(dealt(steps.slice(position * length, (position + 1) * length), chains).map((chain) => chain.map(term).reduce(plus, filled(0))), plus));
  });
  const [first, ...others] = weighed === undefined ? (sums.length > 1 ? [filled(0), ...sums] : sums) : [weighed, ...sums];
  return others.reduce(plus, first);
}

function dealt<Item>(items: readonly Item[], chains: number): readonly (readonly Item[])[] {
  return Array.from({ length: chains }, (_, chain) => items.filter((_item, step) => step % chains === chain));
}

/** As `Folding` says, for all results at once. */
function folded({ over, reads, memory, step, result }: Folding, args: readonly KnownArray[], shape: Shape): Values {
  const count = elementCount(shape);
  const remembered = memory.map((_, position): Expression => local(position));
  const elements = reads.map((_, position): Expression => local(memory.length + position));
  const scalars = [...memory.map(({ scalar }) => scalar), ...reads.map(({ argument }) => args[argument].scalar)];
  const evaluate = (expression: Expression, arrays: readonly Values[]): Values =>
    evaluateExpression(expression, arrays.map((data, position) => ({ scalar: scalars[position], data })), count);
  const next = step(remembered, elements);
  let now = memory.map(({ scalar, initial }) =>
    initial.kind === "number" ? SCALARS[scalar].newValues(count).fill(initial.value) : readAt(args, reads[initial.read], shape, over.map(() => 0)),
  );
  for (const at of count === 0 ? [] : stepsOf(over)) {
    const read = reads.map((one) => readAt(args, one, shape, at));
    now = next.map((expression) => evaluate(expression, [...now, ...read]));
  }
  return evaluate(result(remembered), now);
}

/** Picked positions are variables after the axes of the result, one for each pick, of which each result has its own values. */
function gathered({ attributes, shape, scalar }: OperationValue, { source }: Gather, args: readonly KnownArray[]): Values {
  const shapes = args.map((argument) => argument.shape);
  const picks: Values[] = [];
  const pick = (argument: number, at: readonly Index[], extent: number): Index => {
    const given = picked(args[argument], shape, () => at);
    picks.push(given.map((position) => Math.min(Math.max(position < 0 ? position + extent : position, 0), extent - 1)));
    return variableIndex(shape.length + picks.length - 1);
  };
  const axes = shape.map((_, axis) => variableIndex(axis));
  const { constant, terms } = flatIndex(shapes[0], source(axes, shapes, attributes, pick));
  const ofAxes = { constant, terms: terms.filter(({ variable }) => variable < shape.length) };
  const ofPicks = terms.filter(({ variable }) => variable >= shape.length);
  const result = SCALARS[scalar].newValues(elementCount(shape));
  let to = 0;
  visitFlatPositions(shape, [elementCount(shapes[0])], () => [addIndex(ofAxes, constantIndex(0))], (position) => {
    const place = ofPicks.reduce((sum, { variable, factor }) => sum + factor * picks[variable - shape.length][to], position);
    result[to++] = args[0].data[place];
  });
  return result;
}

function* stepsOf(over: readonly number[]): Generator<readonly number[]> {
  const [extent, ...others] = over;
  if (extent === undefined) yield [];
  else for (let i = 0; i < extent; i++) for (const rest of stepsOf(others)) yield [i, ...rest];
}

/** The extreme of no numbers at all: what every other one takes the place of. */
function noneOf(combine: "maximum" | "minimum", scalar: Scalar): number {
  const { kind, least, greatest } = SCALARS[scalar];
  if (kind === "float") return combine === "maximum" ? -Infinity : Infinity;
  return combine === "maximum" ? least : greatest;
}

function isAlongOneAxis(over: readonly number[]): boolean {
  return over.filter((extent) => extent > 1).length < 2;
}

function local(position: number): Expression {
  return { kind: "local", local: position };
}

function apply(operator: "add" | "multiply", left: Expression, right: Expression): Expression {
  return { kind: "apply", operator, operands: [left, right] };
}
