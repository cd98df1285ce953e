// Numbers as they are shown to people.

import { expect, test } from "vitest";
import { showCount, showError } from "../../src/numeric/shown-number.ts";

test("counts are grouped by three digits", () => {
  expect([0, 12, 999, 1000, 65537, 1234567].map(showCount)).toEqual(["0", "12", "999", "1,000", "65,537", "1,234,567"]);
});

test("errors have three digits", () => {
  expect([0, 1, 0.00459703, 1234.5, 5e-324].map(showError)).toEqual(["0", "1.00e+0", "4.60e-3", "1.23e+3", "4.94e-324"]);
});
