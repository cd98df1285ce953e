// The kernel of pointwise ops: one pass over the arrays per operation of the expression, each rounding to float32.

import type { OperationValue } from "../../network/network.ts";
import { sameShape } from "../../network/broadcast.ts";
import { elementCount } from "../../network/network.ts";
import type { Computation } from "../../network/op.ts";
import { local } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { broadcastMap } from "./broadcast-map.ts";
import type { Kernel, Scratch, StoredArray } from "./kernel.ts";
import { binaryPass, copyPass, gatherPass, selectPass } from "./passes.ts";

type Pointwise = Extract<Computation, { readonly kind: "pointwise" }>;

/** Computes a pointwise value; arguments are broadcast to its shape. */
export function pointwiseKernel(
  value: OperationValue,
  computation: Pointwise,
  args: readonly StoredArray[],
  result: Float32Array,
  scratch: Scratch,
): Kernel {
  const elements = args.map((_, position) => local(position));
  const compiler = new PointwiseCompiler(value, args, scratch);
  compiler.compute(computation.value(elements, value.attributes), result);
  const { passes } = compiler;
  if (passes.length === 1) return passes[0];
  return () => {
    for (let i = 0; i < passes.length; i++) passes[i]();
  };
}

class PointwiseCompiler {
  readonly passes: Kernel[] = [];
  private readonly value: OperationValue;
  private readonly args: readonly StoredArray[];
  private readonly scratch: Scratch;
  /** Expressions used more than once are computed once. */
  private readonly known = new Map<Expression, Float32Array>();
  private readonly arguments = new Map<number, Float32Array>();
  private scratchUsed = 0;

  constructor(value: OperationValue, args: readonly StoredArray[], scratch: Scratch) {
    this.value = value;
    this.args = args;
    this.scratch = scratch;
  }

  /** Adds the passes that leave the expression's values in `target`. */
  compute(expression: Expression, target: Float32Array): void {
    const count = elementCount(this.value.shape);
    switch (expression.kind) {
      case "binary": {
        const left = this.operand(expression.left);
        const right = this.operand(expression.right);
        this.passes.push(binaryPass(expression.operator, left, right, target, count));
        break;
      }
      case "select": {
        const { condition, whenTrue, whenFalse } = expression;
        const left = this.operand(condition.left);
        const right = this.operand(condition.right);
        this.passes.push(selectPass(condition.operator, left, right, this.operand(whenTrue), this.operand(whenFalse), target, count));
        break;
      }
      default:
        this.passes.push(copyPass(this.operand(expression), target, count));
    }
  }

  private operand(expression: Expression): Float32Array {
    switch (expression.kind) {
      case "constant":
        return this.scratch.constant(expression.value);
      case "local":
        return this.argument(expression.local);
      case "load":
        throw new RangeError(`${this.value.op.name} is pointwise but loads from an array of its own`);
      default: {
        const known = this.known.get(expression);
        if (known !== undefined) return known;
        const data = this.takeScratch();
        this.compute(expression, data);
        this.known.set(expression, data);
        return data;
      }
    }
  }

  private argument(position: number): Float32Array {
    const known = this.arguments.get(position);
    if (known !== undefined) return known;
    const { data, shape } = this.args[position];
    const operand = this.broadcast(data, shape);
    this.arguments.set(position, operand);
    return operand;
  }

  private broadcast(data: Float32Array, shape: readonly number[]): Float32Array {
    if (sameShape(shape, this.value.shape)) return data;
    const wide = this.takeScratch();
    this.passes.push(gatherPass(data, broadcastMap(shape, this.value.shape), wide));
    return wide;
  }

  private takeScratch(): Float32Array {
    return this.scratch.array(this.scratchUsed++);
  }
}
