// A model file whose batch has a fixed size: its function computes one row, at once and in little memory.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { TrainingRecord } from "../../src/network/model.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { withRows } from "../../src/network/rows.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { denseNetwork, EXP_RECORD, ORIGIN } from "../fixtures.ts";
import { file } from "../formats/onnx/models.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder } from "./run-nnc.ts";

/** A folder with the network of these widths, written for a batch of `rows`. */
function folderWith(widths: readonly number[], rows: number, record?: TrainingRecord): string {
  const folder = newFolder();
  const network = withRows(denseNetwork(widths, 1), rows);
  if (network === undefined) throw new Error("dense networks have rows");
  writeFileSync(join(folder, "nnc-model.onnx"), writeModel({ network, record }, "1.2.3"));
  return folder;
}

const NOTE = "note: the model fixes a batch of 789444; the function computes one row\n";

test("emit writes the function of one row and says so, on stderr and in the header", async () => {
  const cwd = folderWith([10, 4, 1], 789_444);
  const { code, stdout, stderr } = await nncWithin(["emit", "--lang", "c"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: NOTE });
  expect(stdout).toMatch(/^ \* {3}network +10-4-1, leaky_relu\(0\.2\) after every layer\n \* {3}batch +the model fixes a batch of 789444; the function computes one row$/m);
  expect(stdout).toMatch(/^ \* {3}cost +44 multiply-adds, /m);
  expect(stdout).toMatch(/^float network\(const float x\[10\]\);$/m);
});

test("run takes a row, info tells of the batch, convert leaves it open", async () => {
  const cwd = folderWith([2, 3], 789_444);
  const [expected] = interpret(lower(runPasses(denseNetwork([2, 3], 1))), [Float32Array.of(0.5, 1)], 1);
  const { stdout, stderr } = await nncWithin(["run", "--at", "0.5,1", "--csv"], { cwd });
  expect(stderr).toBe(NOTE);
  expect(Float32Array.from(stdout.split("\r\n")[1].split(",").slice(2).map(Number))).toEqual(expected);
  expect((await nncWithin(["info"], { cwd })).stdout).toMatch(/^batch +the model fixes a batch of 789444; the function computes one row\ninputs +x 1 x 2$/m);
  expect((await nncWithin(["convert", "nnc-model.onnx", "open.onnx"], { cwd })).stderr).toMatch(new RegExp(`^${NOTE}wrote open\\.onnx `));
  expect((await nncWithin(["info", "open.onnx"], { cwd })).stdout).not.toMatch(/^batch/m);
});

test("what a training recorded stays with a model whose batch another tool has fixed", async () => {
  const { code, stdout } = await nncWithin(["emit", "--lang", "c"], { cwd: folderWith([1, 2, 1], 8, EXP_RECORD) });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ \* {3}domain +x in \[0, 1\]$/m);
  expect(stdout).toMatch(/^float pseudo_exp\(float x\);$/m);
});

test("a batch whose size was given is said to be that", async () => {
  const cwd = newFolder();
  writeFileSync(join(cwd, "m.onnx"), file());
  const line = "the size given is that of a batch of 3 independent rows, of which the function computes one";
  const { code, stdout, stderr } = await nncWithin(["emit", "m.onnx", "--lang", "c", "--dim", "N=3"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: `note: ${line}\n` });
  expect(stdout).toContain(` *   batch         ${line}\n`);
  expect((await nncWithin(["info", "m.onnx", "--dim", "N=3"], { cwd })).stdout).toContain(`\nbatch    ${line}\n`);
});

test("rows that depend on each other stay together", async () => {
  const folder = newFolder();
  const builder = new NetworkBuilder();
  const x = builder.input("x", [4, 4], ORIGIN);
  const network = builder.finish([builder.operation(matmul, [x, x], {}, "y", ORIGIN)]);
  writeFileSync(join(folder, "nnc-model.onnx"), writeModel({ network, record: undefined }, "1.2.3"));
  const { stdout, stderr } = await nncWithin(["emit", "--lang", "c"], { cwd: folder });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^void network\(const float x\[16\], float y\[16\]\);$/m);
  expect(stdout).not.toMatch(/^ \* {3}batch /m);
});
