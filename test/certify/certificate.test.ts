// What is proved of errors holds at every float32 that is tried, and is hardly more than the largest error there is.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { OutputCertificate } from "../../src/certify/certificate.ts";
import { certifyLines } from "../../src/certify/certify-lines.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { writeModel } from "../../src/formats/index.ts";
import type { Network } from "../../src/network/network.ts";
import { NUMBERS } from "../../src/network/table-numbers.ts";
import { equal } from "../../src/network/ops/comparisons.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { where } from "../../src/network/ops/where.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { float32FromOrdinal, nextFloat32Up, ordinalOfFloat32 } from "../../src/numeric/float32.ts";
import { train } from "../../src/library/train.ts";
import { runPasses } from "../../src/passes/index.ts";
import { certified } from "../../src/pipeline/certified.ts";
import { formToCheck, type FormWanted } from "../../src/pipeline/in-form.ts";
import { loadBytes, type LoadedModel } from "../../src/pipeline/load-model.ts";
import type { Program } from "../../src/program/program.ts";
import { goalOf } from "../../src/run/goal.ts";
import { encloseTarget } from "../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget, type Target } from "../../src/train/target/target.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { denseNetwork, ORIGIN } from "../fixtures.ts";

/** The largest errors that were found of one output: as they are, in parts of the target, and in units in the last place. */
interface Seen {
  readonly absolute: number;
  readonly relative: number;
  readonly units: number;
}

const NO_ERROR: Seen = { absolute: 0, relative: 0, units: 0 };

/** Of each output at float32 numbers of an interval: all of them, or `most` evenly spread by rank. */
function largestErrors(program: Program, targets: readonly Target[], low: number, high: number, most = 20_000): readonly Seen[] {
  const [first, last] = [ordinalOfFloat32(low), ordinalOfFloat32(high)];
  const count = Math.min(most, last - first + 1);
  const values = Float32Array.from({ length: count }, (_, place) => float32FromOrdinal(first + Math.round((place * (last - first)) / (count - 1))));
  const results = evaluate(program, { width: 1, count, values });
  return targets.map((target, output) =>
    values.reduce((largest, x, place) => {
      const wanted = target.evaluate([x]);
      const error = Math.abs(results[place * targets.length + output] - wanted);
      const nearest = Math.abs(Math.fround(wanted));
      return {
        absolute: Math.max(largest.absolute, error),
        relative: Math.max(largest.relative, error / Math.abs(wanted)),
        units: Math.max(largest.units, error / (nextFloat32Up(nearest) - nearest)),
      };
    }, NO_ERROR),
  );
}

async function proved(computed: Network, network: Network, expressions: readonly string[], low: number, high: number) {
  const targets = await Promise.all(expressions.map((expression) => compileTarget(expression, ["x"])));
  const programs = { computed: lower(runPasses(computed)), network: lower(runPasses(network)) };
  const found = certifyLines({ ...programs, targets: await Promise.all(targets.map(encloseTarget)), low, high });
  if (found?.kind !== "proved") throw new Error(found?.reason ?? "no lines");
  return { outputs: found.outputs, seen: largestErrors(programs.computed, targets, low, high) };
}

function expectNear({ maxAbsError, inParts }: OutputCertificate, seen: Seen, ratio: number): void {
  expectBetween(maxAbsError, seen.absolute, seen.absolute * ratio);
  if (inParts === undefined) return;
  expectBetween(inParts.maxRelError, seen.relative, seen.relative * ratio * 1.005);
  expectBetween(inParts.maxUlpError, seen.units, seen.units * ratio * 1.005);
}

function expectBetween(proved: number, least: number, most: number): void {
  expect(proved).toBeGreaterThanOrEqual(least);
  expect(proved).toBeLessThanOrEqual(most);
}

describe("networks", () => {
  test("of random parameters: at every float32 of short intervals, and spread over long ones", async () => {
    const intervals = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: -14, max: 2 }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 30 }), intervals, async (seed, [from, exponent]) => {
        const [low, high] = [Math.fround(from), Math.fround(from + 2 ** exponent)];
        const network = denseNetwork([1, 5, 7, 2], seed);
        const { outputs, seen } = await proved(network, network, ["sin(3*x)/4", "x^2/8"], low, high);
        outputs.forEach((output, place) => expectNear(output, seen[place], 1.001));
      }),
      { numRuns: 25 },
    );
  });

  test("that are what they should be but for roundings", async () => {
    const network = lineOf(3, 1);
    // 3·x is rounded and the sum with 1 as well, each by half a unit in the last place: 2^-24 of 1 to 2, 2^-23 of 2 to 4.
    const { outputs: [{ maxAbsError, networkError, roundingError }], seen } = await proved(network, network, ["3*x+1"], 0.25, 0.3125);
    expect(networkError).toBeLessThan(1e-14);
    expect(roundingError / (2 ** -25 + 2 ** -24)).toBeCloseTo(1, 6);
    expect(maxAbsError).toBeGreaterThanOrEqual(seen[0].absolute);
    expect(seen[0].absolute).toBeGreaterThan(0.9 * 2 ** -24);
  });

  test("the article's: its error is proved to a thousandth", async () => {
    const model = article();
    const { error, outputs: [output] } = await certificateOf(model, WANTED);
    expectNear(output, error, 1.001);
    expect(output.at).toEqual([1]);
    expect(output.networkError).toBeGreaterThan(4.59e-3);
  });
});

/** slope·x + offset. */
function lineOf(slope: number, offset: number): Network {
  const builder = new NetworkBuilder();
  const parameter = (name: string, shape: readonly number[], value: number) => builder.parameter(name, shape, Float32Array.of(value), ORIGIN);
  const y = builder.operation(gemm, [builder.input("x", [1, 1], ORIGIN), parameter("W", [1, 1], slope), parameter("b", [1], offset)], {}, "y", ORIGIN);
  return builder.finish([{ name: "y", value: y }]);
}

function article(): LoadedModel {
  const file = new URL("../../examples/article/exp.onnx", import.meta.url);
  return loadBytes(readFileSync(file), { path: "exp.onnx" });
}

const WANTED: FormWanted = { form: "network", numbers: "float32", optimize: "speed", domain: [] };

/** The certificate of a model in a form, and the largest error among a million inputs. */
async function certificateOf(model: LoadedModel, wanted: FormWanted) {
  const goal = await goalOf(model.model.record, [], []);
  if (goal === undefined) throw new Error("no target");
  const { loaded } = await formToCheck(model, wanted);
  const found = await certified(model, loaded, goal);
  if (found.kind === "not proved") throw new Error(found.reason);
  const [{ low, high }] = goal.domain;
  return { outputs: found.outputs, error: largestErrors(loaded.program, goal.targets, low, high, 1_000_003)[0] };
}

describe("e^x to 1e-6, where roundings are as large as what is lost otherwise", () => {
  let model: LoadedModel;
  beforeAll(async () => {
    model = await train();
  });

  // Every float32 of [0, 1]: 7.379e-7 at the most (npm run bench:accuracy -- --exhaustive).
  test("the network: at most one and a half times the largest error", async () => {
    const { outputs: [output], error } = await certificateOf(model, WANTED);
    expectNear(output, error, 1.4);
    expectBetween(output.maxAbsError, 7.379e-7, 7.379e-7 * 1.25);
    expect(output.maxAbsError).toBeLessThan(output.networkError + (output.roundingError ?? NaN));
  });

  test("its table", async () => {
    const { outputs: [output], error } = await certificateOf(model, { ...WANTED, form: "table" });
    expectNear(output, error, 1.1);
  });

  test.each(NUMBERS)("a table of %s", async (numbers) => {
    const { outputs: [output], error } = await certificateOf(model, { ...WANTED, form: "table", numbers, maxError: 1e-3 });
    expectNear(output, error, 1.01);
  });
});

describe("symmetric tables, below 0 and above it", () => {
  const known = new Map<string, Promise<LoadedModel>>();
  const trained = (target: string): Promise<LoadedModel> => {
    const model = known.get(target) ?? train({ target, domain: { x: [-2, 2] }, hidden: [16, 8], seed: 1 });
    known.set(target, model);
    return model;
  };
  test.each([["cos(x)", "float32", "speed"], ["cos(x)", "float16", "speed"], ["sin(x)", "float32", "speed"], ["sin(x)", "float32", "size"]] as const)("of %s, %s, for %s", async (target, numbers, optimize) => {
    const model = await trained(target);
    const { outputs: [output], error } = await certificateOf(model, { ...WANTED, form: "table", numbers, optimize, maxError: 1e-3 });
    expectNear(output, error, 1.01);
  });
});

describe("a table of segments, whose knots are compared with the input", () => {
  test.each([1, 3, 5])("of random network %d: at inputs and at its knots", async (seed) => {
    const bytes = writeModel({ network: denseNetwork([1, 5, 5, 1], seed), record: undefined }, "0.0.0");
    const model = loadBytes(bytes, { path: "m.onnx" });
    const domain = [{ name: "x", low: -1, high: 1 }];
    const goal = await goalOf(undefined, ["x/3"], domain);
    if (goal === undefined) throw new Error("no target");
    const { loaded } = await formToCheck(model, { form: "table", numbers: "float32", optimize: "size", maxError: 1e-3, domain });
    expect(loaded.network.values.some((value) => value.kind === "operation" && value.op.name === "step_past")).toBe(true);
    const found = await certified(model, loaded, goal);
    if (found.kind === "not proved") throw new Error(found.reason);
    expectNear(found.outputs[0], largestErrors(loaded.program, goal.targets, -1, 1, 200_003)[0], 1.01);
  });
});

describe("errors in parts of the target", () => {
  const certificate = async (expression: string, low: number, high: number) => (await proved(lineOf(3, 1), lineOf(3, 1), [expression], low, high)).outputs[0];

  test("of a function that is a hundredth too large, over many powers of two", async () => {
    const { maxAbsError, inParts } = await certificate("(3*x+1)/1.01", 0, 1000);
    expectBetween(inParts?.maxRelError ?? NaN, 0.01, 0.0101);
    // The largest number of units is that just below a power of two, a part of 2^-24 of which is one.
    expectBetween((inParts?.maxUlpError ?? NaN) / (0.01 * 2 ** 24), 0.99, 1.01);
    expectBetween(maxAbsError, 0.01 * 2971, 0.01 * 2972);
  });

  test.each([["3*x+1.1", -1, 1], ["x", 0, 1], ["x-1", 0.5, 1], ["sin(9*x)", 1, 2]])("%s, which is 0 in the domain, has none", async (expression, low, high) => {
    expect((await certificate(expression, low, high)).inParts).toBeUndefined();
  });
});

describe("what is not proved, and why", () => {
  const reasonOf = async (network: Network, expression: string, low: number, high: number): Promise<string> => {
    const program = lower(runPasses(network));
    const found = certifyLines({ computed: program, network: program, targets: [await encloseTarget(await compileTarget(expression, ["x"]))], low, high });
    return found?.kind === "not proved" ? found.reason : "proved";
  };
  const network = denseNetwork([1, 3, 1], 1);

  test("a target that grows beyond all bounds", async () => {
    expect(await reasonOf(network, "1/x", -1, 1)).toBe("the target has no bounds in the domain that nnc can compute");
  });

  test.each([["tan(x)", 1, 2], ["sin(1/x)", 0, 1], ["min(9,1/(x-0.7071)^3)", 0, 1]])("%s, which has no value or no bound at a place of the domain", async (expression, low, high) => {
    expect(await reasonOf(network, expression, low, high)).toBe("the target has no bounds in the domain that nnc can compute");
  });

  test("a domain of a single number", async () => {
    expect(await reasonOf(network, "x", 1, 1 + 1e-9)).toBe("its domain holds fewer than two float32 numbers");
  });

  test("results that are too large for float32", async () => {
    expect(await reasonOf(lineOf(4, 0), "x", 0, 1e38)).toBe("it is not known near enough what is computed");
  });
});

test("the error of a network at a number where it is as nowhere else counts", async () => {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1], ORIGIN);
  const [zero, hundred] = [0, 100].map((value) => builder.parameter(`c${value}`, [1], Float32Array.of(value), ORIGIN));
  const isZero = builder.operation(equal, [x, zero], {}, "is_zero", ORIGIN);
  const network = builder.finish([builder.operation(where, [isZero, hundred, x], {}, "y", ORIGIN)]);
  const [{ networkError, maxAbsError }] = (await proved(network, network, ["x"], -1, 1)).outputs;
  expect([networkError, maxAbsError].every((error) => error >= 100 && error < 101.1)).toBe(true);
});
