// The numbers of cells: plain decimals only, and a reason for everything else.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prose, setting } from "../../../src/diagnostics/prose.ts";
import { readCell } from "../../../src/train/data/cell.ts";
import type { CellProblem } from "../../../src/train/data/table.ts";

const FILL_IN = "fill in a number, or remove the line";
const DIGITS = prose`write it in digits with a decimal point, such as 0.001 or 1e-3, or leave the column out by ${setting("inputs")}`;
const COMMA = "write a decimal point, such as 1.5, and no other separators";

describe("numbers", () => {
  test.each([
    ["1", 1],
    ["1e3", 1000],
    ["-.5E-1", -0.05],
    ["+7.", 7],
    [" 2\t", 2],
    ["007", 7],
    ["1e-400", 0],
    ["3.4028235e38", 3.4028235e38],
  ])("%s", (text, value) => {
    expect(readCell(text)).toBe(value);
  });

  test("minus zero is zero", () => {
    expect(Object.is(readCell("-0.0"), 0)).toBe(true);
  });

  test("whatever JavaScript prints of a number in the range of float32 reads back as the same float64", () => {
    fc.assert(fc.property(fc.double({ min: -3.4e38, max: 3.4e38, noNaN: true }), (value) => {
        expect(readCell(String(value))).toBe(value + 0);
      }), { seed: 1 });
  });
});

const problems: readonly (readonly [texts: readonly string[], problem: (text: string) => CellProblem])[] = [
  [["", "  "], () => ({ message: "a value is missing", hint: FILL_IN })],
  [
    ["NaN", "n/a", "NA", "null", "?", "-"],
    (text) => ({ message: `'${text}' is not a number`, note: "it stands for a value that is missing", hint: FILL_IN }),
  ],
  [["Infinity", "-inf", "+INF"], (text) => ({ message: `'${text}' is not a number`, note: "a sample must be finite", hint: FILL_IN })],
  [["1,5", "-0,25", "1,234.5"], (text) => ({ message: `'${text}' is not a number`, note: "it has a comma between its digits", hint: COMMA })],
  [["0x10", "1e", "1_000", "1 000", "abc", "1.2.3", "٣", "true", "--1"], (text) => ({ message: `'${text}' is not a number`, hint: DIGITS })],
  [
    ["1e39", "-3.4028236e38", "1e999"],
    (text) => ({ message: `'${text}' is too large`, note: "the largest float32 is 3.4028234663852886e+38", hint: "use a larger unit in this column" }),
  ],
  [["a".repeat(50)], () => ({ message: `'${"a".repeat(40)}…' is not a number`, hint: DIGITS })],
];

test.each(problems.flatMap(([texts, problem]) => texts.map((text) => ({ text, problem: problem(text) }))))("'$text' is refused", ({ text, problem }) => {
  expect(readCell(text)).toEqual(problem);
});
