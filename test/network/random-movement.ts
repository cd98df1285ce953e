// Random chains of ops that move or combine elements, for property tests: each op's attributes fit the shape it finds.

import fc from "fast-check";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { elementCount } from "../../src/network/shape.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { expand } from "../../src/network/ops/expand.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { pad } from "../../src/network/ops/pad.ts";
import { reduceMax } from "../../src/network/ops/reduce-max.ts";
import { reduceMin } from "../../src/network/ops/reduce-min.ts";
import { sumAtOnce } from "../../src/network/ops/reduce-sum.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

const STEPS = ["transpose", "slice", "expand", "concat", "pad", "reduce", "reshape", "multiply", "bend"] as const;

/** More elements than this are not repeated, nor put side by side. */
const MANY = 64;

/** Chains of ops over values of up to four axes. @param start whether the first value is an input or a parameter. */
export function randomMovement(start: "input" | "parameter"): fc.Arbitrary<Network> {
  const shape = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
  const chains = fc.record({ shape, steps: fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 6 }), seed: fc.nat(1e6) });
  return chains.map((drawn) => {
    const chain = new Chain(new RandomGenerator(drawn.seed));
    chain.start(start, drawn.shape);
    for (const step of drawn.steps) chain.apply(step);
    return chain.finish();
  });
}

interface Next {
  readonly op: Op;
  /** The last value alone, where nothing is said. */
  readonly args?: readonly ValueId[];
  readonly attributes?: Attributes;
}

class Chain {
  private readonly builder = new NetworkBuilder();
  private readonly random: RandomGenerator;
  private readonly values: ValueId[] = [];

  constructor(random: RandomGenerator) {
    this.random = random;
  }

  start(kind: "input" | "parameter", shape: Shape): void {
    const data = randomValues(elementCount(shape), this.random);
    this.values.push(kind === "input" ? this.builder.input("x", shape, ORIGIN) : this.builder.parameter("x", shape, data, ORIGIN));
  }

  finish(): Network {
    return this.builder.finish([this.last]);
  }

  apply(step: (typeof STEPS)[number]): void {
    const { op, args = [this.last], attributes = {} } = this.next(step, this.builder.shapeOf(this.last));
    this.values.push(this.builder.operation(op, args, attributes, op.name, ORIGIN));
  }

  private next(step: (typeof STEPS)[number], shape: Shape): Next {
    const isSmall = elementCount(shape) < MANY;
    switch (step) {
      case "transpose":
        return { op: transpose, attributes: { perm: this.shuffled([...shape.keys()]) } };
      case "slice":
        return { op: slice, attributes: this.cut(shape) };
      case "expand": {
        const wide = shape.map((extent) => (extent === 1 && isSmall ? this.below(3) + 1 : extent));
        return { op: expand, attributes: { shape: isSmall && this.below(2) === 1 ? [2, ...wide] : wide } };
      }
      case "concat": {
        if (shape.length === 0) return { op: reshape, attributes: { shape: [1, 1] } };
        const fellows = this.values.filter((id) => String(this.builder.shapeOf(id)) === String(shape));
        // The last value is always among them: every parameter matters to the output.
        const others = Array.from({ length: isSmall ? this.below(3) : 0 }, () => fellows[this.below(fellows.length)]);
        const args = this.below(2) === 1 ? [this.last, ...others] : [...others, this.last];
        return { op: concat, args, attributes: { axis: this.below(shape.length) - shape.length * this.below(2) } };
      }
      case "pad":
        return { op: pad, attributes: { pads: [...shape, ...shape].map(() => this.below(2)), value: this.below(3) / 2 } };
      case "reduce": {
        const axes = this.shuffled([...shape.keys()]).slice(0, 1 + this.below(2));
        return { op: [sumAtOnce, reduceMax, reduceMin][this.below(3)], attributes: { axes, keepdims: this.below(2) } };
      }
      case "reshape":
        return { op: reshape, attributes: { shape: [[-1], [1, -1], [-1, 1], [...shape, 1]][this.below(4)] } };
      case "multiply": {
        const other = shape.map((extent) => (this.below(2) === 1 ? extent : 1));
        const factor = this.builder.parameter("factor", other, randomValues(elementCount(other), this.random), ORIGIN);
        return { op: multiply, args: [this.last, factor] };
      }
      case "bend":
        return { op: leakyRelu, attributes: { slope: 0.5 } };
    }
  }

  private get last(): ValueId {
    return this.values[this.values.length - 1];
  }

  /** A range along some axes, forwards or backwards, that holds an element at least. */
  private cut(shape: Shape): Attributes {
    const axes = this.shuffled([...shape.keys()]).slice(0, this.below(shape.length + 1));
    const ranges = axes.map((axis) => {
      const extent = shape[axis];
      const [low, high] = [this.below(extent), this.below(extent)].sort((a, b) => a - b);
      const step = 1 + this.below(2);
      const seen = this.below(2) === 1 ? low - extent : low;
      const before = low === 0 ? -extent - 1 : low - 1;
      return this.below(2) === 1 ? { start: seen, end: high + 1, step } : { start: high, end: before, step: -step };
    });
    return { axes, starts: ranges.map(({ start }) => start), ends: ranges.map(({ end }) => end), steps: ranges.map(({ step }) => step) };
  }

  private below(count: number): number {
    return this.random.nextUint32() % count;
  }

  private shuffled(list: readonly number[]): readonly number[] {
    return list.map((one) => ({ one, key: this.random.uniform() })).sort((a, b) => a.key - b.key).map(({ one }) => one);
  }
}
