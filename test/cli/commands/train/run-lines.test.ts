// What a training run says in lines: of its samples and of its search.

import { expect, test } from "vitest";
import { remarkLine, sourceLines } from "../../../../src/cli/commands/train/run-lines.ts";
import { DiagnosticError } from "../../../../src/diagnostics/diagnostic.ts";
import { beginRun } from "../../../../src/run/begin-run.ts";
import { parseCsv } from "../../../../src/train/data/csv.ts";

const commandOf = (): string => "";

test("samples are described by their columns, their number and what is notable", async () => {
  const text = `a,b,y\n${Array.from({ length: 2000 }, (_, x) => `${x % 100},${x % 9},${x}`).join("\n")}`;
  const samples = { table: parseCsv(text, "t.csv"), name: "t.csv", sha256: "" };
  expect(sourceLines(await beginRun({ settings: {}, samples, commandOf }))).toEqual([
    "y from a, b: 1,600 samples to train on, 400 held out",
    "note: 1100 samples have the inputs of an earlier one and other outputs, the first on line 902, after line 2; " +
      "the error cannot be less than 900",
  ]);
  const settings = { holdOut: 0, inputs: ["y"], outputs: ["b"] };
  expect(sourceLines(await beginRun({ settings, samples, commandOf }))).toEqual(["b from y: 2,000 samples to train on, none held out"]);
  expect(sourceLines(await beginRun({ settings: {}, commandOf }))).toEqual([]);
});

test("what a search finds out", () => {
  const { diagnostic } = new DiagnosticError({ id: "training-diverged", message: "the training diverged" });
  expect(remarkLine({ kind: "missed", seed: 7, worst: 0.5, wanted: 0.125 }, "largest error seen")).toBe("seed 7: largest error seen 5.00e-1, more than 1.25e-1");
  expect(remarkLine({ kind: "measured", hidden: [1, 2], worst: 0.25 }, "largest error seen")).toBe("hidden 1,2: largest error seen 2.50e-1");
  expect(remarkLine({ kind: "diverged", of: { seed: 3 }, diagnostic }, "largest error seen")).toBe("seed 3: the training diverged");
  expect(remarkLine({ kind: "diverged", of: { hidden: [] }, diagnostic }, "largest error seen")).toBe("hidden none: the training diverged");
});

test("all sizes that were tried, by their parameters", () => {
  const smallest = { hidden: [4, 8], parameters: 57, error: 0.0625 };
  const tried = [{ hidden: [8, 16], parameters: 177, error: 0.01 }, smallest, { hidden: [1], parameters: 4, error: 1 }];
  expect(remarkLine({ kind: "sizes", tried, smallest }, "largest error seen").split("\n")).toEqual([
    "hidden  parameters  largest error seen",
    "1       4           1.00e+0",
    "4,8     57          6.25e-2             taken",
    "8,16    177         1.00e-2",
  ]);
});
