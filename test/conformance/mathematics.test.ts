// Every kernel with the platform's functions in its place, compiled by every toolchain: within two units in the last place of the
// kernel itself, and exactly where both are exact.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KERNELS } from "../../src/program/kernels/index.ts";
import { KERNEL_NAMES } from "../../src/program/operator-name.ts";
import { ulpDistance } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpret } from "../../src/program/interpret.ts";
import { runOnRecords } from "../../src/verify/run-emitted.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { requestOfProgram } from "../fixtures.ts";
import { drawValue } from "../program/scalar-values.ts";
import { everyKernel } from "../program/every-kernel.ts";

const COUNT = 3000;
/** One unit each. */
const MOST_UNITS = 2;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nnc-mathematics-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("every kernel by the platform", () => {
  const program = everyKernel();
  const random = new RandomGenerator(5);
  const inputs = Float32Array.from({ length: 2 * COUNT }, (_, i) => (i % 4 < 2 ? drawValue("f32", random) : 4 * random.normal()));
  const [expected] = interpret(program, [inputs], COUNT);

  test.each(ALL_TOOLCHAINS.map((toolchain) => [toolchain.name, toolchain] as const))("%s", async (_, toolchain) => {
    const request = { ...requestOfProgram(program, "mathematics"), math: "libm" } as const;
    const records = await runOnRecords(request, toolchain, folder, new Uint8Array(inputs.buffer));
    const computed = new Float32Array(records.slice().buffer);
    const wrong = KERNEL_NAMES.flatMap((name, place) => {
      const most = KERNELS[name].isExact === true ? 0 : MOST_UNITS;
      const calls = Array.from({ length: COUNT }, (__, call) => call).filter((call) => {
        const [own, theirs] = [expected, computed].map((values) => values[call * KERNEL_NAMES.length + place]);
        return Number.isNaN(own) ? !Number.isNaN(theirs) : !(ulpDistance(own, theirs) <= most);
      });
      return calls.slice(0, 1).map((call) => `${name} of ${inputs.slice(2 * call, 2 * call + 2).join(", ")}`);
    });
    expect(wrong).toEqual([]);
  });
});
