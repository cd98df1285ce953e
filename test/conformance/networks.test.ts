// Whole networks, the article's and random ones, compiled by every toolchain and compared bit for bit.

import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, EXP_RECORD, fewInputs, requestFor } from "../fixtures.ts";
import { timeLimit } from "../time-limit.ts";

const MILLION = 1_000_000;

describe("the article's 1-16-32-1", () => {
  test("gives the interpreter's bits over a million inputs and all special values, in every language", async () => {
    const request = requestFor(denseNetwork([1, 16, 32, 1], 1), "pseudo_exp", EXP_RECORD);
    const target = await compileTarget("exp(x)", ["x"]);
    const goal = { targets: [target], domain: EXP_RECORD.domain };
    const { toolchains: results } = await checkModel(request, goal, ALL_TOOLCHAINS, { effort: fewInputs(MILLION, 100_000) });
    expect(results.map(({ toolchain, differing }) => [toolchain, differing])).toEqual(
      ALL_TOOLCHAINS.map(({ name }) => [name, 0]),
    );
    for (const { evaluated, error } of results) {
      expect(evaluated).toBeGreaterThan(MILLION + 4096);
      expect(evaluated).toBe(results[0]?.evaluated);
      expect(error).toEqual(results[0]?.error);
    }
  }, timeLimit(300_000));
});

describe("random dense networks", () => {
  const random = new RandomGenerator(3);
  const width = () => 1 + Math.floor(random.uniform() * 9);
  const cases = Array.from({ length: 4 }, (_, seed) => ({
    seed,
    widths: Array.from({ length: 2 + Math.floor(random.uniform() * 4) }, width),
  }));
  test.each([{ seed: 9, widths: [1, 1] }, { seed: 10, widths: [2, 3] }, ...cases])("$widths", async ({ widths, seed }) => {
    const { toolchains: results } = await checkModel(requestFor(denseNetwork(widths, seed), "network"), undefined, ALL_TOOLCHAINS, { effort: fewInputs(30_000) });
    expect(results.map(({ toolchain, differing, firstDifference }) => ({ toolchain, differing, firstDifference }))).toEqual(
      ALL_TOOLCHAINS.map(({ name }) => ({ toolchain: name, differing: 0, firstDifference: undefined })),
    );
  });
});
