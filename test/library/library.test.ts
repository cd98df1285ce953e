// nnc as a library: the same files as the command line writes, from the same settings, and what a build script needs to know.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { certify, check, DiagnosticError, emit, isFailure, EMITTED_NAMES, prove, quantize, read, train } from "../../src/library/index.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { nncWithin } from "../cli/nnc-within.ts";
import { file, node, tensor, value } from "../formats/onnx/models.ts";
import { BASE, archive } from "../formats/chainer/archives.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const nnc = join(root, "dist", "nnc.js");
const EXP = readFileSync(join(root, "examples", "article", "exp.onnx"));
const SAMPLES = ["temp,reading", ...Array.from({ length: 40 }, (_, i) => `${i / 4},${3 - i / 8}`)].join("\n");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-library-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function commandLine(...words: readonly string[]): Buffer {
  return execFileSync(process.execPath, [nnc, ...words], { cwd: folder, stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 24 });
}

/** What nnc emit writes to standard output. */
const emitted = async (...words: readonly string[]): Promise<string> => (await nncWithin(["emit", ...words], { cwd: folder })).stdout;

test("quantize gives the bytes that nnc quantize writes", async () => {
  const { bytes, loss, program } = await quantize(read(EXP), { samples: { name: "points.csv", contents: "x,y\n0,1\n0.5,1.6487\n1,2.7182\n" }, keepFloat: ["l3"] });
  writeFileSync(join(folder, "exp.onnx"), EXP);
  writeFileSync(join(folder, "points.csv"), "x,y\n0,1\n0.5,1.6487\n1,2.7182\n");
  await nncWithin("quantize exp.onnx --data points.csv --keep-float l3 -o exp-int8.onnx -q".split(" "), { cwd: folder });
  expect(Buffer.from(bytes)).toEqual(readFileSync(join(folder, "exp-int8.onnx")));
  expect([loss.samples, program.buffers.some(({ scalar }) => scalar === "i8")]).toEqual([3, true]);
});

describe("train", () => {
  test("gives the bytes that nnc train writes, of a function", async () => {
    const { bytes, error, failure, heldOut } = await train({ target: "sin(x)", domain: { x: [-1, 2] }, hidden: [4], seed: 5 });
    expect(Buffer.from(bytes)).toEqual(commandLine("train", "--target", "sin(x)", "--domain=-1:2", "--hidden", "4", "--seed", "5", "-o", "-"));
    expect({ failure, heldOut }).toEqual({ failure: undefined, heldOut: undefined });
    expect(error.maximum).toBeLessThan(0.2);
  });

  test("and of samples", async () => {
    writeFileSync(join(folder, "samples.csv"), SAMPLES);
    const { bytes, heldOut } = await train({ samples: { name: "samples.csv", contents: SAMPLES }, hidden: [], holdOut: 0.25, seed: 1 });
    expect(Buffer.from(bytes)).toEqual(commandLine("train", "--data", "samples.csv", "--hidden", "none", "--hold-out", "0.25", "--seed", "1", "-o", "-"));
    expect(heldOut?.maximum).toBeLessThan(1e-5);
  });

  test("says what happens, and whether the error was reached", async () => {
    const kinds: string[] = [];
    const { failure } = await train({ hidden: [2], maxError: 1e-9, seed: 4_294_967_290, observe: ({ kind }) => kinds.push(kind) });
    expect(kinds).toContain("progress");
    expect(isFailure(failure, "error-not-reached")).toBe(true);
  });

  test("refuses settings by their names", async () => {
    const refused: unknown = await train({ hidden: [0] }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DiagnosticError);
    expect(refused).toMatchObject({
      message: "the size of hidden layer 1 is 0",
      diagnostic: { category: "usage", place: { setting: "hidden" }, note: "it must be a whole number from 1 to 4096" },
    });
  });
});

describe("read and emit", () => {
  test("give a package the name, version and module that are said", async () => {
    const said = { package: "curves", packageVersion: "2.1.0", packageUrl: "https://example.com/curves", packageLicense: "MIT", module: "example.com/x/curves" };
    const files = await emit(read(EXP, { file: "exp.onnx" }), { language: "go", shape: "package", ...said });
    expect(files.get("go.mod")).toContain("module example.com/x/curves\n");
    expect(files.get("pseudo_exp.go")).toContain("\npackage curves\n");
    expect(files.get("nnc-package.json")).toContain("--package curves --package-version 2.1.0 --package-url https://example.com/curves --package-license MIT --module example.com/x/curves");
  });

  test.each(EMITTED_NAMES)("give what nnc emit writes: %s", async (language) => {
    writeFileSync(join(folder, "exp.onnx"), EXP);
    const files = await emit(read(EXP, { file: "exp.onnx" }), { language });
    expect([...files.values()]).toEqual([await emitted("exp.onnx", "--lang", language)]);
    expect([...files.keys()]).toEqual([`pseudo_exp.${language === "c89" ? "c" : language}`]);
  });

  test("leave the bytes alone", () => {
    const bytes = Uint8Array.from(EXP);
    read(bytes);
    expect(Buffer.from(bytes)).toEqual(EXP);
  });

  test("of a file of parameters only, with the activations it was trained with", async () => {
    const bytes = archive(BASE, 6);
    writeFileSync(join(folder, "my.npz"), bytes);
    const model = read(bytes, { file: "my.npz", activation: "relu", outputActivation: "identity" });
    const [source] = (await emit(model, { language: "c", name: "mine", optimize: "size" })).values();
    const said = ["--activation", "relu", "--output-activation", "identity", "--name", "mine", "--optimize", "size"];
    expect(source).toBe(await emitted("my.npz", "--lang", "c", ...said));
  });

  test("of data beside it, which are left alone, and of sizes that are given", async () => {
    const [seq, count] = [3, 2 ** 14 + 1];
    const data = Buffer.alloc(1 + 4 * count);
    for (let position = 0; position < count; position++) data.writeFloatLE(position, 1 + 4 * position);
    const before = Buffer.from(data);
    const externalData = [{ key: "location", value: "w.data" }, { key: "offset", value: "1" }];
    const bytes = file({
      node: [node("Mul", ["x", "w"], ["y"])],
      initializer: [{ name: "w", dims: [BigInt(count)], dataType: 1, dataLocation: 1, externalData }],
      input: [value("x", ["N", "seq", count])],
      output: [{ name: "y" }],
    });
    const options = { file: "m.onnx", dim: { seq }, siblings: { "w.data": data } };
    const [once, again] = [read(bytes, options), read(bytes, options)];
    expect(data).toEqual(before);
    expect(once.program).toEqual(again.program);
    expect(once.network.values.flatMap(({ shape }) => [shape])).toContainEqual([1, seq, count]);
    expect([...(await emit(once, { language: "ts" })).values()][0]).toContain("nnc emit m.onnx --dim seq=3 --lang ts --name m");
    expect(thrownDiagnostic(() => read(bytes, { file: "m.onnx", dim: { seq } }))).toEqual({
      category: "model",
      message: "the data of a parameter is kept in another file, which cannot be read",
      place: 'm.onnx: parameter "w"',
      note: '"w.data": the option siblings has no file of this name',
      hint: 'give its bytes: read(bytes, { siblings: { "w.data": … } })',
    });
  });

  test("copy what they read, Buffers too", () => {
    const count = 2 ** 14 + 1;
    const values = Array.from({ length: count }, (_, position) => position);
    const bytes = Buffer.from(file({ node: [node("Mul", ["x", "w"], ["y"])], initializer: [tensor("w", [count], values)], input: [value("x", ["N", count])], output: [{ name: "y" }] }));
    const before = Buffer.from(bytes);
    for (const offset of [0, 1, 2, 3]) {
      const moved = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
      read(moved);
      expect(moved.equals(before)).toBe(true);
    }
  });

  test("measure an error that the record has of another network", async () => {
    const text = EXP.toString("latin1").replace(/(nnc\.error\.parameters[^0-9a-f]+)[0-9a-f]{4}/, "$10000");
    const changed = Buffer.from(text, "latin1");
    expect(changed).not.toEqual(EXP);
    writeFileSync(join(folder, "changed.onnx"), changed);
    const [source] = (await emit(read(changed, { file: "changed.onnx" }), { language: "go" })).values();
    expect(source).toBe(await emitted("changed.onnx", "--lang", "go"));
  });

  test("refuse what is no model", () => {
    expect(() => read(Uint8Array.of(1, 2, 3), { file: "odd.bin" })).toThrow(DiagnosticError);
  });
});

describe("check", () => {
  test("tells the bits of each build and the error", async () => {
    const { passed, results, seen } = await check(read(EXP), { languages: ["ts"], maxError: 1e-2 });
    expect(passed).toBe(true);
    expect(results.map(({ toolchain, differing }) => [toolchain, differing])).toEqual([["node", 0]]);
    expect(seen?.maximum).toBeCloseTo(4.597e-3, 6);
  });

  test("does not pass where the error is larger", async () => {
    expect((await check(read(EXP), { languages: ["go"], target: "exp(x)", domain: { x: [0, 1] }, maxError: 1e-3 })).passed).toBe(false);
    const { passed: batchPassed, results: [{ evaluated, batch }] } = await check(read(EXP), { languages: ["ts"], batch: true, simd: true });
    expect([batchPassed, batch]).toEqual([true, { calls: evaluated, differing: 0, firstDifference: undefined, simd: true }]);
    const table = await check(read(EXP), { languages: ["go"], form: "table", maxError: 6e-3 });
    expect([table.passed, table.seen?.maximum]).toEqual([true, expect.closeTo(4.597e-3, 6)]);
  });

  test("an error is proved of the same form, and is hardly larger", async () => {
    const { seen } = await check(read(EXP), { languages: ["go"], form: "table", maxError: 6e-3 });
    const found = await certify(read(EXP), { form: "table", maxError: 6e-3 });
    if (found.kind === "not proved") throw new Error(found.reason);
    const [{ maxAbsError }] = found.outputs;
    expect(maxAbsError).toBeGreaterThanOrEqual(seen?.maximum ?? Infinity);
    expect(maxAbsError / (seen?.maximum ?? NaN)).toBeLessThan(1.001);
    expect(await certify(read(EXP), { target: "tan(5*x)" })).toEqual({ kind: "not proved", reason: "the target has no bounds in the domain that nnc can compute" });
  });

  test("properties are proved of it, and of its table", async () => {
    const findings = await prove(read(EXP), { properties: ["rising", "concave"] });
    expect(findings.map(({ property, output, input, verdict }) => [property, output, input, verdict.kind])).toEqual([
      ["rising", 0, 0, "proved"],
      ["concave", 0, undefined, "refuted"],
    ]);
    expect(await prove(read(EXP), { properties: ["rising"], form: "table" })).toEqual([
      { property: "rising", output: 0, input: 0, verdict: { kind: "proved", of: "emitted", figures: [] } },
    ]);
  });

  test("needs to know what the function should be", async () => {
    const unknown = read(archive(BASE, 6), { file: "my.npz", activation: "relu" });
    const refused: unknown = await check(unknown, { maxError: 1 }).catch((error: unknown) => error);
    expect(isFailure(refused, "target-to-check-missing")).toBe(true);
  });
});
