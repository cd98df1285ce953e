// Evaluates the expressions of a pointwise op over whole arrays, in float64 or in float32. Knows no op by name.

import type { BinaryOperator, Comparison, Expression } from "../../program/program.ts";
import type { Elements, ElementType } from "../gemm/blocking.ts";

/** Zeros. */
function zeros(type: ElementType, count: number): Elements {
  return type === "float64" ? new Float64Array(count) : new Float32Array(count);
}

/** target[i] = f(source[i]) for i < count. */
export type PointwiseMap = (source: Elements, target: Elements, count: number) => void;

interface Frame {
  readonly source: Elements;
  readonly target: Elements;
}

type Operand = (frame: Frame) => Elements;
type Pass = (frame: Frame, count: number) => void;

/**
 * A map from an expression of one argument, `local 0`. Every operation is one pass whose result is stored in an array
 * of the type: in float32 it is rounded once, which for + − × ÷ of float32 operands is the operation of float32 itself
 * (Figueroa, ACM SIGNUM 30(3), 1995), so that the values are those of the emitted code.
 *
 * @param capacity the most elements a call may have.
 * @throws RangeError where the expression loads from an array: then it is not pointwise.
 */
export function pointwiseMap(expression: Expression, type: ElementType, capacity: number): PointwiseMap {
  const compiler = new MapCompiler(type, capacity);
  compiler.compute(expression, ({ target }) => target);
  const { passes } = compiler;
  return (source, target, count) => {
    const frame = { source, target };
    for (let i = 0; i < passes.length; i++) passes[i](frame, count);
  };
}

class MapCompiler {
  readonly passes: Pass[] = [];
  private readonly type: ElementType;
  private readonly capacity: number;
  /** Expressions used more than once are computed once. */
  private readonly known = new Map<Expression, Operand>();

  constructor(type: ElementType, capacity: number) {
    this.type = type;
    this.capacity = capacity;
  }

  /** Adds the passes that leave the expression's values in `target`. */
  compute(expression: Expression, target: Operand): void {
    switch (expression.kind) {
      case "binary": {
        const { left, right } = { left: this.operand(expression.left), right: this.operand(expression.right) };
        const run = BINARY[expression.operator];
        this.passes.push((frame, count) => run(left(frame), right(frame), target(frame), count));
        break;
      }
      case "select": {
        const [left, right] = [this.operand(expression.condition.left), this.operand(expression.condition.right)];
        const [whenTrue, whenFalse] = [this.operand(expression.whenTrue), this.operand(expression.whenFalse)];
        const run = SELECT[expression.condition.operator];
        this.passes.push((frame, count) =>
          run(left(frame), right(frame), whenTrue(frame), whenFalse(frame), target(frame), count),
        );
        break;
      }
      default: {
        const value = this.operand(expression);
        this.passes.push((frame, count) => copyAll(value(frame), target(frame), count));
      }
    }
  }

  private operand(expression: Expression): Operand {
    switch (expression.kind) {
      case "local":
        return ({ source }) => source;
      case "load":
        throw new RangeError("a pointwise expression loads from an array");
      case "constant": {
        const filled = zeros(this.type, this.capacity).fill(expression.value);
        return () => filled;
      }
      default: {
        const known = this.known.get(expression);
        if (known !== undefined) return known;
        const scratch = zeros(this.type, this.capacity);
        const result = () => scratch;
        this.compute(expression, result);
        this.known.set(expression, result);
        return result;
      }
    }
  }
}

const BINARY: Readonly<Record<BinaryOperator, (a: Elements, b: Elements, target: Elements, count: number) => void>> = {
  add: (a, b, target, count) => {
    for (let i = 0; i < count; i++) target[i] = a[i] + b[i];
  },
  subtract: (a, b, target, count) => {
    for (let i = 0; i < count; i++) target[i] = a[i] - b[i];
  },
  multiply: (a, b, target, count) => {
    for (let i = 0; i < count; i++) target[i] = a[i] * b[i];
  },
  divide: (a, b, target, count) => {
    for (let i = 0; i < count; i++) target[i] = a[i] / b[i];
  },
};

type SelectPass = (left: Elements, right: Elements, whenTrue: Elements, whenFalse: Elements, target: Elements, count: number) => void;

const SELECT: Readonly<Record<Comparison["operator"], SelectPass>> = {
  less: (left, right, whenTrue, whenFalse, target, count) => {
    for (let i = 0; i < count; i++) target[i] = left[i] < right[i] ? whenTrue[i] : whenFalse[i];
  },
  lessOrEqual: (left, right, whenTrue, whenFalse, target, count) => {
    for (let i = 0; i < count; i++) target[i] = left[i] <= right[i] ? whenTrue[i] : whenFalse[i];
  },
};

function copyAll(source: Elements, target: Elements, count: number): void {
  for (let i = 0; i < count; i++) target[i] = source[i];
}
