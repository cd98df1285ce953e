// nnc check, run, plot and report with --data: how far a model is from the samples of a file.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { labels } from "../report/drawn.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, header: string, rows: readonly string[]): void => writeFileSync(join(cwd, name), `${header}\n${rows.join("\n")}\n`);
const rows = Array.from({ length: 20 }, (_, row) => `${row},${2 * row + 1}`);
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
const SAME = "note: d.csv is the file the network was trained on\n";

beforeAll(async () => {
  write("d.csv", "x,y [mV]", rows);
  write("other.csv", "p,q", ["1,3", "2,50"]);
  // The recipe has no hidden layer and reaches the line.
  expect(await run("train", "-q", "--data", "d.csv", "--hidden", "none", "--hold-out", "0.2", "--split-seed", "4", "-o", "m.onnx")).toEqual({ code: 0, stdout: "", stderr: "" });
});

interface Judged {
  readonly data: {
    readonly isTrainedOn: boolean;
    readonly samples: number;
    readonly heldOut: number | null;
    readonly outputs: readonly { readonly name: string; readonly unit: string | null; readonly error: { readonly maximum: number }; readonly heldOut: object | null }[];
  };
}

test("run gives every sample with its line and error, and what they come to", async () => {
  const { code, stdout, stderr } = await run("run", "m.onnx", "--data", "other.csv", "--csv");
  expect([code, stdout.split("\r\n").map((line) => line.split(",").slice(0, 2).join())]).toEqual([0, ["line,p", "2,1", "3,2", ""]]);
  const lines = stderr.split("\n");
  expect(lines.slice(0, 2)).toEqual([
    "note: columns are matched by their places: p is x, q is y_mV",
    "note: other.csv is not the file the network was trained on, d.csv: its bytes are others",
  ]);
  expect(lines.slice(2, 5).map((line) => line.replace(/ +/g, " "))).toEqual(["errors at the 2 samples of other.csv", "output largest on line RMS", expect.stringMatching(/^q 4\.50e\+1 3 3\.18e\+1$/)]);
  const judged = JSON.parse((await run("run", "m.onnx", "--data", "d.csv", "--json")).stdout) as Judged;
  expect(judged.data).toMatchObject({ isTrainedOn: true, samples: 20, heldOut: 4, outputs: [{ name: "y_mV", unit: "mV" }] });
});

test("run without columns for the outputs gives the values alone", async () => {
  write("in.csv", "x,said", ["1,one"]);
  const { code, stdout, stderr } = await run("run", "m.onnx", "--data", "in.csv", "--csv");
  expect([code, stdout.split("\r\n")[0], stderr]).toEqual([0, "line,x,y_mV", "note: in.csv is not the file the network was trained on, d.csv: its bytes are others\n"]);
});

test("check measures the error at the samples and fails where it is too large", async () => {
  const good = await run("check", "m.onnx", "--data", "d.csv", "--lang", "ts", "--max-error", "0.01", "--json");
  expect([good.code, good.stderr]).toEqual([0, SAME]);
  const { data } = JSON.parse(good.stdout) as Judged;
  expect(data.outputs[0].error.maximum).toBeLessThan(1e-4);
  expect(data.outputs[0].heldOut).not.toBeNull();
  const bad = await run("check", "m.onnx", "--data", "other.csv", "--lang", "ts", "--max-error", "0.01");
  expect([bad.code, bad.stderr]).toEqual([1, expect.stringMatching(/TypeScript by node: an error of 4\.50e\+1, more than 0\.01/)]);
  expect(bad.stdout).toContain("errors at the 2 samples of other.csv\n");
});

test("a plot shows the samples, those held out hollow, and what the network is off by", async () => {
  const fit = (await run("plot", "fit", "m.onnx", "--data", "d.csv")).stdout;
  expect(labels(fit)).toEqual(expect.arrayContaining(["y and its network", "y (mV)", "samples trained on", "samples held out"]));
  const [filled, hollow] = ["h0", "a3,3"].map((mark) => fit.split("\n").filter((line) => line.startsWith("<path") && line.includes(mark)));
  // One line of each is the legend's, the other the dots'.
  expect([filled.map((line) => line.split("h0").length - 1), hollow.map((line) => line.split("a3,3").length - 1)]).toEqual([[1, 16], [2, 8]]);
  const residuals = labels((await run("plot", "error", "m.onnx", "--data", "other.csv")).stdout);
  expect(residuals).toEqual(expect.arrayContaining(["residuals of the network of q", "network − sample", "largest error at 2 samples: 45 on line 3"]));
});

test("samples with missing cells are left out where that is asked for, and it is said", async () => {
  write("gaps.csv", "x,y [mV]", [...rows.slice(0, 6), "6,", "7,NaN", ...rows.slice(8)]);
  expect((await run("check", "m.onnx", "--data", "gaps.csv", "--lang", "ts")).stderr).toContain("at gaps.csv: line 8, column 2 (y [mV])\n  note: 2 cells are missing, in 'y [mV]'");
  const dropped = await run("check", "m.onnx", "--data", "gaps.csv", "--missing", "drop", "--lang", "ts");
  expect([dropped.code, dropped.stderr.split("\n")[0]]).toEqual([0, "note: 2 of 20 samples are left out: 2 cells are missing, in 'y [mV]'"]);
  expect(dropped.stdout).toContain("errors at the 18 samples of gaps.csv\n");
  expect((await run("train", "-q", "--data", "gaps.csv", "--missing", "drop", "--hidden", "none", "-o", "gaps.onnx")).code).toBe(0);
  expect((await run("info", "gaps.onnx")).stdout).toContain("nnc train --data gaps.csv --missing drop --hidden none");
});

test("a report says it and how to draw it", async () => {
  expect((await run("report", "m.onnx", "--data", "other.csv", "-o", "r.html")).code).toBe(0);
  const page = readFileSync(join(cwd, "r.html"), "utf8");
  for (const text of ["largest error of q", "not the file the network was trained on", "nnc check m.onnx --data other.csv", "nnc plot fit m.onnx --data other.csv -o fit.svg"]) {
    expect(page).toContain(text);
  }
});

test("a network that a line does better than is told so in each report on it", async () => {
  const { stderr } = await run("train", "--data", "d.csv", "--iterations", "1", "-o", "bad.onnx", "--report", "bad.html");
  const [, note = ""] = /^note: (a straight line is closer to the samples: RMS \S+, the network's \S+)$/m.exec(stderr) ?? [];
  expect(note).not.toBe("");
  const again = await run("report", "bad.onnx", "--data", "d.csv", "-o", "again.html");
  expect(again.stderr.split("\n").slice(0, 2)).toEqual([SAME.trimEnd(), `note: ${note}`]);
  for (const page of ["bad.html", "again.html"]) {
    expect(readFileSync(join(cwd, page), "utf8")).toContain(`<dt>note</dt><dd>${note}</dd>`);
  }
});

test.each([
  [["run", "m.onnx", "--data", "d.csv", "--at", "1"], "error: --data and --at exclude each other\n  hint: give one of them\n"],
  [["check", "m.onnx", "--data", "d.csv", "--target", "x"], "error: --data and --target exclude each other\n  hint: give one of them\n"],
  [["plot", "error", "m.onnx", "--data", "d.csv", "--at", "x=1"], "error: --data and --at exclude each other\n  hint: give one of them\n"],
  [["check", "m.onnx", "--inputs", "x"], "error: --inputs without --data says nothing\n  at --inputs\n  hint: give --data samples.csv\n"],
])("%j is refused", async (words, stderr) => expect(await run(...words)).toEqual({ code: 2, stdout: "", stderr }));
