// Random networks of matrices for property tests: layers in every spelling, views, shared and unused parameters,
// outputs that are inputs, parameters, or used again.

import fc from "fast-check";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { dropout } from "../../src/network/ops/dropout.ts";
import { flatten } from "../../src/network/ops/flatten.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { divide } from "../../src/network/ops/divide.ts";
import { negate } from "../../src/network/ops/negate.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { subtract } from "../../src/network/ops/subtract.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { expand } from "../../src/network/ops/expand.ts";
import { frame } from "../../src/network/ops/frame.ts";
import { reduceMax } from "../../src/network/ops/reduce-max.ts";
import { sumAtOnce } from "../../src/network/ops/reduce-sum.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { ORIGIN } from "../fixtures.ts";

const STEPS = [
  "relu", "leaky", "identity", "dropout", "flatten", "matmul", "matmulAdd", "matmulAdd", "addMatmul", "gemm", "gemm", "add", "addConstant", "unused",
  "transpose", "slice", "pad", "concat", "reduce", "expand", "turnedConstant",
  "multiply", "subtract", "divide", "neutral", "reshape",
] as const;

interface Step {
  readonly kind: (typeof STEPS)[number];
  /** Which of the values so far it takes; most often the last one. */
  readonly back: number;
  readonly outputs: number;
  /** Whether a parameter of the right shape is used again. */
  readonly shares: boolean;
  readonly transposed: boolean;
  readonly scaled: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...STEPS),
  back: fc.constantFrom(0, 0, 0, 1, 2, 5),
  outputs: fc.integer({ min: 1, max: 4 }),
  shares: fc.boolean(),
  transposed: fc.boolean(),
  scaled: fc.boolean(),
});

/** Parameters are numbers of [−1, 1), or −1, 0 and 1 where `integers` asks for sums that are never rounded. */
export function randomNetwork(integers: boolean): fc.Arbitrary<Network> {
  return fc
    .record({
      inputs: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
      rows: fc.integer({ min: 1, max: 2 }),
      steps: fc.array(step, { maxLength: integers ? 5 : 8 }),
      outputs: fc.array(fc.constantFrom(0, 0, 1, 2, 3, 7), { minLength: 1, maxLength: 3 }),
      seed: fc.nat(1e6),
    })
    .map(({ inputs, rows, steps, outputs, seed }) => {
      const grower = new Grower(new RandomGenerator(seed), integers);
      inputs.forEach((columns, position) => grower.input(`in${position}`, [rows, columns]));
      for (const one of steps) grower.apply(one);
      return grower.builder.finish(outputs.map((back) => grower.pickAny(back)));
    });
}

class Grower {
  readonly builder = new NetworkBuilder();
  private readonly random: RandomGenerator;
  private readonly integers: boolean;
  /** Values that are no parameters. */
  private readonly results: ValueId[] = [];
  private readonly parameters: ValueId[] = [];

  constructor(random: RandomGenerator, integers: boolean) {
    this.random = random;
    this.integers = integers;
  }

  input(name: string, shape: Shape): void {
    this.results.push(this.builder.input(name, shape, ORIGIN));
  }

  /** Counted from the last value on; large ones lead to parameters. */
  pickAny(back: number): ValueId {
    const all = [...this.parameters, ...this.results];
    return all[Math.max(0, all.length - 1 - back)];
  }

  apply(step: Step): void {
    const x = this.results[Math.max(0, this.results.length - 1 - step.back)];
    const [rows, columns] = this.builder.shapeOf(x);
    const op = (kind: typeof relu, args: readonly ValueId[], attributes = {}) =>
      this.builder.operation(kind, args, attributes, kind.name, ORIGIN);
    const weights = () => this.parameter([columns, step.outputs], step.shares);
    const bias = () => this.parameter([[step.outputs], [1], [rows, 1], [1, step.outputs]][step.back % 4], step.shares);
    const push = (id: ValueId): void => {
      this.results.push(id);
    };
    switch (step.kind) {
      case "relu":
        push(op(relu, [x]));
        return;
      case "leaky":
        push(op(leakyRelu, [x], { slope: 0.5 }));
        return;
      case "identity":
        push(op(identity, [x]));
        return;
      case "dropout":
        push(op(dropout, [x]));
        return;
      case "flatten":
        push(op(flatten, [x], step.transposed ? { axis: -1 } : {}));
        return;
      case "matmul":
        push(op(matmul, [x, weights()]));
        return;
      case "matmulAdd":
      case "addMatmul": {
        const product = op(matmul, [x, weights()]);
        const between = step.scaled ? op(identity, [product]) : product;
        push(op(add, step.kind === "matmulAdd" ? [between, bias()] : [bias(), between]));
        // Then the product has two users and must stay.
        if (step.transposed) this.results.push(product);
        return;
      }
      case "gemm": {
        const matrix = step.transposed ? this.parameter([step.outputs, columns], step.shares) : weights();
        const factors = step.scaled ? { alpha: 0.5, beta: -1 } : {};
        push(op(gemm, step.back === 5 ? [x, matrix] : [x, matrix, bias()], { transposeB: step.transposed ? 1 : 0, ...factors }));
        return;
      }
      case "add":
        push(op(add, [x, this.fellow([rows, columns])]));
        return;
      case "addConstant":
        push(op(add, step.transposed ? [x, this.parameter([columns], step.shares)] : [this.parameter([], false), x]));
        return;
      case "transpose":
        push(op(transpose, [x]));
        return;
      case "slice": {
        const backwards = { starts: [columns - 1], ends: [-9], axes: [1], steps: [-1] };
        push(op(slice, [x], step.transposed ? backwards : { starts: [0], ends: [1], axes: [step.scaled ? 0 : 1] }));
        return;
      }
      case "pad":
        push(op(frame, [x], { before: [0, step.transposed ? 1 : 0], after: [0, step.scaled ? 1 : 0], value: 1 }));
        return;
      case "concat":
        push(op(concat, step.shares ? [x] : [x, this.fellow([rows, columns])], { axis: step.transposed ? 0 : 1 }));
        return;
      case "reduce":
        push(op(step.scaled ? sumAtOnce : reduceMax, [x], { axes: [step.transposed ? 0 : 1] }));
        return;
      case "expand":
        push(op(expand, [x], { shape: [1, columns === 1 ? step.outputs : 1] }));
        return;
      case "turnedConstant":
        push(op(matmul, [x, op(transpose, [this.parameter([step.outputs, columns], step.shares)])]));
        return;
      case "multiply":
        push(op(multiply, step.transposed ? [x, this.parameter([columns], step.shares)] : [this.parameter([], false), x]));
        return;
      case "subtract":
        push(op(subtract, step.transposed ? [x, this.parameter([1, columns], step.shares)] : [this.parameter([columns], step.shares), x]));
        return;
      case "divide":
        push(op(divide, [x, this.numbers([step.transposed ? columns : 1], () => (this.random.uniform() < 0.5 ? -1 : 1))]));
        return;
      case "neutral": {
        const zeros = this.numbers([columns], () => 0);
        const ones = this.numbers([], () => 1);
        push(step.scaled ? op(step.transposed ? add : subtract, [x, zeros]) : op(step.transposed ? multiply : divide, [x, ones]));
        return;
      }
      case "reshape":
        // There and back, so that all values are matrices.
        push(op(reshape, [op(negate, [op(reshape, [x], { shape: [1, rows, columns] })])], { shape: [rows, columns] }));
        return;
      case "unused":
        op(relu, [op(matmul, [x, weights()])]);
    }
  }

  /** An earlier value of this shape. */
  private fellow(shape: Shape): ValueId {
    const same = this.results.filter((id) => String(this.builder.shapeOf(id)) === String(shape));
    return same[this.random.nextUint32() % same.length];
  }

  private parameter(shape: Shape, shares: boolean): ValueId {
    const known = this.parameters.find((id) => String(this.builder.shapeOf(id)) === String(shape));
    if (shares && known !== undefined) return known;
    return this.numbers(shape, () => (this.integers ? Math.floor(3 * this.random.uniform()) - 1 : this.random.uniformIn(-1, 1)));
  }

  private numbers(shape: Shape, number: () => number): ValueId {
    const data = Float32Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, number);
    const id = this.builder.parameter(`p${this.parameters.length}`, shape, data, ORIGIN);
    this.parameters.push(id);
    return id;
  }
}
