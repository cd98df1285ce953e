// The check of every float: its hashes and errors against exact sums over neighbours, in every language; other bits are found and
// located; what is finished is not computed again.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmitRequest } from "../../src/codegen/package.ts";
import type { LanguageName } from "../../src/languages/index.ts";
import { float32Bits, float32FromBits, nextFloat32Up } from "../../src/numeric/float32.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { checkEveryFloat, type EveryFloatOptions } from "../../src/verify/exhaustive/check-every-float.ts";
import { interpretedSweep } from "../../src/verify/exhaustive/interpreted-sweep.ts";
import { bitsAt, EVERY_FLOAT32, float32At, lengthOf, partsOf, placeOf, stretchOf } from "../../src/verify/exhaustive/places.ts";
import { recordOf, recordText, type SweepRecord } from "../../src/verify/exhaustive/sweep-record.ts";
import { bytesOfResult, resultOf, type SweepResult } from "../../src/verify/exhaustive/sweep-result.ts";
import { builtSweep, sweepSources } from "../../src/verify/exhaustive/swept-program.ts";
import type { Goal } from "../../src/verify/goal.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, requestFor } from "../fixtures.ts";

const [gcc, tcc, go, node] = ["gcc", "tcc", "go", "node"].map((wanted) => {
  const found = ALL_TOOLCHAINS.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no ${wanted}`);
  return found;
});
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-every-float-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const one = requestFor(denseNetwork([1, 4, 1], 1), "net");
const three = requestFor(denseNetwork([1, 4, 3], 2), "net");
const NARROW = { name: "x", low: 1, high: 1.0005 };

async function goalOf(expressions: readonly string[], domain = NARROW): Promise<Goal> {
  return { targets: await Promise.all(expressions.map((text) => compileTarget(text, [domain.name]))), domain: [domain] };
}

function checked(request: EmitRequest, goal: Goal | undefined, toolchains: readonly Toolchain<LanguageName>[], options: Partial<EveryFloatOptions> = {}) {
  return checkEveryFloat(request, goal, toolchains, { domain: [], all: false, ...options });
}

/** The numbers of a domain above 0, each the next one of the one before. */
function numbersOf({ low, high }: { readonly low: number; readonly high: number }): readonly number[] {
  const numbers: number[] = [];
  for (let x = Math.fround(low); x <= high; x = nextFloat32Up(x)) numbers.push(x);
  return numbers;
}

/** The interpreter's results, and their hashes by exact sums. */
function expectedOf({ program }: EmitRequest, numbers: readonly number[]) {
  const results = interpretValues(program, [Float32Array.from(numbers)], numbers.length)[0];
  const width = results.length / numbers.length;
  const sums = Array.from({ length: width }, (_, element) =>
    numbers.reduce((sum, x, i) => sum + BigInt(float32Bits(results[i * width + element])) * (2n * BigInt(float32Bits(x)) + 1n), 0n),
  );
  return { results, width, hashes: sums.map((sum) => Number(sum % 2n ** 32n)) };
}

describe("places", () => {
  test("are in the order of the numbers, both zeros among them", () => {
    const inOrder = [-Infinity, -3.4028234663852886e38, -1, -1.401298464324817e-45, -0, 0, 1.401298464324817e-45, 1, 1.0000001192092896, Infinity];
    const places = inOrder.map(placeOf);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.slice(3, 7)).toEqual([-2, -1, 0, 1]);
    expect(places.map(float32At)).toEqual(inOrder);
  });

  test("are all 2^32, the first and last ones NaN", () => {
    expect(lengthOf(EVERY_FLOAT32)).toBe(2 ** 32);
    expect([bitsAt(EVERY_FLOAT32.first), bitsAt(placeOf(-Infinity) - 1), bitsAt(EVERY_FLOAT32.last)]).toEqual([0xffffffff, 0xff800001, 0x7fffffff]);
    expect(lengthOf(stretchOf({ low: 0, high: 1 }))).toBe(1_065_353_217);
    expect(stretchOf({ low: -0.1, high: 0.1 })).toEqual({ first: placeOf(-0.1) + 1, last: placeOf(0.1) - 1 });
  });

  test("are cut into parts without a gap", () => {
    expect(partsOf({ first: -3, last: 4 }, 3)).toEqual([{ first: -3, last: -1 }, { first: 0, last: 2 }, { first: 3, last: 4 }]);
  });
});

const THREE_TARGETS = ["x", "x < 1.0002 ? 0 : 1/x", "sin(x)^2"];

describe.each([["one output", one, ["exp(x)"], [gcc, tcc]], ["three outputs", three, THREE_TARGETS, [gcc, go, node]]] as const)("a function of %s", (_, request, expressions, toolchains) => {
  test("has its hashes and largest errors by every compiler", async () => {
    const goal = await goalOf(expressions);
    const { builds, judge, swept } = await checked(request, goal, toolchains);
    const numbers = numbersOf(NARROW);
    const { results, width, hashes } = expectedOf(request, numbers);
    expect([judge, lengthOf(swept), builds.map(({ differs, firstDifference }) => [differs, firstDifference])]).toEqual(["libm", numbers.length, builds.map(() => [false, undefined])]);
    for (const build of builds) expect(build.hashes).toEqual(hashes);
    goal.targets.forEach((target, element) => {
      const wanted = numbers.map((x) => target.evaluate([x]));
      const errors = numbers.map((_x, i) => Math.abs(results[i * width + element] - wanted[i]));
      const inUlps = errors.map((error, i) => error / (wanted[i] === 0 ? 2 ** -149 : nextFloat32Up(Math.abs(Math.fround(wanted[i]))) - Math.abs(Math.fround(wanted[i]))));
      const relative = errors.map((error, i) => (wanted[i] === 0 ? 0 : error / Math.abs(wanted[i])));
      for (const build of builds) {
        const found = build.errors?.[element];
        expect(found?.absolute.error).toBeCloseTo(Math.max(...errors), 12);
        expect(found?.relative.error).toBeCloseTo(Math.max(...relative), 12);
        expect((found?.ulp.error ?? 0) / Math.max(...inUlps)).toBeCloseTo(1, 9);
        expect(errors[(found?.absolute.place ?? 0) - placeOf(1)]).toBeCloseTo(Math.max(...errors), 12);
        expect([found?.zero, found?.none]).toEqual([wanted.filter((value) => value === 0).length, 0]);
      }
    });
  });
});

test("nnc's interpreter measures what no program of a language can", async () => {
  const goal = await goalOf(["max(x, 1.0002)"]);
  const here = await checked(one, goal, [go]);
  const there = await checked(one, await goalOf(["x < 1.0002 ? 1.0002 : x"]), [gcc]);
  expect([here.judge, here.builds.map(({ toolchain }) => toolchain?.name)]).toEqual(["nnc", ["go", undefined]]);
  expect(here.builds.map(({ errors }) => errors)).toEqual(here.builds.map(() => there.builds[0].errors));
  expect(here.builds.map(({ hashes }) => hashes)).toEqual(here.builds.map(() => there.builds[0].hashes));
});

test("both zeros, infinities and NaNs have the interpreter's bits in every language, and a target there is none of is left out", async () => {
  const stretches = [[0x7f800000, 1 << 20], [-0x7f800001, 1 << 20], [0, 3000], [EVERY_FLOAT32.first + 500, 500]].map(([middle, some]) => ({ first: middle - Math.min(some, 2000), last: middle + Math.min(some, 2000) }));
  for (const toolchain of [gcc, tcc, go, node]) {
    const sweep = await builtSweep(sweepSources(three, toolchain, undefined), 3, folder);
    for (const stretch of stretches) expect(await sweep(stretch)).toEqual(await interpretedSweep(three.program, stretch, undefined));
  }
  const infinite = await compileTarget("1/(x-1)", ["x"]);
  const { builds, judge } = await checked(one, { targets: [infinite], domain: [{ ...NARROW, low: 0.9999 }] }, [gcc]);
  expect([judge, builds[0].errors?.[0].none, builds[0].errors?.[0].zero]).toEqual(["libm", 1, 0]);
});

/** The compiler, with an emitted source edited by sed before it is compiled. */
function edited(toolchain: Toolchain<LanguageName>, edit: string): Toolchain<LanguageName> {
  const command = join(folder, "edited");
  writeFileSync(command, `#!/bin/sh\nset -e\nsed -i -e '${edit}' net.c\nexec ${toolchain.command} "$@"\n`);
  chmodSync(command, 0o755);
  return { ...toolchain, command };
}

const WRONG = "s/^float net(float x) {$/&\\n    if (x > 1.00024f \\&\\& x < 1.0002402f) {\\n        return 2.0f;\\n    }/";

test("a single result that differs is found, and it is the wrong build that has it", async () => {
  const at = numbersOf(NARROW).filter((x) => x > Math.fround(1.00024) && x < Math.fround(1.0002402));
  expect(at).toHaveLength(1);
  const { builds } = await checked(one, await goalOf(["x"]), [edited(gcc, WRONG), tcc, gcc]);
  const expected = [...interpretValues(one.program, [Float32Array.from(at)], 1)[0]];
  expect(builds.map(({ differs }) => differs)).toEqual([false, true, true]);
  expect(builds.map(({ firstDifference }) => firstDifference)).toEqual([{ input: at, expected, computed: [2] }, undefined, undefined]);
  expect(builds.map(({ errors }) => errors === undefined)).toEqual([false, true, true]);
});

test("what is finished is not computed again, and what is gone on with ends as if nobody had interrupted it", async () => {
  const wide = await goalOf(["exp(x)"], { name: "x", low: 0.25, high: 1 });
  const whole = await checked(one, wide, [gcc]);
  const kept = new Map<string, Uint8Array>();
  let subject = "";
  const interrupted: SweepRecord = {
    begin: (of) => {
      subject = of;
      return new Map();
    },
    keep: (of, result) => {
      kept.set(of, result);
      throw new Error("interrupted");
    },
  };
  await expect(checked(one, wide, [gcc], { record: interrupted })).rejects.toThrow("interrupted");
  expect(kept.size).toBeGreaterThan(0);
  const again = recordOf(recordText({ subject, results: kept }));
  const seen: (readonly [done: number, total: number])[] = [];
  const more: string[] = [];
  const record: SweepRecord = { begin: (of) => (of === again?.subject ? again.results : new Map()), keep: (of) => void more.push(of) };
  const rest = await checked(one, wide, [gcc], { record, observe: (...at) => seen.push(at) });
  expect(rest).toEqual(whole);
  expect(more.filter((of) => kept.has(of))).toEqual([]);
  expect(more).toHaveLength(2 - kept.size);
  expect(seen[0][0]).toBeGreaterThan(0);
  expect(seen.at(-1)).toEqual([2 ** 24 + 1, 2 ** 24 + 1]);
});

test("a record says what it is of: another target, domain or compiler is another subject", async () => {
  const subjects: string[] = [];
  const record: SweepRecord = {
    begin: (of) => {
      subjects.push(of);
      return new Map();
    },
    keep: () => undefined,
  };
  const goal = await goalOf(["x"]);
  await checked(one, goal, [gcc], { record });
  await checked(one, goal, [gcc], { record });
  await checked(one, await goalOf(["2*x"]), [gcc], { record });
  await checked(one, await goalOf(["x"], { ...NARROW, high: 1.0004 }), [gcc], { record });
  await checked(one, goal, [{ ...gcc, options: ["-O1"] }], { record });
  expect(subjects[1]).toBe(subjects[0]);
  expect(new Set(subjects).size).toBe(4);
});

test("results are the same when they were bytes", () => {
  const worst = { error: 0.1, place: -7 };
  const errors = { absolute: worst, relative: { error: -1, place: 0 }, ulp: { error: Infinity, place: 2 ** 31 - 1 }, zero: 3, none: 2 ** 31 };
  const result: SweepResult = { hashes: [1, 2 ** 32 - 1], errors: [errors, { ...errors, zero: 0 }] };
  expect(resultOf(bytesOfResult(result), 2, true)).toEqual(result);
  expect(resultOf(bytesOfResult(result), 2, false)).toBeUndefined();
});

test.each([["", "nothing"], ["something else\n", "another text"], [recordText({ subject: "0".repeat(64), results: new Map([["0 1", new Uint8Array(4)]]) }).slice(0, -9), "a torn one"]])("%j is no record", (text) => {
  expect(recordOf(text)).toBeUndefined();
});

test("functions of several numbers are refused", async () => {
  const two = requestFor(denseNetwork([2, 4, 1], 3), "net");
  await expect(checked(two, undefined, [gcc])).rejects.toMatchObject({
    diagnostic: {
      id: "not-every-float",
      category: "model",
      message: "the function takes 2 numbers",
      place: { setting: "exhaustive" },
      note: "every float32 can be tried of functions of one: of two there are 2^64 pairs",
      hint: "leave it out: a check looks for the largest error where it is likely to be",
    },
  });
});

test("a NaN counts as one, whatever its bits", async () => {
  const nan = await interpretedSweep(one.program, { first: placeOf(NaN), last: placeOf(NaN) }, undefined);
  expect(nan.hashes).toEqual([Number((0x7fc00000n * (2n * 0x7fc00000n + 1n)) % 2n ** 32n)]);
  expect(float32FromBits(0x7fc00000)).toBeNaN();
});
