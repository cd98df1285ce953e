// What is said of the errors of a model that was changed after its training: they are measured anew, or called not measured.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readModel } from "../../src/formats/index.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-changed-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** The file with another last bias, as a tool that knows nothing of nnc's record leaves it. */
function withOtherBias(name: string, addend: number): void {
  const bytes = readFileSync(join(cwd, `${name}.onnx`));
  const { network } = readModel(bytes, name);
  const bias = network.values.findLast((value) => value.kind === "parameter");
  if (bias?.kind !== "parameter" || bias.data.length !== 1) throw new Error("the last parameter is the bias of one output");
  const [value] = bias.data;
  const written = Buffer.alloc(4);
  written.writeFloatLE(value);
  const place = bytes.indexOf(written);
  expect(bytes.indexOf(written, place + 1)).toBe(-1);
  bytes.writeFloatLE(value + addend, place);
  writeFileSync(join(cwd, `${name}-changed.onnx`), bytes);
}

beforeAll(async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row},${(row * 7) % 5},${row * 3 - ((row * 7) % 5)}`);
  writeFileSync(join(cwd, "table.csv"), ["a,b,y", ...rows].join("\n"));
  expect(await nncWithin(["train", "--iterations", "200", "-q", "-o", "function.onnx"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await nncWithin(["train", "--data", "table.csv", "--hidden", "4", "--iterations", "50", "-q", "-o", "data.onnx"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  for (const name of ["function", "data"]) withOtherBias(name, 100);
});

describe("trained on a function", () => {
  test("has errors of its own in the header, the description and the report", async () => {
    const before = (await nncWithin(["emit", "function.onnx", "--lang", "c"], { cwd })).stdout;
    expect(before).not.toContain("measured anew");
    const { code, stdout, stderr } = await nncWithin(["emit", "function-changed.onnx", "--lang", "c"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [, said = ""] = /^ \* {3}measured {6}(\S+) at x = \S+, root mean square \S+;$/m.exec(stdout) ?? [];
    expect(Number(said)).toBeCloseTo(100, 0);
    expect(stdout).toContain(" *                 measured anew: the network was changed after the training\n");
    const { stdout: information } = await nncWithin(["info", "function-changed.onnx"], { cwd });
    expect(information).toMatch(/^error +largest error seen in [\d,]+ inputs: (?:9\.9\d|1\.00)e\+[12] at x = \S+; RMS \S+\n +measured anew: the network was changed after the training$/m);
    expect((await nncWithin(["report", "function-changed.onnx", "-o", "-"], { cwd })).stdout).toContain("measured anew: the network was changed after the training");
  });

  test("fails a check that the file's own record would pass", async () => {
    const { training } = JSON.parse((await nncWithin(["info", "function.onnx", "--json"], { cwd })).stdout) as { readonly training: { readonly error: { readonly maximum: number } } };
    const check = async (file: string) => (await nncWithin(["check", file, "--lang", "ts", "--max-error", String(2 * training.error.maximum)], { cwd })).code;
    expect([await check("function.onnx"), await check("function-changed.onnx")]).toEqual([0, 1]);
  });
});

describe("trained on data, which the model does not hold", () => {
  test("has errors that are not known", async () => {
    const { stdout } = await nncWithin(["emit", "data-changed.onnx", "--lang", "go"], { cwd });
    expect(stdout).toMatch(/^\/\/\tmeasured {6}not measured: the network was changed after the training$/m);
    expect(stdout).toMatch(/^\/\/\theld out {6}not measured: the network was changed after the training$/m);
    expect((await nncWithin(["info", "data-changed.onnx"], { cwd })).stdout).toMatch(/^error +not measured: the network was changed after the training$/m);
    expect((await nncWithin(["emit", "data.onnx", "--lang", "go"], { cwd })).stdout).not.toContain("not measured");
  });
});
