// Random networks have no differences; mistakes that are planted are found, in simple networks, and the command leads back to them; the
// bounds that float64 gives are near to what they bound.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpret } from "../../src/program/interpret.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, randomValues } from "../fixtures.ts";
import { timeLimit } from "../time-limit.ts";
import { campaign } from "./campaign.ts";
import { compiledBy, EVALUATIONS, OWN_WAYS, SIMD_BATCH, WEB_ASSEMBLY, type Check, type Ways } from "./checks.ts";
import { boundsOf } from "./float64-bounds.ts";
import { formsOf } from "./forms.ts";
import { planOf } from "./plan.ts";
import { WRONG_ORDER, WRONG_SIGN } from "./planted.ts";
import { commandOf, faultsOfPlan, shrunk, type Shrunk } from "./shrink.ts";

const NETWORKS = 40;
const LIMIT = timeLimit(180_000);
/** Plans that are tried. */
const SHRINKING = 200;
const [QUICKEST] = ALL_TOOLCHAINS.filter(({ language }) => language === "c").toSorted((one, other) => Number(other.name === "tcc") - Number(one.name === "tcc"));
const COMPILED = compiledBy(QUICKEST, "all");

function numbers(count: number): readonly number[] {
  return [...Array(count).keys()];
}

test("random networks have the same bits in all their forms, and the values of other evaluations", async () => {
  const { found, looked } = await campaign({
    seed: 1,
    numbers: numbers(NETWORKS),
    ways: OWN_WAYS,
    always: [EVALUATIONS, COMPILED],
    sometimes: [WEB_ASSEMBLY, SIMD_BATCH],
    oneIn: 10,
  });
  expect(found).toEqual([]);
  expect(looked[EVALUATIONS.name].networks).toBe(NETWORKS);
  expect(looked[COMPILED.name].functions).toBeGreaterThan(3 * NETWORKS);
  expect(looked[WEB_ASSEMBLY.name].networks).toBe(NETWORKS / 10);
  expect(looked[SIMD_BATCH.name].networks).toBe(NETWORKS / 10);
}, LIMIT);

async function foundAndShrunk(ways: Ways, check: Check, count: number): Promise<Shrunk> {
  const { found } = await campaign({ seed: 1, numbers: numbers(count), ways, always: [check], sometimes: [], oneIn: 1 });
  expect(found.length).toBeGreaterThan(0);
  const simple = await shrunk(found[0], check, ways, SHRINKING);
  if (simple === undefined) throw new Error("the fault was not found again");
  return simple;
}

describe("a mistake is found, and shrunk to a network that a command leads back to", () => {
  test.each([
    ["a sign of the source", WRONG_SIGN, COMPILED, "element"],
    ["the order of sums, which interpreter and sources agree on", WRONG_ORDER, EVALUATIONS, "other bits than its values one by one"],
  ] as const)("%s", async (_, ways, check, said) => {
    const simple = await foundAndShrunk(ways, check, 20);
    expect(simple.fault).toContain(said);
    expect(simple.plan.steps.length).toBeLessThanOrEqual(3);
    const again = planOf(simple.seed, simple.number, simple.path);
    expect(again).toEqual(simple.plan);
    expect(await faultsOfPlan(again, check, ways)).toContain(simple.fault);
    expect(await faultsOfPlan(again, check, OWN_WAYS)).toEqual([]);
    expect(commandOf(simple)).toBe(`npm run fuzz -- --seed 1 --only ${simple.number} --shrunk ${simple.path}`);
  }, LIMIT);
});

test("the sources of a wrong order are what the interpreter has: only other evaluations tell", async () => {
  const networks = numbers(5).map((number) => formsOf(planOf(1, number), WRONG_ORDER.lower));
  expect((await COMPILED.faultsOf(networks, WRONG_ORDER)).flat()).toEqual([]);
});

test("the bounds of float64 hold what is computed, and little more", () => {
  const network = denseNetwork([3, 9, 5, 2], 4);
  const inputs = [randomValues(3, new RandomGenerator(1))];
  const [computed] = interpret(lower(network), inputs, 1);
  const [{ low, high }] = boundsOf(network, inputs, { unit: 2 ** -24, least: 2 ** -150 }, () => undefined);
  computed.forEach((y, i) => {
    expect(y).toBeGreaterThanOrEqual(low[i]);
    expect(y).toBeLessThanOrEqual(high[i]);
    expect(high[i] - low[i]).toBeLessThan(1e-4);
  });
});
