// Every op × every language: each example of each op, with inputs and with constants as arguments, compiled and
// compared with the interpreter bit for bit, on random and on special values.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitUnitDriver } from "../../src/codegen/driver.ts";
import { emitUnit } from "../../src/codegen/package.ts";
import { LANGUAGE_NAMES, SPOKEN } from "../../src/languages/index.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { checkUnit } from "../../src/program/unit.ts";
import { runSources } from "../../src/verify/run-emitted.ts";
import { recordsOf, resultsIn } from "../../src/verify/typed-records.ts";
import { ALL_COMPILERS, ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { HEADING } from "../program/example-units.ts";
import { differingExamples, opsTogether, WALKED, type Arguments } from "./op-examples.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nnc-conformance-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the registry has examples for each op", () => {
  for (const op of OPS) expect(op.examples.length, op.name).toBeGreaterThan(0);
});

test("all compilers are there", () => {
  expect(ALL_TOOLCHAINS.map(({ name }) => name)).toEqual(ALL_COMPILERS.map(({ name }) => name));
});

/** Clang, which makes vectors of few of these loops, compiles half of them. */
const compiles = ({ name }: (typeof ALL_TOOLCHAINS)[number], kind: Arguments): boolean => kind === "inputs" || name !== "clang";

describe.each(["inputs", "constants"] as const)("every example of every op, its arguments %s", (kind) => {
  const together = opsTogether(WALKED, [kind]);
  const { unit, last } = together;
  checkUnit(unit);
  const { program } = unit.functions[last];
  const { points, expected } = together.tried(400);
  const records = recordsOf(program, points);

  describe.each(LANGUAGE_NAMES)("in %s", (language) => {
    const spoken = SPOKEN[language];
    const [sources, driver] = [emitUnit(spoken.language, unit, HEADING), emitUnitDriver(spoken, unit, last)];
    const toolchains = ALL_TOOLCHAINS.filter((toolchain) => toolchain.language === language && compiles(toolchain, kind));

    test.each(toolchains.map((toolchain) => [toolchain.name, toolchain] as const))("same bits: %s", async (_, toolchain) => {
      const bytes = await runSources(sources, driver, toolchain, folder, records);
      expect(differingExamples(together, expected, resultsIn(program, bytes))).toEqual([]);
    });
  });
});
