// The optimisers against the formulas of their papers in 50 digits, and against the same formulas in float32 by hand, bit by
// bit.

import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { local, visitExpression } from "../../../src/program/expression.ts";
import type { Expression } from "../../../src/program/program.ts";
import { FIRST_ORDER_OPTIMISERS, OPTIMISERS, parseFirstOrderOptimiser, parseOptimiser } from "../../../src/train/optimisers/index.ts";
import { compileStep, type Engine } from "../../../src/train/step/compile-step.ts";
import { givenGradients } from "../step/step-networks.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const math = create(all, { number: "BigNumber", precision: 50 });
const f = Math.fround;

/** A block of parameters with an optimiser at its start. */
function start(text: string, parameters: Float32Array, engine?: Engine) {
  const { item, values } = parseFirstOrderOptimiser(text);
  const compiled = compileStep(givenGradients(parameters), item.rule(values), engine);
  return (slopes: ArrayLike<number>, learningRate: number) => {
    compiled.inputs[0].set(slopes);
    compiled.run(learningRate);
    parameters.set(compiled.parameters());
  };
}

/** The papers' updates, as mathjs reads them: of p by g in step t at learning rate a; s and r are remembered. */
const FORMULAS: Readonly<Record<string, readonly string[]>> = {
  sgd: ["p = p - a * g"],
  momentum: ["s = 0.9 * s - a * g", "p = p + s"],
  "momentum:0.5": ["s = 0.5 * s - a * g", "p = p + s"],
  nesterov: ["s = 0.9 * s - a * g", "p = p + 0.9 * s - a * g"],
  adagrad: ["s = s + g^2", "p = p - a * g / (sqrt(s) + 1e-8)"],
  rmsprop: ["s = 0.9 * s + 0.1 * g^2", "p = p - a * g / (sqrt(s) + 1e-8)"],
  "rmsprop:0.75": ["s = 0.75 * s + 0.25 * g^2", "p = p - a * g / (sqrt(s) + 1e-8)"],
  adam: [
    "s = 0.9 * s + 0.1 * g",
    "r = 0.999 * r + 0.001 * g^2",
    "p = p - a * sqrt(1 - 0.999^t) / (1 - 0.9^t) * s / (sqrt(r) + 1e-8)",
  ],
  "adamw:0.125": [
    "s = 0.9 * s + 0.1 * g",
    "r = 0.999 * r + 0.001 * g^2",
    "p = p - a * sqrt(1 - 0.999^t) / (1 - 0.9^t) * s / (sqrt(r) + 1e-8) - a * 0.125 * p",
  ],
};

const GRADIENTS = [0.5, -0.25, 3, 1e-3, 0, -40, 7, 7].map(f);

describe("the first steps, in 50 digits", () => {
  const cases = Object.keys(FORMULAS).flatMap((text) => [1e-3, 0.1].map((learningRate) => ({ text, learningRate })));

  test.each(cases)("$text at learning rate $learningRate", ({ text, learningRate }) => {
    const parameters = Float32Array.of(0.25);
    const step = start(text, parameters);
    const [zero, a] = [math.bignumber(0), math.bignumber(learningRate)];
    const scope = { p: math.bignumber(0.25), s: zero, r: zero, g: zero, t: zero, a };
    GRADIENTS.forEach((gradient, position) => {
      step([gradient], learningRate);
      Object.assign(scope, { g: math.bignumber(gradient), t: math.bignumber(position + 1) });
      for (const line of FORMULAS[text]) math.evaluate(line, scope);
      const wanted = scope.p.toNumber();
      // Momenta keep rounding errors of steps of up to 4.
      expect(Math.abs(parameters[0] - wanted), `step ${position + 1}`).toBeLessThanOrEqual(1e-6 * Math.max(0.25, Math.abs(wanted)));
    });
  });

  test("every optimiser with a rule has a formula here", () => {
    const named = Object.keys(FORMULAS).map((text) => parseOptimiser(text).item);
    expect(new Set(named)).toEqual(new Set(FIRST_ORDER_OPTIMISERS));
  });
});

/** One parameter's step in float32, every operation rounded; `state` is changed. */
const BY_HAND: Readonly<Record<string, (p: number, g: number, state: number[], a: number, t: number) => number>> = {
  sgd: (p, g, _, a) => f(p - f(f(a) * g)),
  momentum: (p, g, state, a) => {
    state[0] = f(f(f(0.9) * state[0]) - f(f(a) * g));
    return f(p + state[0]);
  },
  nesterov: (p, g, state, a) => {
    const slope = f(f(a) * g);
    state[0] = f(f(f(0.9) * state[0]) - slope);
    return f(p + f(f(f(0.9) * state[0]) - slope));
  },
  adagrad: (p, g, state, a) => {
    state[0] = f(state[0] + f(g * g));
    return f(p - f(f(f(a) * g) / f(f(Math.sqrt(state[0])) + f(1e-8))));
  },
  rmsprop: (p, g, state, a) => {
    state[0] = f(state[0] + f(f(1 - 0.9) * f(f(g * g) - state[0])));
    return f(p - f(f(f(a) * g) / f(f(Math.sqrt(state[0])) + f(1e-8))));
  },
  adam: (p, g, state, a, t) => f(p - adamStep(g, state, a, t)),
  adamw: (p, g, state, a, t) => f(p - f(adamStep(g, state, a, t) + f(f(a * 0.01) * p))),
};

function adamStep(g: number, state: number[], a: number, t: number): number {
  state[0] = f(state[0] + f(f(1 - 0.9) * f(g - state[0])));
  state[1] = f(state[1] + f(f(1 - 0.999) * f(f(g * g) - state[1])));
  const rate = f((a * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t));
  return f(f(rate * state[0]) / f(f(Math.sqrt(state[1])) + f(1e-8)));
}

const ENGINES: readonly Engine[] = ["webassembly", "javascript"];
const runs = FIRST_ORDER_OPTIMISERS.flatMap(({ name }) => ENGINES.map((engine) => ({ name, engine })));

/** Blocks of less than a vector, of whole ones, and with a last one that is not full. */
describe.each(runs)("$name by $engine, rounded by hand", ({ name, engine }) => {
  test.each([1, 7, 512, 1301])("over a block of %d", (count) => {
    const generator = new RandomGenerator(count);
    const parameters = Float32Array.from({ length: count }, () => generator.normal());
    const expected = Float32Array.from(parameters);
    const states = Array.from({ length: count }, () => [0, 0]);
    const step = start(name, parameters, engine);
    for (let t = 1; t <= 6; t++) {
      const learningRate = 0.01 / t;
      const gradients = Float32Array.from({ length: count }, () => generator.normal() * 10 ** (4 * generator.normal()));
      step(gradients, learningRate);
      expected.forEach((p, i) => (expected[i] = BY_HAND[name](p, gradients[i], states[i], learningRate, t)));
      expect(parameters).toEqual(expected);
    }
  });
});

test("adam's first step is almost the learning rate, whatever the gradient, and ε damps a tiny one", () => {
  const parameters = new Float32Array(4);
  start("adam", parameters)([1e-3, -1e3, 0, 1e-8], 1e-3);
  const [small, large, none, tiny] = parameters;
  expect(small).toBeCloseTo(-1e-3, 6);
  expect(large).toBeCloseTo(1e-3, 9);
  expect(none).toBe(0);
  // √v is √0.001·1e-8, smaller than ε: m / (√v + ε) is 1e-9 / 1.0316e-8, times α·√0.001 / 0.1.
  expect(tiny).toBeCloseTo((-1e-3 * Math.sqrt(1e-3) / 0.1) * (1e-9 / (Math.sqrt(1e-3) * 1e-8 + 1e-8)), 9);
});

test("nesterov keeps the place that Nesterov's own form looks ahead to", () => {
  // f(q) = q² / 2 + q: q and its velocity in float64, the gradient taken at q + μ·v.
  let [q, v] = [2, 0];
  const parameters = Float32Array.of(q);
  const step = start("nesterov:0.75", parameters);
  for (let t = 0; t < 30; t++) {
    step([parameters[0] + 1], 0.125);
    v = 0.75 * v - 0.125 * (q + 0.75 * v + 1);
    q += v;
    expect(parameters[0]).toBeCloseTo(q + 0.75 * v, 5);
  }
  expect(q).toBeCloseTo(-1, 1);
});

test("adamw without decay is adam, and decay alone shrinks by the learning rate's share", () => {
  const [one, other, idle] = [Float32Array.of(1, -2), Float32Array.of(1, -2), Float32Array.of(1, -2)];
  start("adamw:0", one)([0.5, 3], 0.01);
  start("adam", other)([0.5, 3], 0.01);
  start("adamw:0.5", idle)([0, 0], 0.25);
  expect(one).toEqual(other);
  expect(idle).toEqual(Float32Array.of(0.875, -1.75));
});

describe("the registry", () => {
  test("has the learning rates its optimisers are usually given", () => {
    expect(FIRST_ORDER_OPTIMISERS.map(({ name, defaultLearningRate }) => [name, defaultLearningRate])).toEqual([
      ["sgd", 0.01],
      ["momentum", 0.01],
      ["nesterov", 0.01],
      ["adagrad", 0.01],
      ["rmsprop", 1e-3],
      ["adam", 1e-3],
      ["adamw", 1e-3],
    ]);
  });

  test("has one of second order, which needs none", () => {
    expect(OPTIMISERS.filter(({ order }) => order === "second")).toEqual([
      { name: "levenberg-marquardt", aliases: ["lm"], order: "second", parameters: [], defaultIterations: 100 },
    ]);
    expect(parseOptimiser("lm").text).toBe("levenberg-marquardt");
    expect([...FIRST_ORDER_OPTIMISERS, parseOptimiser("lm").item]).toEqual(OPTIMISERS);
  });

  test.each(["momentum:1", "nesterov:-0.1", "rmsprop:0.99999999999", "adamw:-1", "adamw:1e39", "adam:0.9", "levenberg-marquardt:1"])("refuses %s", (text) => {
    const [name] = text.split(":");
    expect(thrownDiagnostic(() => parseOptimiser(text))).toMatchObject({ category: "usage", place: "--optimiser" });
    expect(parseOptimiser(name).text).toBe(name);
  });
});

test("a rule is written in what it is given, and shares what it uses twice", () => {
  const rule = parseFirstOrderOptimiser("adam").item.rule([]);
  expect([rule.stateCount, rule.rates(1, 1).length]).toEqual([2, 1]);
  const updated = rule.update({ parameter: local(0), gradient: local(1), state: [local(2), local(3)], rates: [local(4)] });
  const root = { operator: "squareRoot", operands: [updated.state[1]] };
  const step = { operator: "divide", operands: [{ operands: [{ local: 4 }, updated.state[0]] }, { operands: [root, {}] }] };
  expect(updated.parameter).toMatchObject({ operator: "subtract", operands: [{ local: 0 }, step] });
  // What the root is taken of is the new second moment itself, one object.
  const objects = new Set<Expression>();
  visitExpression(updated.parameter, (one) => objects.add(one));
  expect(objects.has(updated.state[1])).toBe(true);
});
