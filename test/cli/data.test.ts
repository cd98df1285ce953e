// Data files as the command line reads them: from files, pipes and devices, and the options about them.

import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkDataOptions, describeDataset, readColumnNames, readDataFile, readShare } from "../../src/cli/files/samples-file.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { newFolder } from "./run-nnc.ts";

async function refusalOf(path: string): Promise<Diagnostic | undefined> {
  try {
    await readDataFile(path);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
  return undefined;
}

describe("data files", () => {
  test("give a table, a name without a path and a hash", async () => {
    const path = join(newFolder(), "Mess°1.csv");
    const text = "\ufeffx,y\r\n1,2\r\n3,4\r\n";
    writeFileSync(path, text);
    const { table, name, sha256 } = await readDataFile(path);
    expect(name).toBe("Mess_1.csv");
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
    expect(table.file).toBe(path);
    expect(table.columns.map(({ values }) => [...values])).toEqual([[1, 3], [2, 4]]);
  });

  test("larger than a stream's chunks are read whole", async () => {
    const path = join(newFolder(), "long.csv");
    writeFileSync(path, `x,y\n${Array.from({ length: 40_000 }, (_, x) => `${x},${x / 8}`).join("\n")}`);
    const { table } = await readDataFile(path);
    expect(table.lines).toHaveLength(40_000);
    expect(table.columns[1].values[39_999]).toBe(39_999 / 8);
  });

  test("that are not there, folders and endless devices are refused", async () => {
    const folder = newFolder();
    const missing = join(folder, "none.csv");
    expect(await refusalOf(missing)).toEqual({
      category: "file",
      message: `cannot read ${missing}`,
      note: "there is no such file or folder (ENOENT)",
      hint: "check the name of the file, and the folder you are in",
    });
    mkdirSync(join(folder, "data"));
    expect(await refusalOf(join(folder, "data"))).toEqual({ category: "file", message: `cannot read ${join(folder, "data")}`, note: "it is a folder" });
    expect(await refusalOf("/dev/zero")).toEqual({
      category: "file",
      message: "cannot read /dev/zero",
      note: "it is larger than 64 MiB",
      hint: "train on a part of its lines",
    });
  });

  test("too large are refused unread", async () => {
    const path = join(newFolder(), "huge.csv");
    writeFileSync(path, "x,y\n");
    truncateSync(path, 2 ** 40);
    expect(await refusalOf(path)).toEqual({ category: "file", message: `cannot read ${path}`, note: "it is larger than 64 MiB", hint: "train on a part of its lines" });
  });

  test("that hold no table are named in the refusal", async () => {
    const path = join(newFolder(), "empty.csv");
    writeFileSync(path, "");
    expect(await refusalOf(path)).toEqual({
      category: "model",
      place: path,
      message: "the file is empty",
      hint: "it needs a line of names, such as x,y, and a line for each sample",
    });
  });
});

describe("options about data", () => {
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

  const none = { data: undefined, inputs: undefined, outputs: undefined, holdOut: undefined, targets: 0, domains: 0 };

  test.each([
    ["inputs alone", { inputs: ["a"] }, "--inputs", "--inputs without --data says nothing", "give --data samples.csv"],
    ["outputs alone", { outputs: ["a"] }, "--outputs", "--outputs without --data says nothing", "give --data samples.csv"],
    ["a hold-out of 0 alone", { holdOut: 0 }, "--hold-out", "--hold-out without --data says nothing", "give --data samples.csv"],
    ["data and a target", { data: "t.csv", targets: 1 }, "--target", "there are both data and a target", "give either --data or --target"],
    ["data and a domain", { data: "t.csv", domains: 1 }, "--domain", "data have no domain", "leave --domain out: the samples say where the function is used"],
  ])("%s", (_, given, place, message, hint) => {
    expect(thrownDiagnostic(() => checkDataOptions({ ...none, ...given }))).toEqual({ category: "usage", message, place, hint });
  });

  test("that fit together pass", () => {
    expect(thrownDiagnostic(() => checkDataOptions({ ...none, targets: 2, domains: 1 }))).toBeUndefined();
    expect(thrownDiagnostic(() => checkDataOptions({ ...none, data: "t.csv", inputs: ["a"], outputs: ["y"], holdOut: 0.1 }))).toBeUndefined();
  });
});

test("a dataset is described by its columns, its samples and its notes", async () => {
  const path = join(newFolder(), "t.csv");
  writeFileSync(path, `a,b,y\n${Array.from({ length: 2000 }, (_, x) => `${x % 100},${x % 9},${x}`).join("\n")}`);
  const { table } = await readDataFile(path);
  expect(describeDataset(prepareDataset(table, { holdOut: 0.2, seed: 1 }))).toEqual([
    "y from a, b: 1,600 samples to train on, 400 held out",
    "note: 1100 samples have the inputs of an earlier one and other outputs, the first on line 902, after line 2; the error cannot be less than 900",
  ]);
  expect(describeDataset(prepareDataset(table, { holdOut: 0, seed: 1, inputs: ["y"], outputs: ["b"] }))).toEqual([
    "b from y: 2,000 samples to train on, none held out",
  ]);
});
