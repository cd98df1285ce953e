// The check itself: a compiler that miscompiles is found out, NaN is no difference, and what does not fit is said.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { add } from "../../src/network/ops/add.ts";
import { compilersOf, type LanguageName } from "../../src/languages/index.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { requireToolchains } from "../../src/toolchain/find-toolchains.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { Goal } from "../../src/verify/goal.ts";
import { checkModel } from "../../src/verify/check-model.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { compareWithTargets } from "../../src/verify/compare-with-targets.ts";
import { seekLargestError } from "../../src/verify/seek/seek-largest-error.ts";
import { denseNetwork, EXP_RECORD, fewInputs, ORIGIN, requestFor } from "../fixtures.ts";
import { toldOf } from "../diagnostics/thrown.ts";

const [gcc] = (await requireToolchains(compilersOf(["c"]), "C")).filter(({ name }) => name === "gcc");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-check-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let defectiveCount = 0;

/** gcc, with the emitted source edited by sed before it is compiled: a compiler with a defect. */
function defective(edit: string, file = "net.c"): Toolchain<LanguageName> {
  const command = join(folder, `gcc-${++defectiveCount}`);
  writeFileSync(command, `#!/bin/sh\nset -e\nsed -i -e '${edit}' ${file}\nexec ${gcc.command} "$@"\n`);
  chmodSync(command, 0o755);
  return { ...gcc, command };
}

/** y = x + [1, 2], without rounding for small integers. */
function plusOneTwo() {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [2], ORIGIN);
  const b = builder.parameter("b", [2], Float32Array.of(1, 2), ORIGIN);
  return requestFor(builder.finish([builder.operation(add, [x, b], {}, "y", ORIGIN)]), "net");
}

const dense = requestFor(denseNetwork([1, 4, 1], 1), "net", EXP_RECORD);
const goal: Goal = { targets: [await compileTarget("exp(x)", ["x"])], domain: EXP_RECORD.domain };

describe("a compiler without a defect", () => {
  test("gives the interpreter's bits, NaN and infinities included, and the error of its own results", async () => {
    const effort = fewInputs(500, 2000);
    const { error, inputs, spread } = seekLargestError(dense.program, goal.targets, goal.domain, effort.most);
    const points = { width: 1, count: inputs.length, values: inputs };
    expect(await checkModel(dense, goal, [gcc], { effort })).toEqual({
      seen: error,
      toolchains: [
        {
          language: "c",
          toolchain: "gcc",
          version: gcc.version,
          options: ["-O2"],
          evaluated: inputs.length + 500,
          differing: 0,
          firstDifference: undefined,
          error: compareWithTargets(points, evaluate(dense.program, points), goal.targets, spread),
        },
      ],
    });
    expect(spread).toBe(500);
    expect(inputs.length).toBeGreaterThan(1500);
  });

  test("without a goal has no error, and is tried at unusual inputs alone", async () => {
    const { seen, toolchains: [result] } = await checkModel(plusOneTwo(), undefined, [gcc], { effort: fewInputs(300) });
    expect([seen, result.evaluated, result.differing, result.error]).toEqual([undefined, 300, 0, undefined]);
  });

  test("is announced before it is used", async () => {
    const seen: string[] = [];
    await checkModel(plusOneTwo(), undefined, [gcc, gcc], { effort: fewInputs(10), observe: ({ name }) => seen.push(name) });
    expect(seen).toEqual(["gcc", "gcc"]);
  });

  test("is tried at fewer inputs where a call costs much, but at 257 at the least", async () => {
    const counts = await Promise.all(
      [12_800, 8 * 400, 1].map(async (spread) => {
        const { toolchains } = await checkModel(dense, undefined, [gcc], { effort: { most: fewInputs(1000).most, multiplyAdds: fewInputs(spread).most } });
        return toolchains[0].evaluated;
      }),
    );
    // Eight multiply-adds a call.
    expect(counts).toEqual([1000, 400, 257]);
  });
});

describe("a compiler with a defect is found out", () => {
  test("one parameter changed: every input but those where it has no effect", async () => {
    const request = plusOneTwo();
    const { toolchains: [result] } = await checkModel(request, undefined, [defective("s/1.0f, 2.0f/1.0f, 3.0f/")], { effort: fewInputs(400) });
    expect(result.differing).toBeGreaterThan(200);
    // NaN + 3 is NaN as NaN + 2 is, and large numbers swallow both.
    expect(result.differing).toBeLessThan(400);
    const { input, expected, computed } = result.firstDifference ?? { input: [], expected: [], computed: [] };
    expect(expected).toEqual([...evaluate(request.program, { width: 2, count: 1, values: Float32Array.from(input) })]);
    expect([Object.is(computed[0], expected[0]), computed[1]]).toEqual([true, Math.fround(input[1] + 3)]);
  });

  test("in a network with a goal its own error is reported, not the interpreter's", async () => {
    const { seen, toolchains: [result] } = await checkModel(dense, goal, [defective("s/sum += product/sum -= product/")], { effort: fewInputs(100) });
    expect(result.differing).toBeGreaterThan(100);
    expect(result.error?.maximum).not.toBe(seen?.maximum);
    expect(result.firstDifference?.input).toEqual([0]);
  });

  test("a zero of the other sign is a difference", async () => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", [2], ORIGIN);
    const request = requestFor(builder.finish([builder.operation(add, [x, builder.parameter("b", [2], new Float32Array(2), ORIGIN)], {}, "y", ORIGIN)]), "net");
    // −0 + 0 is +0, but −0 − 0 is −0: no other result changes.
    const { toolchains: [result] } = await checkModel(request, undefined, [defective("s/+ net_b1/- net_b1/")], { effort: fewInputs(200) });
    expect(result.firstDifference?.expected.map((value, i) => [value, result.firstDifference?.computed[i]])).toContainEqual([0, -0]);
    expect(result.differing).toBe(2);
  });

  test("a program that writes too little is a defect of nnc", async () => {
    const check = checkModel(plusOneTwo(), undefined, [defective("s/fwrite(_output0, sizeof _output0/fwrite(_output0, sizeof _output0 - 4/", "main.c")], { effort: fewInputs(10) });
    await expect(check).rejects.toThrow(DiagnosticError);
    await expect(check).rejects.toMatchObject({
      diagnostic: {
        category: "toolchain",
        message: `the program built by gcc ${gcc.version} -O2 wrote 10 numbers instead of 20`,
        hint: "this is a defect of nnc",
      },
    });
  });
});

describe("a goal that does not fit the network is refused before anything is compiled", () => {
  const refusal = (variables: number, targets: number) => ({
    category: "model",
    message: "the target does not fit the network",
    note: `the network has 1 input and 1 output elements, the target ${variables} variables and ${targets} expressions`,
    hint: "give one --domain NAME=LO:HI per input and one --target per output",
  });

  test.each<[string, Goal, number, number]>([
    ["too many targets", { ...goal, targets: [...goal.targets, ...goal.targets] }, 1, 2],
    ["no target", { ...goal, targets: [] }, 1, 0],
    ["too many variables", { ...goal, domain: [...goal.domain, ...goal.domain] }, 2, 1],
  ])("%s", async (_, wrong, variables, targets) => {
    const failing = checkModel(dense, wrong, [{ ...gcc, command: "no-such-compiler" }]);
    await expect(failing.catch(toldOf)).resolves.toEqual(refusal(variables, targets));
  });
});
