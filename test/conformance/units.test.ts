// Units of functions, compiled with every toolchain and compared with the interpreter bit for bit: every exported function is
// called by a driver of its own, over and over, with what it remembers.

import { describe, expect, test } from "vitest";
import { emitUnitDriver } from "../../src/codegen/driver.ts";
import { emitUnit } from "../../src/codegen/package.ts";
import { SPOKEN } from "../../src/languages/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpretUnit } from "../../src/program/interpret.ts";
import { callingConvention } from "../../src/program/program.ts";
import type { Values } from "../../src/program/scalar.ts";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";
import { runSources } from "../../src/verify/run-emitted.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { randomValues } from "../assemble/random-program.ts";
import { EXAMPLE_UNITS, HEADING } from "../program/example-units.ts";

const CALLS = 40;

/** Records one after the other: of each, the elements of all arrays in order. */
function joined(arrays: readonly Values[], count: number): Uint8Array {
  const records = Array.from({ length: count }, (_, record) =>
    arrays.map((values) => {
      const size = values.length / count;
      const { buffer, byteOffset, byteLength } = values.subarray(record * size, (record + 1) * size);
      return new Uint8Array(buffer, byteOffset, byteLength);
    }),
  );
  return Buffer.concat(records.flat());
}

describe.each(EXAMPLE_UNITS.map((unit) => [unit.name, unit] as const))("%s", (_, unit) => {
  test.each(ALL_TOOLCHAINS.map((toolchain) => [`${toolchain.name} (${toolchain.language})`, toolchain] as const))("%s", async (_name, toolchain) => {
    const spoken = SPOKEN[toolchain.language];
    for (const [id, { exported, program }] of unit.functions.entries()) {
      if (!exported) continue;
      const random = new RandomGenerator(7);
      // Infinities and NaN have their tests in ops.test.ts: here no NaN shall blur the comparison of bytes.
      const inputs = callingConvention(program).inputs.map(({ buffer: { scalar, size } }) =>
        randomValues(random, scalar, CALLS * size).map((value) => (Number.isFinite(value) && Math.abs(value) < 1e6 ? value : 1)),
      );
      const expected = joined(interpretUnit(unit, id, inputs, CALLS), CALLS);
      const computed = await withWorkDirectory((folder) =>
        runSources(emitUnit(spoken.language, unit, HEADING), emitUnitDriver(spoken, unit, id), toolchain, folder, joined(inputs, CALLS)),
      );
      expect(Buffer.from(computed)).toEqual(expected);
    }
  });
});
