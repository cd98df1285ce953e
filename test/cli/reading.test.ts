// How model files are read on the command line: with the files beside them, sizes that are given, and what is said of it.

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "#sha256";
import type { GraphParts, ModelParts, TensorParts } from "../formats/onnx/models.ts";
import { file, littleEndian, node, tensor, value } from "../formats/onnx/models.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, nnc } from "./run-nnc.ts";

function folderWith(name: string, graph: GraphParts = {}, model: ModelParts = {}): string {
  const folder = newFolder();
  writeFileSync(join(folder, name), file(graph, model));
  return folder;
}

const doubles = (...values: number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
const W = tensor("W", [3, 2], [1, 2, 3, 4, 5, 6]);

describe("what was converted", () => {
  const note = "note: 3 parameters of type double were rounded to float32; 2 of 3 changed, at worst by 2.98e-8 of its value\n";
  const graph: GraphParts = { initializer: [W, { name: "b", dims: [3n], dataType: 11, rawData: doubles(1, 1.1, 0.3) }] };
  const worst = Math.max(...[1.1, 0.3].map((value) => Math.abs((Math.fround(value) - value) / value)));

  test("is said on stderr, in the header and by info", async () => {
    const cwd = folderWith("model.onnx", graph);
    const emitted = await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd });
    expect(emitted.code).toBe(0);
    expect(emitted.stderr).toBe(note.replace("2.98e-8", worst.toExponential(2)));
    expect(emitted.stdout).toMatch(/^ \* {3}parameters +rounded from float64 in the model; 2 of 3 changed, at worst by \S+ of its value$/m);
    expect((await nncWithin(["info", "model.onnx"], { cwd })).stdout).toMatch(/^note +3 parameters of type double were rounded to float32; 2 of 3 changed, /m);
    const { notices } = JSON.parse((await nncWithin(["info", "model.onnx", "--json"], { cwd })).stdout) as { readonly notices: unknown };
    expect(notices).toEqual([{ kind: "narrowed", from: "double", parameters: 3, changed: 2, worst }]);
  });

  test("exactly is no part of the header", async () => {
    const half: TensorParts = { name: "b", dims: [3n], dataType: 10, rawData: new Uint8Array(Uint16Array.of(0x3c00, 0x4000, 0x4200).buffer) };
    const cwd = folderWith("model.onnx", { initializer: [{ ...W, dataType: 11, rawData: doubles(1, 2, 3, 4, 5, 6) }, half] });
    const { stdout, stderr } = await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd });
    expect(stderr).toBe("note: 6 parameters of type double became float32 exactly\nnote: 3 parameters of type float16 became float32 exactly\n");
    expect(stdout).not.toMatch(/^ \* {3}parameters /m);
  });

  test("inputs and outputs of types that are others in the function are named", async () => {
    const typed = (name: string, elemType: number) => ({ name, type: { tensorType: { elemType, shape: { dim: [{ dimValue: 3n }] } } } });
    const cwd = folderWith("model.onnx", { node: [node("Relu", ["x"], ["y"])], initializer: [], input: [typed("x", 11)], output: [typed("y", 11)] });
    const { code, stderr } = await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        "note: operations on double in the model are computed in float32\n" +
        'note: the input "x" is of type double in the model and float in the function\n' +
        'note: the output "y" is of type double in the model and float in the function\n',
    });
  });

  test("operations in other types than float32 are named, in the header and by info as well; casts and moved elements are not", async () => {
    const input = { name: "x", type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 3n }] } } } };
    const to = (name: string, elementType: number) => [{ name, type: 2, i: BigInt(elementType) }];
    const casts = [node("Cast", ["x"], ["h"], { attribute: to("to", 10) }), node("Reshape", ["h", "s"], ["r"]), node("Cast", ["r"], ["y"], { attribute: to("to", 1) })];
    const size = { name: "s", dims: [1n], dataType: 7, rawData: new Uint8Array(BigInt64Array.of(-1n).buffer) };
    const moved = folderWith("model.onnx", { node: casts, initializer: [size], input: [input], output: [{ name: "y" }] });
    expect((await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd: moved })).stderr).toBe("");
    const sums = [...casts.slice(0, 1), node("Add", ["h", "h"], ["d"]), node("Cast", ["d"], ["b"], { attribute: to("to", 16) }), node("Exp", ["b"], ["y"])];
    const cwd = folderWith("model.onnx", { node: sums, initializer: [], input: [input], output: [{ name: "y" }] });
    const line = "operations on float16 and bfloat16 in the model are computed in float32";
    const { stdout, stderr } = await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd });
    expect(stderr).toBe(`note: ${line}\n`);
    expect(stdout.split("\n").filter((text) => text.endsWith(line))).toEqual([` *                 ${line}`]);
    expect((await nncWithin(["info", "model.onnx"], { cwd })).stdout).toContain(`note     ${line}\n`);
    const { notices } = JSON.parse((await nncWithin(["info", "model.onnx", "--json"], { cwd })).stdout) as { readonly notices: unknown };
    expect(notices).toEqual([{ kind: "other-arithmetic", types: ["float16", "bfloat16"] }]);
  });

  test("an integer beyond 32 bits is refused", async () => {
    const large = { name: "c", dims: [3n], dataType: 7, rawData: new Uint8Array(BigInt64Array.of(1n, 2n, 2n ** 40n).buffer) };
    const ints = (name: string) => ({ name, type: { tensorType: { elemType: 7, shape: { dim: [{ dimValue: 3n }] } } } });
    const cwd = folderWith("model.onnx", { node: [node("Add", ["x", "c"], ["y"])], initializer: [large], input: [ints("x")], output: [ints("y")] });
    const { code, stderr } = await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr:
        "error: an element is 1099511627776, of type int64\n" +
        '  at model.onnx: parameter "c"\n' +
        "  note: nnc computes with integers of 32 bits: -2147483648 to 2147483647\n" +
        "  hint: export the model with smaller integers, or with float where they are no positions\n",
    });
  });

  test("newer versions than nnc knows are read, and said", async () => {
    const cwd = folderWith("model.onnx", {}, { irVersion: 99n, opsetImport: [{ domain: "", version: 88n }] });
    const { code, stderr } = await nncWithin(["emit", "model.onnx", "--lang", "c"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        "note: the model uses version 88 of the ONNX operators, of which nnc knows those up to 28: read as if nothing had changed\n" +
        "note: the file is of version 99 of ONNX's format, of which nnc knows those up to 14: read as if nothing had changed\n",
    });
  });
});

describe("inputs that are constants", () => {
  const graph: GraphParts = {
    node: [node("Mul", ["x", "gain"], ["y"])],
    initializer: [],
    input: [{ name: "x", type: { tensorType: { elemType: 1, shape: { dim: [{}, {}] } } } }, { name: "gain", type: { tensorType: { elemType: 1, shape: { dim: [] } } } }],
    output: [{ name: "y" }],
  };
  const words = ["--shape", "x=1,2", "--fix", "gain=0.5"];

  test("are none of the function, and stand in the command that writes it again", async () => {
    const cwd = folderWith("model.onnx", graph);
    const { code, stdout } = await nncWithin(["emit", "model.onnx", "--lang", "c", ...words], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("void model(const float x[2], float y[2]);");
    expect(stdout).toMatch(/^ \* {3}regenerate +nnc emit model\.onnx --shape x=1,2 --fix gain=0\.5 --lang c --name model$/m);
    expect((await nncWithin(["run", "model.onnx", ...words, "--at", "4,-1", "--csv"], { cwd })).stdout.split("\r\n")[1]).toBe("4,-1,2,-0.5");
    expect(JSON.parse((await nncWithin(["info", "model.onnx", ...words, "--json"], { cwd })).stdout)).toMatchObject({ shapes: { x: [1, 2] }, fixed: { gain: [0.5] } });
  });

  test.each([
    ["--shape", "x", "'x' gives no shape", "write INPUT=SIZES, for example --shape input=1,576"],
    ["--shape", "x=1,0", "'x=1,0' gives no shape", "write INPUT=SIZES, for example --shape input=1,576"],
    ["--fix", "gain=", "'gain=' gives no numbers", "write INPUT=NUMBER, for example --fix sr=16000"],
    ["--fix", "gain=1,two", "'gain=1,two' gives no numbers", "write INPUT=NUMBER, for example --fix sr=16000"],
  ])("are refused as %s %s", async (option, given, problem, hint) => {
    const stderr = `error: ${problem}\n  at ${option}\n  hint: ${hint}\n`;
    expect(await nncWithin(["info", "model.onnx", option, given], { cwd: newFolder() })).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("sizes that are given", () => {
  const graph: GraphParts = { node: [node("Relu", ["x"], ["y"])], initializer: [], input: [value("x", ["N", "seq", "features"])], output: [{ name: "y" }] };

  test("are those of the function, and stand in the command that writes it again", async () => {
    const cwd = folderWith("model.onnx", graph);
    for (const words of [["--dim", "seq=2,features=3"], ["--dim", "seq=2", "--dim", "features=3"]]) {
      const { code, stdout } = await nncWithin(["emit", "model.onnx", "--lang", "c", ...words], { cwd });
      expect(code).toBe(0);
      expect(stdout).toContain("const float x[6]");
      expect(stdout).toMatch(/^ \* {3}regenerate +nnc emit model\.onnx --dim seq=2,features=3 --lang c --name model$/m);
    }
    expect((await nncWithin(["info", "model.onnx", "--dim", "seq=2,features=3"], { cwd })).stdout).toMatch(/^format +ONNX read with --dim seq=2,features=3$/m);
    expect((await nncWithin(["run", "model.onnx", "--dim", "seq=1,features=2", "--at", "1,-1", "--csv"], { cwd })).stdout.split("\r\n")[1]).toBe("1,-1,1,0");
  });

  test.each([
    ["seq", "'seq' gives no size"],
    ["seq=2,=3", "'=3' gives no size"],
    ["seq=0", "'seq=0' gives no size"],
    ["seq=2.5", "'seq=2.5' gives no size"],
  ])("are refused as %s", async (given, problem) => {
    expect(await nncWithin(["info", "model.onnx", "--dim", given], { cwd: newFolder() })).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${problem}\n  at --dim\n  hint: write NAME=SIZE, for example --dim seq=16\n`,
    });
  });
});

describe("data beside the model", () => {
  const external: GraphParts = { initializer: [W, { name: "b", dims: [3n], dataType: 1, dataLocation: 1, externalData: [{ key: "location", value: "sub/b.data" }] }] };
  const refusal = (place: string, problem: string, hint: string): string =>
    `error: the data of a parameter is kept in another file, which cannot be read\n  at ${place}: parameter "b"\n  note: "sub/b.data": ${problem}\n  hint: ${hint}\n`;

  test("are read from the model's folder, whatever the folder of the command, and named in the header", async () => {
    const cwd = newFolder();
    mkdirSync(join(cwd, "models", "sub"), { recursive: true });
    writeFileSync(join(cwd, "models", "m.onnx"), file(external));
    const data = littleEndian([7, 8, 9]);
    writeFileSync(join(cwd, "models", "sub", "b.data"), data);
    const { code, stdout } = await nncWithin(["emit", "models/m.onnx", "--lang", "c"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^ \\* {17}with sub/b\\.data, sha256 ${sha256Hex(data)}$`, "m"));
    expect((await nncWithin(["run", "models/m.onnx", "--at", "0,0", "--csv"], { cwd })).stdout.split("\r\n")[1]).toBe("0,0,7,8,9");
    expect((await nncWithin(["info", "models/m.onnx"], { cwd })).stdout).toContain(`with     sub/b.data, 12 bytes, sha256 ${sha256Hex(data)}\n`);
  });

  test("that are missing are asked for", async () => {
    expect((await nncWithin(["info", "model.onnx"], { cwd: folderWith("model.onnx", external) })).stderr).toBe(
      refusal("model.onnx", "there is no such file or folder (ENOENT)", "put it beside the model, in the place that the model names"),
    );
  });

  test("that are a link to a place outside the folder are not read", async () => {
    const cwd = folderWith("model.onnx", external);
    const elsewhere = newFolder();
    writeFileSync(join(elsewhere, "b.data"), littleEndian([7, 8, 9]));
    symlinkSync(elsewhere, join(cwd, "sub"));
    expect((await nncWithin(["info", "model.onnx"], { cwd })).stderr).toBe(
      refusal("model.onnx", "it is a link that leads out of the model's folder", "copy the file itself beside the model"),
    );
  });

  test("that are a folder are not read", async () => {
    const cwd = folderWith("model.onnx", external);
    mkdirSync(join(cwd, "sub", "b.data"), { recursive: true });
    const inOneFile = "load the model with onnx.load and save it with onnx.save, which puts the data into the model";
    expect((await nncWithin(["info", "model.onnx"], { cwd })).stderr).toBe(refusal("model.onnx", "it is a folder", inOneFile));
  });

  test("of standard input there are none", () => {
    expect(nnc(["info", "-"], { cwd: newFolder(), input: file(external) }).stderr).toBe(
      refusal("standard input", "standard input has no folder that it could lie in", "give the model's file by its name, not on standard input"),
    );
  });
});
