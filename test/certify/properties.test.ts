// Properties of small networks whose truth is known: each proved, refuted by results, and undecided; and of random ones, which no result contradicts.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proveProperties } from "../../src/certify/properties/index.ts";
import type { Figure, Verdict } from "../../src/certify/properties/finding.ts";
import type { PropertyName } from "../../src/certify/properties/property-name.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { equal, greaterOrEqual } from "../../src/network/ops/comparisons.ts";
import { floor } from "../../src/network/ops/floor.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { sign } from "../../src/network/ops/sign.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { where } from "../../src/network/ops/where.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { denseNetwork, layeredNetwork, ORIGIN } from "../fixtures.ts";

/** Widths, weights and biases layer by layer, with an op after every layer but the last. */
function networkOf(op: Op, widths: readonly number[], weights: readonly (readonly number[])[], biases: readonly (readonly number[])[]): Network {
  let [weighted, biased] = [0, 0];
  return layeredNetwork(widths, {
    weights: () => Float32Array.from(weights[weighted++]),
    biases: () => Float32Array.from(biases[biased++]),
    after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], {}, `${name}.h`, ORIGIN)),
  });
}

const programOf = (network: Network): Program => lower(runPasses(network));

function verdictsOf(network: Network, name: PropertyName, ...domain: readonly (readonly [number, number])[]): readonly Verdict[] {
  const program = programOf(network);
  const box = domain.map(([low, high]) => ({ low: Math.fround(low), high: Math.fround(high) }));
  return proveProperties([name], { computed: program, network: program, domain: box }, 200).map(({ verdict }) => verdict);
}

const figureOf = ({ figures }: Verdict, name: string): number => figures.find((figure: Figure) => figure.name === name)?.value ?? NaN;

/** |x|, relu(x) + relu(−x). */
const MAGNITUDE = networkOf(relu, [1, 2, 1], [[1, -1], [1, 1]], [[0, 0], [0]]);
/** 3·relu(x) + 1: never falls. */
const RAMP = networkOf(relu, [1, 1, 1], [[1], [3]], [[0], [1]]);
/** relu(x) − relu(−x) = x. */
const ITSELF = networkOf(relu, [1, 2, 1], [[1, -1], [1, -1]], [[0, 0], [0]]);
/** tanh(x + 2·y) − tanh(x)/4: rises with y; with x it rises and falls. */
const BENT = networkOf(tanh, [2, 2, 1], [[1, 2, 1, 0], [1, -0.25]], [[0, 0], [0]]);
/** relu(x + 2·y): rises with both. */
const FOLD = networkOf(relu, [2, 1, 1], [[1, 2], [1]], [[0], [0]]);
const STEPS = networkOf(floor, [1, 1, 1], [[1], [1]], [[0], [0]]);

/** An expression of one input x. */
function networkWith(build: (builder: NetworkBuilder, x: ValueId, constant: (value: number) => ValueId) => ValueId): Network {
  const builder = new NetworkBuilder();
  const constant = (value: number): ValueId => builder.parameter(`c${value}`, [1], Float32Array.of(value), ORIGIN);
  return builder.finish([build(builder, builder.input("x", [1], ORIGIN), constant)]);
}

const whereCompared = (comparison: Op, then: number, otherwise: number): Network =>
  networkWith((builder, x, constant) => {
    const condition = builder.operation(comparison, [x, constant(0)], {}, "holds", ORIGIN);
    return builder.operation(where, [condition, constant(then), constant(otherwise)], {}, "y", ORIGIN);
  });

const HUNDRED_AT_0 = whereCompared(equal, 100, 1);
const UP_OR_DOWN = whereCompared(greaterOrEqual, 1, -1);
const SIGN = networkWith((builder, x) => builder.operation(sign, [x], {}, "y", ORIGIN));

/** Of rising, falling, convex, concave, lipschitz and odd. */
const kindsOf = (network: Network, domain: readonly [number, number]): readonly string[] =>
  (["rising", "falling", "convex", "concave", "lipschitz", "odd"] as const).flatMap((name) => verdictsOf(network, name, domain).map(({ kind }) => kind));

describe("of one input, made of lines", () => {
  test("range: the least and the greatest result, but for roundings that there might be", () => {
    const [verdict] = verdictsOf(MAGNITUDE, "range", [-2, 1]);
    expect(verdict).toMatchObject({ kind: "proved", of: "emitted" });
    const [least, greatest, leastSeen, greatestSeen] = ["least", "greatest", "leastSeen", "greatestSeen"].map((name) => figureOf(verdict, name));
    expect([leastSeen, greatestSeen, least, greatest]).toEqual([0, 2, expect.closeTo(0, 6), expect.closeTo(2, 6)]);
    expect(least <= 0 && greatest >= 2).toBe(true);
  });

  test("rising, falling and monotone", () => {
    expect(verdictsOf(RAMP, "rising", [-1, 1])).toEqual([{ kind: "proved", of: "network", figures: [expect.objectContaining({ name: "deviation" })] }]);
    expect(verdictsOf(RAMP, "monotone", [-1, 1])).toMatchObject([{ kind: "proved", direction: "rising" }]);
    expect(verdictsOf(RAMP, "falling", [-1, 1])).toEqual([{ kind: "refuted", witness: [{ at: [-1], value: 1 }, { at: [1], value: 4 }], figures: [] }]);
    expect(verdictsOf(MAGNITUDE, "monotone", [-2, 1])).toMatchObject([{ kind: "refuted" }]);
    expect(verdictsOf(MAGNITUDE, "falling", [-2, 0])).toMatchObject([{ kind: "proved" }]);
  });

  test("convex and concave", () => {
    expect(verdictsOf(MAGNITUDE, "convex", [-2, 1])).toMatchObject([{ kind: "proved", of: "network" }]);
    expect(verdictsOf(MAGNITUDE, "concave", [-2, 1])).toEqual([
      { kind: "refuted", witness: [{ at: [-1], value: 1 }, { at: [0], value: 0 }, { at: [1], value: 1 }], figures: [] },
    ]);
  });

  test("even and odd", () => {
    expect(verdictsOf(MAGNITUDE, "even", [-2, 2])).toMatchObject([{ kind: "proved", of: "network" }]);
    expect(verdictsOf(ITSELF, "odd", [-2, 2])).toMatchObject([{ kind: "proved", of: "network" }]);
    const [verdict] = verdictsOf(ITSELF, "even", [-2, 2]);
    expect(verdict).toMatchObject({ kind: "refuted", witness: [{ at: [-2], value: -2 }, { at: [2], value: 2 }] });
    expect(figureOf(verdict, "difference")).toBeCloseTo(4, 5);
    expect(verdictsOf(MAGNITUDE, "even", [-2, 1])).toEqual([{ kind: "undecided", reason: "the domain does not reach as far below 0 as above", figures: [] }]);
  });

  test("lipschitz: the steepest line, and nothing of what jumps", () => {
    const [verdict] = verdictsOf(RAMP, "lipschitz", [-1, 1]);
    expect([verdict.kind, figureOf(verdict, "slope")]).toEqual(["proved", expect.closeTo(3, 9)]);
    expect(figureOf(verdict, "slope")).toBeGreaterThanOrEqual(3);
  });

  test("what is so but for single numbers is not so", () => {
    expect(kindsOf(HUNDRED_AT_0, [-1, 1])).toEqual(["refuted", "refuted", "refuted", "refuted", "refuted", "refuted"]);
    // 0 at 0, the end of the domain, and 1 elsewhere.
    expect(kindsOf(SIGN, [0, 1])).toEqual(["proved", "refuted", "refuted", "proved", "undecided", "undecided"]);
    // 1 at 0, and else odd.
    expect(kindsOf(UP_OR_DOWN, [-1, 1])).toEqual(["proved", "refuted", "refuted", "refuted", "refuted", "refuted"]);
  });

  test("what is in order in real arithmetic alone is not said of what is emitted", () => {
    const [verdict] = verdictsOf(networkOf(relu, [1, 1, 1], [[0.1], [3]], [[0], [1]]), "rising", [0, 1]);
    expect(figureOf(verdict, "deviation")).toBeGreaterThan(0);
    expect(figureOf(verdict, "deviation")).toBeLessThan(2e-6);
  });
});

describe("of several inputs, and of what bends", () => {
  test("rising with one input, neither rising nor falling with the other", () => {
    expect(verdictsOf(BENT, "monotone", [-1, 1], [-1, 1])).toMatchObject([{ kind: "refuted" }, { kind: "proved", of: "network", direction: "rising" }]);
    expect(verdictsOf(FOLD, "rising", [-1, 1], [-1, 1])).toMatchObject([{ kind: "proved" }, { kind: "proved" }]);
  });

  test("lipschitz: by each input and by both", () => {
    const slopes = verdictsOf(FOLD, "lipschitz", [-1, 1], [-1, 1]).map((verdict) => figureOf(verdict, "slope"));
    const beyond = slopes.map((slope, place) => slope - [1, 2, Math.sqrt(5)][place]);
    expect(beyond.every((more) => more >= 0 && more < 1e-9)).toBe(true);
  });

  test("range: no further from results than a hundredth of what they reach", () => {
    const [verdict] = verdictsOf(BENT, "range", [-1, 1], [-1, 1]);
    const [least, greatest, leastSeen, greatestSeen] = ["least", "greatest", "leastSeen", "greatestSeen"].map((name) => figureOf(verdict, name));
    expect(verdict.kind).toBe("proved");
    expect(least).toBeLessThanOrEqual(leastSeen);
    expect(greatest).toBeGreaterThanOrEqual(greatestSeen);
    expect((leastSeen - least + greatest - greatestSeen) / (greatestSeen - leastSeen)).toBeLessThan(0.02);
  });

  test("convex and even are refuted by results, convex and odd proved by how they are computed", () => {
    expect(verdictsOf(BENT, "convex", [-1, 1], [-1, 1])).toMatchObject([{ kind: "refuted" }]);
    expect(verdictsOf(BENT, "even", [-1, 1], [-1, 1])).toMatchObject([{ kind: "refuted" }]);
    for (const [network, name] of [[BENT, "odd"], [FOLD, "convex"]] as const) {
      const [verdict] = verdictsOf(network, name, [-1, 1], [-1, 1]);
      expect(verdict).toMatchObject({ kind: "proved", of: "network" });
      expect(figureOf(verdict, "deviation")).toBeLessThan(2e-6);
    }
  });

  test("a function that jumps has no slope that is known", () => {
    expect(verdictsOf(STEPS, "lipschitz", [0, 4])).toMatchObject([{ kind: "undecided" }]);
  });
});

describe("of random networks no result contradicts what is proved", () => {
  test.each([
    ["leaky rectifiers", leakyRelu, 2],
    ["tanh", tanh, 2],
    ["leaky rectifiers of one input", leakyRelu, 1],
  ] as const)("%s", (_, op, inputs) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (seed) => {
        const network = op === leakyRelu ? denseNetwork([inputs, 4, 1], seed) : randomNetwork(op, inputs, seed);
        const program = programOf(network);
        const domain = Array.from({ length: inputs }, () => ({ low: -1, high: 1 }));
        const findings = proveProperties(["range", "monotone", "lipschitz"], { computed: program, network: program, domain }, 16);
        for (const { property, input, verdict } of findings) {
          if (verdict.kind !== "proved") continue;
          for (const [from, to, moved] of pairs(program, inputs, input, seed)) {
            const slack = figureOf(verdict, "deviation");
            if (property === "range") expect(from >= figureOf(verdict, "least") && from <= figureOf(verdict, "greatest")).toBe(true);
            if (property === "monotone") expect((to - from) * (verdict.direction === "rising" ? 1 : -1) >= -slack).toBe(true);
            if (property === "lipschitz") expect(Math.abs(to - from)).toBeLessThanOrEqual(figureOf(verdict, "slope") * moved + slack);
          }
        }
      }),
      { numRuns: 5 },
    );
  });
});

function randomNetwork(op: Op, inputs: number, seed: number): Network {
  const random = new RandomGenerator(seed);
  const values = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.uniformIn(-1, 1));
  return layeredNetwork([inputs, 4, 1], {
    weights: values,
    biases: values,
    after: (builder: NetworkBuilder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], {}, `${name}.h`, ORIGIN)),
  });
}

/** Results at pairs of points that differ in one input, or in all where none is said: the second one is further up; and how far they are apart. */
function pairs(program: Program, inputs: number, input: number | undefined, seed: number): readonly (readonly [from: number, to: number, moved: number])[] {
  const random = new RandomGenerator(seed + 1);
  const count = 300;
  const points = Array.from({ length: count }, (_, place) => {
    const one = Array.from({ length: inputs }, () => Math.fround(random.uniformIn(-1, 1)));
    const other = one.map((x, axis) => (input === undefined || axis === input ? Math.fround(Math.min(1, x + 2 ** -(place % 24))) : x));
    return [one, other] as const;
  });
  const [results] = interpret(program, [Float32Array.from(points.flat(2))], 2 * count);
  return points.map(([one, other], place) => [results[2 * place], results[2 * place + 1], Math.hypot(...one.map((x, axis) => other[axis] - x))]);
}
