// Makes a network of a plan: layers, activations and calls of any op, each of values that there are already or of parameters. What an op may
// be called with is drawn by test/network/random-calls.ts.

import type { Attributes } from "../../src/network/attributes.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { add } from "../../src/network/ops/add.ts";
import { cast, castCode } from "../../src/network/ops/cast.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { isNan } from "../../src/network/ops/float-kinds.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { where } from "../../src/network/ops/where.ts";
import { elementCount, type Shape } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { ORIGIN } from "../fixtures.ts";
import { argumentValues, specialValues } from "../network/argument-values.ts";
import { randomCallOf } from "../network/random-calls.ts";
import { parameterNumbers } from "./numbers.ts";
import type { Plan, Step } from "./plan.ts";

/** Pointwise, of one argument of float32. */
const ACTIVATIONS = OPS.filter(({ computation, parameters, isVariadic, inferScalar }) => {
  return computation.kind === "pointwise" && parameters.length === 1 && isVariadic === undefined && inferScalar === undefined;
});
const ACTIVATIONS_OF_LINES: readonly Op[] = [relu, leakyRelu];

/** What these make of a NaN depends on its bits, which carry no meaning. */
const OF_BITS: ReadonlySet<string> = new Set(["bit_cast", "cell_of", "segment_by_grid", "with_sign"]);

/** Elements of a value; a layer of more is flattened no further. */
const MANY = 200;

export function grown(plan: Plan): Network {
  const grower = new Grower();
  const shapes = plan.isTabular ? [[1, 1]] : plan.inputs;
  shapes.forEach((shape, position) => {
    grower.input(`x${position}`, shape);
  });
  for (const step of plan.steps) grower.apply(step, plan.isTabular);
  return grower.finish(plan.isTabular ? [] : plan.outputs);
}

class Grower {
  private readonly builder = new NetworkBuilder();
  /** Inputs and results. */
  private readonly results: ValueId[] = [];
  private readonly parameters: ValueId[] = [];
  private random = new RandomGenerator(0);
  private style = 0;

  input(name: string, shape: Shape): void {
    this.results.push(this.builder.input(name, shape, ORIGIN));
  }

  apply(step: Step, isOfLines: boolean): void {
    this.random = new RandomGenerator(step.seed);
    this.style = step.numbers;
    const x = this.results[Math.max(0, this.results.length - 1 - (isOfLines ? 0 : step.back))];
    const activations = isOfLines ? ACTIVATIONS_OF_LINES : ACTIVATIONS;
    if (step.kind === "dense") this.results.push(this.dense(this.as(x, this.builder.shapeOf(x), "f32"), step.extent));
    else if (step.kind === "activation" || isOfLines) this.call(activations[step.op % activations.length], x, step.extent);
    else this.call(OPS[step.op], x, step.extent);
  }

  /** The last value and some before it, as float32. */
  finish(further: readonly number[]): Network {
    const last = this.results.length - 1;
    const ids = [...new Set([last, ...further.map((back) => Math.max(0, last - back))])].map((position) => this.results[position]);
    const outputs = ids.map((id, position) => ({ name: `y${position}`, value: this.as(id, this.builder.shapeOf(id), "f32") }));
    return this.builder.finish(outputs);
  }

  /** A layer in one of its spellings. */
  private dense(x: ValueId, outputs: number): ValueId {
    const shape = this.builder.shapeOf(x);
    const rows = shape.length >= 2 && elementCount(shape) < MANY ? shape : [1, elementCount(shape)];
    const inputs = rows[rows.length - 1];
    const given = this.as(x, rows, "f32");
    if (rows.length === 2 && this.below(2) === 0) {
      const transposeB = this.below(2);
      const weights = this.parameter(transposeB === 1 ? [outputs, inputs] : [inputs, outputs]);
      const factors = this.below(4) === 0 ? { alpha: 0.5, beta: -2 } : {};
      const bias = [[outputs], [1, outputs], [1], [rows[0], 1]][this.below(4)];
      return this.operation(gemm, this.below(4) === 0 ? [given, weights] : [given, weights, this.parameter(bias)], { transposeB, ...factors });
    }
    const product = this.operation(matmul, [given, this.parameter([inputs, outputs])]);
    if (this.below(3) === 0) return product;
    const bias = this.parameter([[outputs], [1]][this.below(2)]);
    return this.operation(add, this.below(2) === 0 ? [product, bias] : [bias, product]);
  }

  private call(op: Op, x: ValueId, greatestExtent: number): void {
    const drawn = randomCallOf(op, { shape: this.builder.shapeOf(x), greatestExtent }, this.random);
    if (drawn === undefined) return;
    const { shapes, scalars, attributes } = drawn;
    const args = shapes.map((shape, position) => {
      const value = position === 0 ? this.as(x, shape, scalars[0]) : this.argument(shape, scalars[position]);
      return OF_BITS.has(op.name) && scalars[position] === "f32" ? this.withoutNan(value) : value;
    });
    this.results.push(this.operation(op, args, attributes));
  }

  /** A result, a parameter that is there already, or a new one. */
  private argument(shape: Shape, scalar: Scalar): ValueId {
    const fits = (id: ValueId): boolean => String(this.builder.shapeOf(id)) === String(shape) && this.builder.scalarOf(id) === scalar;
    const fellows = [...this.results, ...(this.below(4) === 0 ? this.parameters : [])].filter(fits);
    if (fellows.length > 0 && this.below(2) === 0) return fellows[this.below(fellows.length)];
    if (this.below(4) === 0) return this.as(this.results[this.below(this.results.length)], shape, scalar);
    return scalar === "f32" ? this.parameter(shape) : this.constant(shape, scalar);
  }

  /** Any value as one of that shape and type: elements in their order, from the first one again where there are too few. */
  private as(id: ValueId, shape: Shape, scalar: Scalar): ValueId {
    const own = this.builder.shapeOf(id);
    const typed = this.builder.scalarOf(id) === scalar ? id : this.operation(cast, [id], { to: castCode(scalar) });
    if (String(own) === String(shape)) return typed;
    const [count, wanted] = [elementCount(own), elementCount(shape)];
    const flat = this.operation(reshape, [typed], { shape: [-1] });
    const repeated = count < wanted ? this.operation(concat, Array.from({ length: Math.ceil(wanted / count) }, () => flat), { axis: 0 }) : flat;
    const cut = elementCount(this.builder.shapeOf(repeated)) > wanted ? this.operation(slice, [repeated], { starts: [0], ends: [wanted] }) : repeated;
    return shape.length === 1 ? cut : this.operation(reshape, [cut], { shape });
  }

  private withoutNan(id: ValueId): ValueId {
    const zero = this.builder.parameter("zero", [], Float32Array.of(0), ORIGIN);
    return this.operation(where, [this.operation(isNan, [id]), zero, id]);
  }

  private parameter(shape: Shape): ValueId {
    const data = parameterNumbers(elementCount(shape), this.style, this.random);
    const id = this.builder.parameter(`p${this.parameters.length}`, shape, data, ORIGIN);
    this.parameters.push(id);
    return id;
  }

  private constant(shape: Shape, scalar: Scalar): ValueId {
    const values = this.style < 4 ? argumentValues : specialValues;
    return this.builder.constant("c", shape, scalar, values(scalar, elementCount(shape), this.random), ORIGIN);
  }

  private operation(op: Op, args: readonly ValueId[], attributes: Attributes = {}): ValueId {
    return this.builder.operation(op, args, attributes, op.name, ORIGIN);
  }

  private below(count: number): number {
    return this.random.nextUint32() % count;
  }
}
