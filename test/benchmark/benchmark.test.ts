// Benchmarks as they are: every contender compiled by every compiler here, and run. What they compute is compared, no time.

import { expect, test } from "vitest";
import { benchmark } from "../../src/benchmark/benchmark.ts";
import type { TimedToolchain } from "../../src/benchmark/built-entry.ts";
import type { Benchmark, Row } from "../../src/benchmark/measurement.ts";
import type { Subject } from "../../src/benchmark/subject.ts";
import { runCommand } from "../../src/toolchain/run-process.ts";
import { FEW_ROUNDS, ofArrays, ofOneNumber, ofSeveralInputs, TIMED_TOOLCHAINS, timedToolchain } from "./subjects.ts";
import { toldOf } from "../diagnostics/thrown.ts";

function byName(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.contender, row]));
}

/** A subject by compilers, one after the other. */
const by = (toolchains: readonly TimedToolchain[], subject: Subject): Promise<Benchmark> => benchmark(subject, toolchains, { effort: FEW_ROUNDS });

const ONE_A_LANGUAGE = [...new Map(TIMED_TOOLCHAINS.map((toolchain) => [toolchain.language, toolchain])).values()];
const EXPONENTIAL = await by(TIMED_TOOLCHAINS, await ofOneNumber());
const ARRAYS = await by(ONE_A_LANGUAGE, ofArrays());
const SEVERAL = await by(ONE_A_LANGUAGE, await ofSeveralInputs());

function rowsOf({ sections }: Benchmark, place: number, toolchain: TimedToolchain): ReadonlyMap<string, Row> {
  const section = sections[place];
  expect(section).toMatchObject({ language: toolchain.language, compiler: toolchain.name, version: toolchain.version, options: toolchain.options });
  for (const { independent } of section.rows) expect(independent).toBeGreaterThan(0);
  return byName(section.rows);
}

/** One test of each. */
const each = (toolchains: readonly TimedToolchain[]) => toolchains.map((toolchain, place) => [toolchain.name, toolchain, place] as const);

test.each(each(TIMED_TOOLCHAINS))("%s: a function of one number beside its formula and a table by hand", (_, toolchain, place) => {
  const rows = rowsOf(EXPONENTIAL, place, toolchain);
  expect([...rows.keys()].slice(0, 4)).toEqual(["emitted", "batch", "formula", "even-table"]);
  // The network was never trained: an error that the search for it finds.
  expect(rows.get("emitted")?.error?.maximum).toBeGreaterThan(0.1);
  for (const name of ["emitted", "batch"]) {
    expect(rows.get(name)).toMatchObject({ difference: 0, error: rows.get("emitted")?.error });
  }
  expect(rows.get("batch")?.dependent).toBeUndefined();
  expect(rows.get("formula")?.error?.maximum).toBeLessThan(3e-7);
  // Lines between 13 values of e^x err by e/8/12² at the most.
  expect(rows.get("even-table")).toMatchObject({ title: "even table of 14 values" });
  expect(rows.get("even-table")?.error?.maximum).toBeLessThan(Math.E / 8 / 13 ** 2);
  expect(rows.get("even-table")?.error?.maximum).toBeGreaterThan(Math.E / 8 / 13 ** 2 / 2);
});

test.each(each(ONE_A_LANGUAGE))("%s: a function of arrays, without a target", (_, toolchain, place) => {
  const { leftOut } = ARRAYS.sections[place];
  expect([...rowsOf(ARRAYS, place, toolchain).values()].slice(0, 2)).toMatchObject([
    { contender: "emitted", title: "emitted, the network", error: undefined, difference: 0 },
    { contender: "batch", title: "emitted, many at once", dependent: undefined, error: undefined, difference: 0 },
  ]);
  expect(leftOut).toContainEqual({ contender: "formula", title: "formula", kind: "unsuited", reason: "the model records no target, and none is given" });
  expect(leftOut).toContainEqual({
    contender: "even-table", title: "even table", kind: "unsuited", reason: "it is for functions of one number that give one",
  });
});

test.each(each(ONE_A_LANGUAGE))("%s: a function of a number and arrays, whose formula it is", (_, toolchain, place) => {
  const rows = rowsOf(SEVERAL, place, toolchain);
  for (const name of ["emitted", "batch", "formula"]) expect(rows.get(name)?.difference, name).toBe(0);
});

test("the sizes of an object are told where a compiler makes one, instructions where they can be counted", async () => {
  const [{ rows, leftOut }] = (await benchmark(await ofOneNumber("sign(x) + x"), [timedToolchain("c")], { effort: FEW_ROUNDS })).sections;
  const emitted = byName(rows).get("emitted");
  expect(emitted?.code).toBeGreaterThan(10);
  // 13 parameters of the network; the slope may stand in the code.
  expect(emitted?.data).toBeGreaterThanOrEqual(13 * 4);
  expect(emitted?.stack).toBeGreaterThanOrEqual(0);
  // A multiplication and an addition for each of 8 weights, at least.
  const { failure } = await runCommand(["valgrind", "--version"], { timeLimitSeconds: 60 });
  if (failure === undefined) expect(emitted?.instructions).toBeGreaterThan(16);
  else expect(emitted?.instructions).toBeUndefined();
  // And a formula that the language's library lacks is left out.
  expect(leftOut).toContainEqual({ contender: "formula", title: "formula by libm", kind: "unsuited", reason: "C has no function for sign" });
});

test("says what it does next", async () => {
  const [toolchain] = TIMED_TOOLCHAINS;
  const said: string[] = [];
  await benchmark(ofArrays(), [toolchain], { effort: { ...FEW_ROUNDS, runs: 1 }, observe: (what) => said.push(what) });
  const title = `${toolchain.name} ${toolchain.version} ${toolchain.options.join(" ")}`;
  expect(said.slice(0, 2)).toEqual([`compiling with ${title} …`, `comparing emitted, the network, ${title} …`]);
  expect(said).toContain(`timing in turn, run 1 of 1, ${title} …`);
});

test("a function that does not give the interpreter's bits is found out", async () => {
  const subject = ofArrays();
  const expected = subject.expected.slice();
  expected[0] += 1;
  const [toolchain] = TIMED_TOOLCHAINS;
  const title = [toolchain.name, toolchain.version, ...toolchain.options].join(" ");
  expect(await benchmark({ ...subject, expected }, [toolchain], { effort: FEW_ROUNDS }).catch(toldOf)).toEqual({
    category: "toolchain",
    message: `emitted, the network, compiled by ${title}, does not give the interpreter's bits`,
    note: `1 of ${expected.length} numbers differ`,
    hint: "this is a defect of nnc or of the compiler; nnc check tells more",
  });
});
