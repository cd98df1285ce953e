// The settings about samples, as texts.

import { expect, test } from "vitest";
import { readColumnNames, readShare } from "../../../src/run/settings/columns.ts";

test("names of columns", () => {
  expect(readColumnNames("a, wind speed,c")).toEqual(["a", "wind speed", "c"]);
  expect(readColumnNames("a,,b")).toEqual({ problem: "'a,,b' has an empty name", hint: "separate the names of columns by commas, such as a,b" });
});

test("shares", () => {
  expect(["0", "0.25", "1e-1"].map(readShare)).toEqual([0, 0.25, 0.1]);
  for (const text of ["1", "-0.1", "20%", "NaN", ""]) {
    expect(readShare(text)).toEqual({ problem: `'${text}' is no share of the samples`, hint: "give a number from 0 to less than 1, such as 0.2" });
  }
});
