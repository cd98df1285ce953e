// What is proved over boxes holds at every input that is tried, of networks of every kind of activation, and comes as near as is asked for.

import { describe, expect, test } from "vitest";
import { certifyBoxes, type BoxSubject } from "../../../src/certify/boxes/certify-boxes.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { Program } from "../../../src/program/program.ts";
import { encloseOverBoxes } from "../../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget, type Target } from "../../../src/train/target/target.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../../fixtures.ts";

const DOMAIN = [{ low: -1, high: 0.75 }, { low: 0.25, high: 1 }];
const TARGETS = ["x*y/2", "sin(x)*cos(2*y)"];

/** 2-5-5-2 with an activation after both hidden layers, and parameters that grow by a factor. */
function programWith(activation: string, seed: number, factor = 1): Program {
  const random = new RandomGenerator(seed);
  const op = OPS.find(({ name }) => name === activation);
  if (op === undefined) throw new Error(`no op ${activation}`);
  const values = (count: number): Float32Array => randomValues(count, random).map((value) => value * factor);
  const network = layeredNetwork([2, 5, 5, 2], {
    weights: values, biases: values, after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], {}, name, ORIGIN)),
  });
  return lower(runPasses(network));
}

async function subjectOf(program: Program, expressions: readonly string[]): Promise<{ readonly subject: BoxSubject; readonly targets: readonly Target[] }> {
  const targets = await Promise.all(expressions.map((expression) => compileTarget(expression, ["x", "y"])));
  return { subject: { computed: program, network: program, targets: await Promise.all(targets.map(encloseOverBoxes)), domain: DOMAIN }, targets };
}

/** The largest error of each output at a grid with the ends of the domain, and then in ever smaller neighbourhoods of the worst. */
function largestErrors(program: Program, targets: readonly Target[]): readonly number[] {
  const side = 65;
  const [x, y] = DOMAIN;
  const grid = Array.from({ length: side * side }, (_, place) => {
    const [column, row] = [place % side, Math.floor(place / side)];
    return [x.low + ((x.high - x.low) * column) / (side - 1), y.low + ((y.high - y.low) * row) / (side - 1)];
  });
  return targets.map((target, output) => {
    let [best, at] = worstOf(program, target, output, grid);
    for (let reach = 1 / side, round = 0; round < 16; round++, reach /= 2) {
      const [across, up] = at;
      const near = Array.from({ length: 25 }, (_, place) => [across + ((place % 5) - 2) * reach, up + (Math.floor(place / 5) - 2) * reach]);
      const inside = near.map((point) => point.map((one, place) => Math.min(Math.max(one, DOMAIN[place].low), DOMAIN[place].high)));
      const [error, where] = worstOf(program, target, output, inside);
      if (error > best) [best, at] = [error, where];
    }
    return best;
  });
}

function worstOf(program: Program, target: Target, output: number, points: readonly (readonly number[])[]): [number, readonly number[]] {
  const inputs = Float32Array.from(points.flat());
  const [results] = interpret(program, [inputs], points.length);
  let [most, at]: [number, readonly number[]] = [-1, [0, 0]];
  points.forEach((_, place) => {
    const point = [...inputs.subarray(2 * place, 2 * place + 2)];
    const error = Math.abs(results[2 * place + output] - target.evaluate(point));
    if (error > most) [most, at] = [error, point];
  });
  return [most, at];
}

describe("networks of random parameters", () => {
  test.each(["relu", "absolute_value", "tanh", "softplus", "erf", "sin", "swish", "elu"])("of %s", async (activation) => {
    const program = programWith(activation, 1);
    const { subject, targets } = await subjectOf(program, TARGETS);
    const found = certifyBoxes(subject, { tightness: 1.25, mostBoxes: 150 });
    if (found.kind === "not proved") throw new Error(found.reason);
    const seen = largestErrors(program, targets);
    found.outputs.forEach(({ maxAbsError, networkError, foundError = 0 }, output) => {
      expect(maxAbsError).toBeGreaterThanOrEqual(Math.max(seen[output], foundError));
      expect(networkError).toBeGreaterThan(seen[output] - 1e-5);
      expect(maxAbsError).toBeLessThan(seen[output] * 1.5 + 0.05);
    });
  });

  test("as near as is asked for, where boxes are not the limit", async () => {
    const { subject } = await subjectOf(programWith("relu", 1), TARGETS);
    const found = certifyBoxes(subject, { tightness: 1.02, mostBoxes: 5000 });
    if (found.kind === "not proved") throw new Error(found.reason);
    expect(found.search?.isTight).toBe(true);
    for (const { maxAbsError, foundError = 0 } of found.outputs) expect(maxAbsError).toBeLessThanOrEqual(foundError * 1.02);
  });
});

/** x + y, or that of large numbers. */
function sumProgram(scale: number): Program {
  const values = (count: number): Float32Array => new Float32Array(count).fill(count === 2 ? scale : 0);
  return lower(runPasses(layeredNetwork([2, 1], { weights: values, biases: values, after: (_, sum) => sum })));
}

describe("roundings", () => {
  test("are all that is left of a network that is its target", async () => {
    const { subject } = await subjectOf(sumProgram(3), ["3*x+3*y"]);
    const found = certifyBoxes(subject, { tightness: 1.1, mostBoxes: 200 });
    if (found.kind === "not proved") throw new Error(found.reason);
    const [{ maxAbsError, networkError, foundError = 0 }] = found.outputs;
    // Both products are rounded by 2^-24 of 2 to 4 at the most, and so is their sum, by 2^-23 of 4 to 8.
    expect(networkError).toBeLessThan(1e-12);
    expect(maxAbsError).toBeLessThan((2 * 2 ** -23 + 2 ** -22) * 1.00001);
    expect(maxAbsError).toBeGreaterThanOrEqual(foundError);
    expect(foundError).toBeGreaterThan(2 ** -23);
  });

  test("beyond float32 are not known", async () => {
    const { subject } = await subjectOf(sumProgram(3e38), ["x"]);
    expect(certifyBoxes(subject, { tightness: 1.1, mostBoxes: 100 })).toEqual({ kind: "not proved", reason: "it is not known near enough what is computed" });
  });
});

describe("what is not proved, and why", () => {
  test("a target that grows beyond all bounds", async () => {
    const { subject } = await subjectOf(sumProgram(1), ["1/x"]);
    const reason = "the target has no bounds in the domain that nnc can compute";
    expect(certifyBoxes(subject, { tightness: 1.1, mostBoxes: 1e9 })).toEqual({ kind: "not proved", reason });
  });

  test("an activation that has no bounds where its argument may be 0", async () => {
    const { subject } = await subjectOf(programWith("reciprocal", 1), TARGETS);
    expect(certifyBoxes(subject, { tightness: 1.1, mostBoxes: 50 })).toEqual({ kind: "not proved", reason: "it is not known near enough what is computed" });
  });

  test("a domain without a float32", async () => {
    const { subject } = await subjectOf(sumProgram(1), ["x"]);
    const between = { low: 1 + 2 ** -30, high: 1 + 2 ** -29 };
    const reason = "its domain holds fewer than two float32 numbers";
    expect(certifyBoxes({ ...subject, domain: [between, between] }, { tightness: 1.1, mostBoxes: 50 })).toEqual({ kind: "not proved", reason });
  });
});

test("a target with a jump: both sides of it are near", async () => {
  const { subject } = await subjectOf(sumProgram(1), ["x+y > 0.5 ? x+y+0.25 : x+y"]);
  const found = certifyBoxes(subject, { tightness: 1.1, mostBoxes: 1500 });
  if (found.kind === "not proved") throw new Error(found.reason);
  const [{ maxAbsError, foundError }] = found.outputs;
  expect([maxAbsError >= 0.25, maxAbsError < 0.3, foundError]).toEqual([true, true, expect.closeTo(0.25, 4)]);
});
