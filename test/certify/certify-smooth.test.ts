// Networks that bend: what is proved holds at every float32 that is tried, and is hardly more; of every elementary function that is known.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { certifySmooth } from "../../src/certify/certify-smooth.ts";
import { SMOOTH_FUNCTIONS } from "../../src/certify/smooth-functions.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Op } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { KERNELS } from "../../src/program/kernels/index.ts";
import { KERNEL_NAMES, type KernelName } from "../../src/program/operator-name.ts";
import type { Program } from "../../src/program/program.ts";
import { encloseTarget } from "../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget, type Target } from "../../src/train/target/target.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../fixtures.ts";

function opNamed(name: string): Op {
  const op = OPS.find((one) => one.name === name);
  if (op === undefined) throw new Error(`no op ${name}`);
  return op;
}

/** 1-6-4-1 with an activation after both hidden layers. */
function programWith(activation: string, seed: number): Program {
  const random = new RandomGenerator(seed);
  const values = (count: number): Float32Array => randomValues(count, random);
  const op = opNamed(activation);
  const network = layeredNetwork([1, 6, 4, 1], {
    weights: values, biases: values, after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], {}, name, ORIGIN)),
  });
  return lower(runPasses(network));
}

function largestError(program: Program, target: Target, low: number, high: number): number {
  const count = 100_003;
  const values = Float32Array.from({ length: count }, (_, place) => low + ((high - low) * place) / (count - 1));
  const results = evaluate(program, { width: 1, count, values });
  return values.reduce((largest, x, place) => Math.max(largest, Math.abs(results[place] - target.evaluate([x]))), 0);
}

/** Where functions are tried that are not defined everywhere, or not steep alike. */
const INTERVALS: Readonly<Partial<Record<KernelName, readonly [number, number]>>> = {
  acos: [-1, 1], acosh: [1, 9], asin: [-1, 1], atanh: [-0.99, 0.99], log: [1e-3, 1.5], log1p: [-0.999, 1.5], normalCdf: [-9, 9],
};

describe("elementary functions", () => {
  const known = KERNEL_NAMES.filter((name) => SMOOTH_FUNCTIONS.ofOne.has(name));

  test("are those whose error is known at every float32", () => {
    expect(known).toEqual(["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "erf", "exp", "expm1", "log", "log1p", "normalCdf", "sigmoid", "sin", "sinh", "softplus", "tan", "tanh"]);
  });

  test.each(known)("bounds of %s hold its values and difference quotients", (name) => {
    const bounds = SMOOTH_FUNCTIONS.ofOne.get(name);
    const { float64 } = KERNELS[name];
    const [min, max] = INTERVALS[name] ?? [-1.5, 1.5];
    const number = fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (one, other, third) => {
        const [low, x, high] = [one, other, third].sort((a, b) => a - b);
        const found = bounds?.(low, high);
        if (found === undefined) throw new Error("no bounds");
        for (const at of [low, x, high]) {
          expect(float64(at)).toBeGreaterThanOrEqual(found.value.low - 1e-14);
          expect(float64(at)).toBeLessThanOrEqual(found.value.high + 1e-14);
        }
        if (high - low < 1e-4) return;
        const quotient = (float64(high) - float64(low)) / (high - low);
        expect(quotient).toBeGreaterThanOrEqual(found.slope.low - 1e-9 * (1 + Math.abs(quotient)));
        expect(quotient).toBeLessThanOrEqual(found.slope.high + 1e-9 * (1 + Math.abs(quotient)));
      }),
      { numRuns: 200 },
    );
  });
});

describe("networks of random parameters", () => {
  test.each(["tanh", "sigmoid", "softplus", "erf", "sin", "swish", "softsign", "mish", "elu", "asinh", "cosh", "gelu", "gelu_tanh"])("of %s", async (activation) => {
    const target = await compileTarget("sin(2*x)/2", ["x"]);
    const program = programWith(activation, 7);
    const found = certifySmooth({ computed: program, network: program, targets: [await encloseTarget(target)], low: -2, high: 3 });
    if (found.kind === "not proved") throw new Error(found.reason);
    const [{ maxAbsError, networkError }] = found.outputs;
    const seen = largestError(program, target, -2, 3);
    expect(maxAbsError).toBeGreaterThanOrEqual(seen);
    expect(maxAbsError).toBeLessThan(seen * 1.01);
    // Roundings are small beside it.
    expect(Math.abs(networkError / seen - 1)).toBeLessThan(0.01);
  });

  test("of a function that is not known nothing is proved", async () => {
    const program = programWith("floor", 7);
    const found = certifySmooth({ computed: program, network: program, targets: [await encloseTarget(await compileTarget("x", ["x"]))], low: -2, high: 3 });
    expect(found).toEqual({ kind: "not proved", reason: "it is not known near enough what is computed" });
  });
});
