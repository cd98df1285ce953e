// Networks of one input as tables: as near to the network as the table says, and the interpreter's bits in every language, at the
// borders of cells, outside the domain and for NaN.

import { describe, expect, test } from "vitest";
import { piecewiseLinearOutputs } from "../../src/analysis/breakpoints.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { cellInterval } from "../../src/tables/cell-grid.ts";
import { continuousOutputs } from "../../src/tables/continuous-outputs.ts";
import type { Numbers } from "../../src/network/table-numbers.ts";
import type { CellTable } from "../../src/tables/numbers/number-kind.ts";
import { tabulate, type Widths } from "../../src/tables/tabulate.ts";
import { tabulatedNetwork } from "../../src/tables/tabulated-network.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork } from "../fixtures.ts";
import { runCompiled, sameBits } from "../standard/run-compiled.ts";

const [LOW, HIGH] = [-1.5, Math.fround(0.7)];
/** Its cell is the first one, that of other NaNs the last. */
const NEGATIVE_NAN = new Float32Array(Uint32Array.of(0xffc00000).buffer);
const OUTSIDE = [-Infinity, -3e38, -100, -1.6, 0.8, 1e6, 3e38, Infinity, NaN, -0];

function tableOf(network: Network, widths: Widths, allowed: number, numbers: Numbers = "float32"): CellTable {
  const lines = continuousOutputs(lower(runPasses(network)), LOW, HIGH);
  if (lines.kind === "no lines") throw new Error(lines.reason);
  const found = tabulate(lines.outputs, LOW, HIGH, { widths, numbers }, (table) => {
    return table.deviation + table.rounding <= allowed ? table : undefined;
  });
  if (found.kind !== "table") throw new Error(`${found.most} cells are too few`);
  return found.suited;
}

/** The borders of cells with the float32 beside them, and some numbers between. */
function argumentsOf({ grid }: CellTable): readonly number[] {
  const borders = Array.from({ length: grid.count }, (_, cell) => cellInterval(grid, cell)).flatMap(({ from, to }) => [from, to]);
  const random = new RandomGenerator(3);
  const between = Array.from({ length: 300 }, () => LOW + (HIGH - LOW) * random.uniform());
  return [...borders.flatMap((x) => [x * (1 - 2 ** -23), x, x * (1 + 2 ** -23)]), ...between].map(Math.fround).filter((x) => x >= LOW && x <= HIGH);
}

describe.each([
  ["one output, cells of a power of two", 1, "powers of two", "float32"],
  ["one output, as few cells as possible", 1, "any", "float32"],
  ["three outputs", 3, "powers of two", "float32"],
  ["one output, of integers", 1, "powers of two", "int16"],
  ["three outputs, of integers", 3, "powers of two", "int16"],
  ["one output, of halves", 1, "powers of two", "float16"],
  ["three outputs, of integers beside lines", 3, "powers of two", "int8"],
] as const)("%s", (_, outputs, widths, numbers) => {
  const network = denseNetwork([1, 8, 5, outputs], 11);
  const table = tableOf(network, widths, 0.02, numbers);
  const passed = runPasses(tabulatedNetwork(network, table));
  const program = lower(passed);
  const inside = argumentsOf(table);

  test("is as near to the network as it says", () => {
    const exact = piecewiseLinearOutputs(lower(runPasses(network)), LOW, HIGH);
    if (exact.kind === "unknown") throw new Error(exact.reason);
    const [computed] = interpret(program, [Float32Array.from(inside)], inside.length);
    let worst = 0;
    inside.forEach((x, row) => {
      exact.outputs.forEach(({ breaks, pieces }, output) => {
        const { slope, intercept } = pieces[breaks.filter(({ value }) => value < x).length];
        const [a, b] = [slope, intercept].map(({ mantissa, exponent }) => Number(mantissa) * 2 ** exponent);
        worst = Math.max(worst, Math.abs(computed[row * outputs + output] - (a * x + b)));
      });
    });
    expect(worst).toBeLessThanOrEqual(table.deviation + table.rounding);
    // The bound is no idle one: the cells' borders are among the arguments.
    expect(worst).toBeGreaterThan(0.3 * table.deviation);
  });

  test.each(ALL_TOOLCHAINS.map((toolchain) => [toolchain.name, toolchain] as const))("has the interpreter's bits by %s", async (_name, toolchain) => {
    const calls = [...[...inside, ...OUTSIDE].map((x) => Float32Array.of(x)), NEGATIVE_NAN];
    const compiled = await runCompiled(passed, program, calls.map((call) => [call]), toolchain);
    const expected = calls.map((call) => interpret(program, [call], 1)[0]);
    expect(compiled.findIndex(([found], row) => !sameBits(found, expected[row]))).toBe(-1);
    expect([...(expected.at(-1) ?? [])]).toEqual(Array.from({ length: outputs }, () => NaN));
  });
});

test("of any width there are fewer cells", () => {
  const network = denseNetwork([1, 8, 5, 1], 11);
  expect(tableOf(network, "any", 0.02).grid.count).toBeLessThan(tableOf(network, "powers of two", 0.02).grid.count);
});

test("a function that jumps is no table", () => {
  expect(() => tableOf(denseNetwork([2, 3, 1], 1), "any", 1)).toThrow("it has 2 inputs, and breakpoints are places of one");
});
