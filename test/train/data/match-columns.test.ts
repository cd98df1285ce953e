// The columns of a table as the inputs and outputs of a network that is trained: by choice, by name, by place, or not at all.

import { describe, expect, test } from "vitest";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { matchColumns, matchedDataset } from "../../../src/train/data/match-columns.ts";
import { unitOfHeader } from "../../../src/train/data/unit-of-header.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const NAMES = { inputs: ["a", "b"], outputs: ["y"] };

function matched(header: string, choice: Parameters<typeof matchColumns>[2] = {}, names = NAMES): string {
  const columns = header.split(",");
  const { inputs, outputs, isByPosition } = matchColumns(parseCsv(`${header}\n${columns.map((_, place) => place).join(",")}\n`, "t.csv"), names, choice);
  const called = (list: typeof inputs | undefined): string => list?.map(({ name }) => name).join(" ") ?? "none";
  return `${called(inputs)} -> ${called(outputs)}${isByPosition ? ", by position" : ""}`;
}

test.each([
  ["a,b,y", "a b -> y"],
  ["y,b,other,a", "a b -> y"],
  ["a,b,given", "a b -> given, by position"],
  ["u,v,y", "u v -> y, by position"],
  ["u,v,w", "u v -> w, by position"],
  ["u,v", "u v -> none, by position"],
  ["a,b", "a b -> none"],
  ["a,b,p,q", "a b -> none"],
])("%s is %s", (header, expected) => expect(matched(header)).toBe(expected));

test("what is chosen is taken in its order, and the rest by name or place", () => {
  expect(matched("a,b,y", { inputs: ["b", "a"] })).toBe("b a -> y");
  expect(matched("u,v,w", { outputs: ["u"] })).toBe("v w -> u, by position");
  expect(matched("a,b,y,z", { outputs: ["z"] })).toBe("a b -> z");
  expect(matched("temp (degC),k", {}, { inputs: ["k"], outputs: ["temp_degC"] })).toBe("k -> temp_degC");
});

describe("what cannot be told", () => {
  test.each(["a,u,v", "u,v,w,x", "y,u,v,w", "a,b2"])("%s", (header) => {
    expect(thrownDiagnostic(() => matched(header))).toEqual({
      category: "usage",
      message: "the columns of t.csv cannot be told to be the network's",
      place: "--data",
      note: `the network's inputs: a, b; its outputs: y; the columns: ${header.replaceAll(",", ", ")}`,
      hint: "name the columns by --inputs and --outputs, in the network's order",
    });
  });

  test("too few that are named", () => {
    expect(thrownDiagnostic(() => matched("a,b,y", { inputs: ["a"] }))).toEqual({
      category: "usage",
      message: "1 column for 2 inputs of the network",
      place: "--inputs",
      note: "the network's inputs: a, b",
      hint: "name one column for each, in this order",
    });
  });
});

test("a single sample and constant columns are judged like others, and text elsewhere does not matter", () => {
  const table = parseCsv("a,b,y,said\n1,1,-0,yes\n", "t.csv");
  const { samples, lines, inputs } = matchedDataset(table, matchColumns(table, NAMES, {}));
  expect([samples, lines, inputs[0]]).toEqual([
    { points: Float32Array.of(1, 1), values: Float64Array.of(0) }, Uint32Array.of(2), { name: "a", header: "a", number: 1, low: 1, high: 1 },
  ]);
});

test.each([
  ["temp [degC]", "degC"], ["temp (degC)", "degC"], [" wind speed (m/s) ", "m/s"], ["f(x) [ V ]", "V"],
  ["temp", undefined], ["[degC]", undefined], ["temp []", undefined], ["a (b) c", undefined],
])("the unit of '%s' is %s", (header, unit) => expect(unitOfHeader(header)).toBe(unit));
