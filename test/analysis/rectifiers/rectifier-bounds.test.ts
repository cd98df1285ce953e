// Bounds of networks of rectifiers over boxes: no result of the interpreter is below them, and they are near; programs that are no such network.

import { describe, expect, test } from "vitest";
import { formsOf } from "../../../src/analysis/affine-run.ts";
import { RectifierBounds } from "../../../src/analysis/rectifiers/rectifier-bounds.ts";
import { rectifierNetworkOf, type RectifierNetwork } from "../../../src/analysis/rectifiers/rectifier-network.ts";
import { SMOOTH_FUNCTIONS } from "../../../src/certify/smooth-functions.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import type { Network } from "../../../src/network/network.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { add } from "../../../src/network/ops/add.ts";
import { gemm } from "../../../src/network/ops/gemm.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { leakyRelu } from "../../../src/network/ops/leaky-relu.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { runPasses } from "../../../src/passes/index.ts";
import type { Bounds } from "../../../src/program/domains/affine-algebra.ts";
import { difference, exactly, product, sum } from "../../../src/program/domains/rational.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { Program } from "../../../src/program/program.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../../fixtures.ts";

type Activation = readonly [name: string, attributes: Readonly<Record<string, number>>];

const RECTIFIERS: readonly Activation[] = [
  ["relu", {}],
  ["leaky_relu", { slope: Math.fround(0.2) }],
  ["leaky_relu", { slope: Math.fround(1.7) }],
  ["leaky_relu", { slope: Math.fround(-0.3) }],
  ["absolute_value", {}],
  ["clip_to", { low: Math.fround(-0.3), high: Math.fround(0.6) }],
  ["clip_to", {}],
  ["hard_sigmoid", {}],
];

/** 3-8-8-2 with an activation after both hidden layers. */
function networkWith([name, attributes]: Activation, seed: number, size = 1): Network {
  const random = new RandomGenerator(seed);
  const op = OPS.find((one) => one.name === name);
  if (op === undefined) throw new Error(`no op ${name}`);
  const values = (count: number): Float32Array => randomValues(count, random).map((value) => value * size);
  return layeredNetwork([3, 8, 8, 2], {
    weights: values, biases: values, after: (builder, total, id, isLast) => (isLast ? total : builder.operation(op, [total], attributes, id, ORIGIN)),
  });
}

function programOf(network: Network): Program {
  return lower(runPasses(network));
}

function rectifiersOf(program: Program): RectifierNetwork {
  const network = rectifierNetworkOf(program);
  if (network === undefined) throw new Error("no network of rectifiers");
  return network;
}

/** relu after every layer but the last. */
function afterHidden(builder: NetworkBuilder, total: ValueId, name: string, isLast: boolean): ValueId {
  return isLast ? total : builder.operation(relu, [total], {}, `${name}.r`, ORIGIN);
}

const COUNT = 128;

/** Corners and random float32 points of a box. */
function pointsOf(box: readonly Bounds[], random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: COUNT * box.length }, (_, at) => {
    const [point, { low, high }] = [Math.floor(at / box.length), box[at % box.length]];
    if (point < 8) return ((point >> at % box.length) & 1) === 0 ? low : high;
    return Math.min(Math.max(Math.fround(random.uniformIn(low, high)), low), high);
  });
}

function boxAround(middles: readonly number[], half: number): readonly Bounds[] {
  return middles.map((middle) => ({ low: Math.fround(middle - half), high: Math.fround(middle + half) }));
}

const SUMS = [{ weights: [1, 0], constant: 0 }, { weights: [-1, 0], constant: 0 }, { weights: [1, -1], constant: 0.5 }, { weights: [-3, 0.25], constant: -2 }];

/** Over boxes of some sizes: how far the least result of each sum is above its bound, at the least, and in parts of how far results are spread at the most. */
function foundBelow(program: Program, seed: number, halves: readonly number[]): { readonly least: number; readonly part: number } {
  const random = new RandomGenerator(seed);
  const network = rectifiersOf(program);
  let [least, part] = [Infinity, 0];
  for (const half of halves) {
    const box = boxAround(Array.from({ length: network.inputs }, () => random.uniformIn(-1, 1)), half);
    const larger = new RectifierBounds(network, box.map(({ low, high }) => ({ low: Math.fround(low - half), high: Math.fround(high + half) })));
    const bounds = [new RectifierBounds(network, box), new RectifierBounds(network, box, larger.deciding)];
    expect(bounds.every(({ isKnown }) => isKnown)).toBe(true);
    const [results] = interpret(program, [pointsOf(box, random)], COUNT);
    for (const wanted of SUMS) {
      const [one, other] = wanted.weights;
      const values = Array.from({ length: COUNT }, (_, point) => one * results[2 * point] + other * results[2 * point + 1] + wanted.constant);
      const lowest = Math.min(...values);
      for (const one of bounds) {
        const above = lowest - one.least(wanted).low;
        [least, part] = [Math.min(least, above), Math.max(part, above / (Math.max(...values) - lowest + 1e-4))];
      }
    }
  }
  return { least, part };
}

describe("no result is below a bound, and the bounds of small boxes are near", () => {
  test("the larger and the smaller one of two sums", () => {
    for (const name of ["max_of", "min_of"]) {
      const random = new RandomGenerator(4);
      const values = (count: number): Float32Array => randomValues(count, random);
      const op = OPS.find((one) => one.name === name);
      if (op === undefined) throw new Error(`no op ${name}`);
      const network = layeredNetwork([3, 8, 8, 2], {
        weights: values, biases: values,
        after(builder, total, id, isLast) {
          if (isLast) return total;
          const other = builder.operation(add, [total, builder.parameter(`${id}.c`, [1, 8], values(8), ORIGIN)], {}, `${id}.other`, ORIGIN);
          return builder.operation(op, [builder.operation(leakyRelu, [total], { slope: 0.5 }, `${id}.l`, ORIGIN), other], {}, `${id}.m`, ORIGIN);
        },
      });
      const program = programOf(network);
      expect(foundBelow(program, 1, [1, 0.25]).least).toBeGreaterThanOrEqual(0);
      expect(foundBelow(program, 1, [2 ** -7, 2 ** -12]).least).toBeGreaterThanOrEqual(0);
    }
  });

  test.each(RECTIFIERS)("%s %j", (name, attributes) => {
    for (let seed = 1; seed <= 6; seed++) {
      const program = programOf(networkWith([name, attributes], seed));
      expect(foundBelow(program, seed, [1, 0.25]).least).toBeGreaterThanOrEqual(0);
      const { least, part } = foundBelow(program, seed, [2 ** -7, 2 ** -12, 2 ** -20, 0]);
      expect(least).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThan(1);
    }
  });

  test("of parameters up to 2^20, and down to 2^-60", () => {
    for (const size of [2 ** 20, 2 ** -60]) {
      const program = programOf(networkWith(["leaky_relu", { slope: Math.fround(0.2) }], 3, size));
      expect(foundBelow(program, 3, [1, 2 ** -7, 0]).least).toBeGreaterThanOrEqual(0);
    }
  });

  test("of sums that go round layers", () => {
    const program = programOf(networkRoundLayers(7));
    expect(rectifiersOf(program).rectifiers.length).toBe(8 + 4);
    const { least, part } = foundBelow(program, 7, [1, 0.25, 2 ** -7, 2 ** -12, 0]);
    expect(least).toBeGreaterThanOrEqual(0);
    expect(part).toBeLessThan(3);
  });
});

describe("single roundings that results show", () => {
  /** How far the number computed at a point is above what is said at the least of it and of its negative, at the least. */
  const leastAbove = (network: Network, point: readonly number[]): number => {
    const program = lower(network);
    const bounds = new RectifierBounds(rectifiersOf(program), boxAround(point, 0));
    const [[value]] = interpret(program, [Float32Array.from(point)], 1);
    return Math.min(...[1, -1].map((sign) => sign * value - bounds.least({ weights: [sign], constant: 0 }).low));
  };

  test("of a slope below 0, and of a weight, of numbers of every size", () => {
    const random = new RandomGenerator(9);
    const after = (builder: NetworkBuilder, total: ValueId, id: string, isLast: boolean): ValueId =>
      isLast ? total : builder.operation(leakyRelu, [total], { slope: Math.fround(0.2) }, id, ORIGIN);
    for (const weight of [1, Math.fround(0.3)]) {
      const network = layeredNetwork([1, 1, 1], { weights: () => Float32Array.of(weight), biases: () => new Float32Array(1), after });
      for (let exponent = -149; exponent < 60; exponent++) {
        for (const sign of [-1, 1]) expect(leastAbove(network, [Math.fround(sign * random.uniformIn(1, 2) * 2 ** exponent)])).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test("of a layer whose products cancel", () => {
    const random = new RandomGenerator(10);
    for (let turn = 0; turn < 40; turn++) {
      const [by, ratio, x] = [random.uniformIn(2 ** 19, 2 ** 20), random.uniformIn(0.5, 2), random.uniformIn(0.5, 1)].map(Math.fround);
      const weights = [Float32Array.of(by, -by * ratio, by * 3, -by * 3 * ratio), Float32Array.of(1, 1)];
      const network = layeredNetwork([2, 2, 1], {
        weights: () => weights.shift() ?? new Float32Array(2), biases: (count) => new Float32Array(count).fill(2), after: afterHidden,
      });
      expect(leastAbove(network, [Math.fround(x * ratio), x])).toBeGreaterThanOrEqual(0);
    }
  });
});

/** The first layer of 8 rectifiers is added to the outputs beside the second one of 4. */
function networkRoundLayers(seed: number): Network {
  const random = new RandomGenerator(seed);
  const builder = new NetworkBuilder();
  const dense = (value: ValueId, from: number, to: number, name: string): ValueId => {
    const W = builder.parameter(`${name}.W`, [to, from], randomValues(from * to, random), ORIGIN);
    const b = builder.parameter(`${name}.b`, [to], randomValues(to, random), ORIGIN);
    return builder.operation(gemm, [value, W, b], { transposeB: 1 }, name, ORIGIN);
  };
  const first = builder.operation(relu, [dense(builder.input("x", [1, 3], ORIGIN), 3, 8, "one")], {}, "one.r", ORIGIN);
  const second = builder.operation(relu, [dense(first, 8, 4, "two")], {}, "two.r", ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(add, [dense(second, 4, 2, "last"), dense(first, 8, 2, "round")], {}, "y", ORIGIN) }]);
}

test("bounds are nearer than those of affine forms where many rectifiers' signs are not known", () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = new RandomGenerator(seed);
    const values = (count: number): Float32Array => randomValues(count, random);
    const program = programOf(layeredNetwork([4, 24, 24, 24, 2], { weights: values, biases: values, after: afterHidden }));
    const box = boxAround([0.25, -0.5, 0.125, 0.75], 0.25);
    const bounds = new RectifierBounds(rectifiersOf(program), box);
    const [form] = formsOf(program, SMOOTH_FUNCTIONS, "float32")(box) ?? [];
    expect(-bounds.least(SUMS[0]).low - bounds.least(SUMS[1]).low).toBeLessThan(form.high - form.low);
  }
});

describe("what a program is", () => {
  test("sums hold what is computed without rectifiers, in exact arithmetic", () => {
    const random = new RandomGenerator(11);
    for (const size of [1, 2 ** 20, 2 ** -70]) {
      const values = (count: number): Float32Array => randomValues(count, random).map((value) => value * size);
      const program = lower(layeredNetwork([3, 40, 2], { weights: values, biases: values, after: (_, total) => total }));
      const { outputs } = rectifiersOf(program);
      const points = randomValues(3 * COUNT, random);
      const [results] = interpret(program, [points], COUNT);
      for (let at = 0; at < 2 * COUNT; at++) {
        const { constant, from, weights, losses, lost } = outputs[at % 2];
        const place = 3 * Math.floor(at / 2) + from;
        const told = [...weights].map((weight, i) => product(exactly(weight), exactly(points[place + i]))).reduce(sum, exactly(constant));
        const away = Math.abs(difference(exactly(results[at]), told).value);
        const allowed = losses.reduce((total, loss, i) => total + loss * Math.abs(points[place + i]), lost);
        expect(away).toBeLessThanOrEqual(allowed);
      }
    }
  });

  test("one with tanh or a step is no network of rectifiers", () => {
    const others: readonly Activation[] = [["tanh", {}], ["sign", {}], ["thresholded_relu", { alpha: 0.5 }]];
    for (const one of others) expect(rectifierNetworkOf(programOf(networkWith(one, 1)))).toBeUndefined();
  });

  test("nothing is known where numbers on the way may leave float32", () => {
    const network = rectifiersOf(programOf(networkWith(["relu", {}], 5, 2 ** 40)));
    const isKnown = (size: number): boolean => new RectifierBounds(network, boxAround([0, 0, 0], size)).isKnown;
    expect([isKnown(1), isKnown(1e20)]).toEqual([true, false]);
  });
});
