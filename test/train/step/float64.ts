// Evaluates networks in float64, straight from the definitions of their ops: the independent side of gradient checks.
// Nothing of the executor, the lowering or the interpreter is used.

import { broadcastIndices } from "../../../src/network/broadcast.ts";
import type { Network, OperationValue } from "../../../src/network/network.ts";
import type { Shape } from "../../../src/network/shape.ts";
import type { Scanning, Sequence, ValueId } from "../../../src/network/op.ts";
import { isKnown, valueOf } from "../../../src/network/network.ts";
import { elementCount } from "../../../src/network/shape.ts";
import type { Factor, Reduction } from "../../../src/network/reduction.ts";
import { constantIndex, flatIndex } from "../../../src/program/expression.ts";
import { isKernelName, type OperatorName } from "../../../src/program/operator-name.ts";
import type { Conversion, Expression, Index } from "../../../src/program/program.ts";
import { isFloat, SCALARS, type Scalar } from "../../../src/program/scalar.ts";
import { KERNEL_REFERENCES } from "../../program/kernel-references.ts";

/** A network's ops look at float32 as what it is. */
export class NotOfFloat64 extends Error {}

/** How every comparison came out, in order: two evaluations on the same side of all kinks have equal ones. */
export type Branches = boolean[];

/** The value of an expression without loads; `locals` are its variables. What occurs several times in it is computed once. */
export function evaluate(expression: Expression, locals: readonly number[], branches: Branches = []): number {
  const known = new Map<Expression, number>();
  const value = (one: Expression): number => {
    const computed = known.get(one) ?? evaluateOnce(one, locals, value, branches);
    known.set(one, computed);
    return computed;
  };
  return value(expression);
}

function evaluateOnce(expression: Expression, locals: readonly number[], value: (one: Expression) => number, branches: Branches): number {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "local":
      return locals[expression.local];
    case "load":
      throw new Error("an expression of the test loads");
    case "convert":
      return converted(value(expression.operand), expression.to, expression.how);
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
    case "multiplyAdd":
      return left * right + value(operands[2]);
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
    case "not":
      return 1 - left;
    case "quotient":
      return Math.trunc(left / right);
    case "minimum":
      return Math.min(left, right);
    case "maximum":
      return Math.max(left, right);
    case "and":
      return left & right;
    case "or":
      return left | right;
    case "exclusiveOr":
      return left ^ right;
    case "multiplyHigh":
    case "shiftLeft":
    case "shiftRight":
      throw new Error(`${operator} is none of float64`);
  }
}

/** Floats stay as they are; the bits of a float are those of its nearest float32. */
function converted(value: number, to: Scalar, how: Conversion): number {
  if (how === "bits" && to === "f32") return new Float32Array(Uint32Array.of(value).buffer)[0];
  if (how === "bits") throw new NotOfFloat64("the bits of a float64 are asked for");
  if (isFloat(to)) return value;
  const { least, greatest } = SCALARS[to];
  const whole = how === "truncate" ? Math.trunc(value) : nearestEven(value);
  return Number.isNaN(value) ? 0 : Math.min(Math.max(whole, least), greatest);
}

function nearestEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
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
    const data = given.get(id) ?? (isKnown(value) ? value.data : undefined);
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
  const scalars = value.arguments.map((id) => widened(valueOf(network, id).scalar));
  switch (computation.kind) {
    case "reshape":
      result.set(Array.from(args[0].data));
      break;
    case "pointwise":
      forEachIndex(own, (position, at) => {
        const elements = shapes.map((shape, argument) => literal(read(argument, broadcastIndices(shape, at.map(constantIndex)))));
        result[position] = evaluate(computation.value(elements, attributes, scalars), [], branches);
      });
      break;
    case "reduce":
      result.set(reduced(computation.reduction(shapes, attributes), own, args, branches));
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
    case "fold": {
      const { over, reads, memory, step, result: last } = computation.fold(shapes, attributes, scalars);
      forEachIndex(own, (position, at) => {
        const readAt = (one: Factor, steps: readonly number[]): number => read(one.argument, one.at(at.map(constantIndex), steps.map(constantIndex)));
        let now = memory.map(({ initial }) => (initial.kind === "number" ? initial.value : readAt(reads[initial.read], over.map(() => 0))));
        forEachIndex(over, (_, steps) => {
          const next = step(now.map(literal), reads.map((one) => literal(readAt(one, steps))));
          now = next.map((expression) => evaluate(expression, [], branches));
        });
        result[position] = evaluate(last(now.map(literal)), [], branches);
      });
      break;
    }
    case "gather":
      forEachIndex(own, (position, at) => {
        const pick = (argument: number, where: readonly Index[], extent: number): Index => {
          const given = read(argument, where);
          return constantIndex(Math.min(Math.max(given < 0 ? given + extent : given, 0), extent - 1));
        };
        result[position] = read(0, computation.source(at.map(constantIndex), shapes, attributes, pick));
      });
      break;
    case "scan":
      result.set(scanned(computation.scanning, args.map(({ data }) => data), branches));
      break;
    case "expand":
      throw new Error(`the test does not evaluate ${value.op.name}`);
  }
  return result;
}

/** All results one after the other. */
function scanned({ step, length, carried, read, written, results }: Scanning, given: readonly ArrayLike<number>[], branches: Branches): readonly number[] {
  const sizes = step.inputs.map(({ value }) => elementCount(valueOf(step, value).shape));
  const rest = [...given];
  const next = (): readonly number[] => Array.from(rest.shift() ?? []);
  let now = carried.map(({ isGiven }, position) => (isGiven ? next() : Array<number>(sizes[position]).fill(0)));
  const sequences = read.map(next);
  const same = rest.map((one) => Array.from(one));
  const lists = written.map((): (readonly number[])[] => []);
  for (let turn = 0; turn < length; turn++) {
    const at = ({ isBackward }: Sequence): number => (isBackward ? length - 1 - turn : turn);
    const elements = read.map((one, position) => {
      const size = sizes[carried.length + position];
      return sequences[position].slice(at(one) * size, (at(one) + 1) * size);
    });
    const inputs = [...now, ...elements, ...same];
    const values = evaluateNetwork(step, new Map(step.inputs.map(({ value }, position) => [value, inputs[position]])), branches);
    const outputs = step.outputs.map(({ value }) => Array.from(values[value]));
    now = outputs.slice(0, carried.length);
    written.forEach((one, position) => {
      lists[position][at(one)] = outputs[carried.length + position];
    });
  }
  return results.flatMap((result) => (result.kind === "last" ? now[result.carried] : lists[result.written].flat()));
}

/** Floats are computed in float64 here. */
function widened(scalar: Scalar): Scalar {
  return isFloat(scalar) ? "f64" : scalar;
}

interface Argument {
  readonly shape: Shape;
  readonly data: ArrayLike<number>;
}

/**
 * For each element start·weight + scale·Σ products, in one sum; or an extreme of the products. Where the elements of arguments lie is affine in the
 * indices: it is asked for once.
 */
function reduced({ over, factors, start, scale, combine }: Reduction, own: Shape, args: readonly Argument[], branches: Branches): Float64Array {
  const variables = (count: number, first: number): readonly Index[] => Array.from({ length: count }, (_, i) => ({ constant: 0, terms: [{ variable: first + i, factor: 1 }] }));
  const at = variables(own.length, 0);
  const steps = variables(over.length, own.length);
  const placed = factors.map((factor) => {
    const index = flatIndex(args[factor.argument].shape, factor.at(at, steps));
    return { data: args[factor.argument].data, index, offsets: offsetsOf(index, over, own.length) };
  });
  const begun = start && { data: args[start.read.argument].data, index: flatIndex(args[start.read.argument].shape, start.read.at(at, [])) };
  const result = new Float64Array(elementCount(own));
  forEachIndex(own, (position, indices) => {
    const bases = placed.map(({ index }) => index.constant + distance(index, indices, 0));
    const terms = Float64Array.from({ length: elementCount(over) }, (_, step) => {
      let product = 1;
      for (let i = 0; i < placed.length; i++) product *= placed[i].data[bases[i] + placed[i].offsets[step]];
      return product;
    });
    if (combine !== "add") {
      const extreme = terms.reduce((found, term) => (combine === "maximum" ? Math.max(found, term) : Math.min(found, term)));
      for (const term of terms) branches.push(term === extreme);
      result[position] = extreme;
      return;
    }
    const first = begun === undefined ? 0 : begun.data[begun.index.constant + distance(begun.index, indices, 0)] * (start?.weight?.value ?? 1);
    result[position] = first + terms.reduce((total, term) => total + term, 0) * (scale?.value ?? 1);
  });
  return result;
}

/** How far each step goes from the first one. @param first the variable of the first axis. */
function offsetsOf(index: Index, over: Shape, first: number): Int32Array {
  const offsets = new Int32Array(elementCount(over));
  forEachIndex(over, (position, indices) => (offsets[position] = distance(index, indices, first)));
  return offsets;
}

/** What variables add to an index: those from `first` on, as many as there are values. */
function distance({ terms }: Index, values: readonly number[], first: number): number {
  let sum = 0;
  for (const { variable, factor } of terms) if (variable >= first && variable < first + values.length) sum += factor * values[variable - first];
  return sum;
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
