// Evaluates the expressions of a pointwise op over whole arrays, in float64 or in float32. Knows no op by name.

import { copyLanes } from "../../program/lanes.ts";
import { OPERATORS } from "../../program/operators.ts";
import type { Expression } from "../../program/program.ts";
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

/** Where an operand or a result is, while the map runs. */
type Place = (frame: Frame) => Elements;
type Pass = (frame: Frame, count: number) => void;

/**
 * A map from an expression of one argument, `local 0`. Every operation is one pass whose result is stored in an array
 * of the type: in float32 it is rounded once, which for + − × ÷ √ of float32 operands is the operation of float32 itself
 * (Figueroa, ACM SIGNUM 30(3), 1995), so that the values are those of the emitted code.
 *
 * @param capacity the most elements a call may have.
 * @throws RangeError where the expression loads from an array or converts: then it is not pointwise.
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
  private readonly known = new Map<Expression, Place>();

  constructor(type: ElementType, capacity: number) {
    this.type = type;
    this.capacity = capacity;
  }

  /** Adds the passes that leave the expression's values in `target`. */
  compute(expression: Expression, target: Place): void {
    if (expression.kind === "apply") {
      const places = expression.operands.map((operand) => this.operand(operand));
      const { lanes } = OPERATORS[expression.operator];
      this.passes.push((frame, count) => {
        lanes(places.map((place) => ({ data: place(frame), offset: 0, step: 1 })), { data: target(frame), offset: 0, count });
      });
      return;
    }
    const value = this.operand(expression);
    this.passes.push((frame, count) => copyLanes({ data: value(frame), offset: 0, step: 1 }, { data: target(frame), offset: 0, count }));
  }

  private operand(expression: Expression): Place {
    switch (expression.kind) {
      case "local":
        return ({ source }) => source;
      case "load":
        throw new RangeError("a pointwise expression loads from an array");
      case "convert":
        throw new RangeError(`a pointwise expression is converted to ${expression.to}`);
      case "constant": {
        const filled = zeros(this.type, this.capacity).fill(expression.value);
        return () => filled;
      }
      case "apply": {
        const known = this.known.get(expression);
        if (known !== undefined) return known;
        // A truth value is 0 or 1, which every type of array holds.
        const scratch = zeros(this.type, this.capacity);
        const result = () => scratch;
        this.compute(expression, result);
        this.known.set(expression, result);
        return result;
      }
    }
  }
}
