// A user of Chainer: emits, checks, looks at and converts files of parameters, and gets them back.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { chainer } from "../../src/formats/chainer/index.ts";
import { readModel, writeModel, writeModelAs } from "../../src/formats/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { denseNetwork, EXP_RECORD, ORIGIN } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, shell } from "./run-nnc.ts";

const LEAKY = ["--activation", "leaky_relu:0.2"];
const READ_BACK = "note: it holds parameters only; nnc reads it with --activation leaky_relu:0.2\n";
const RECORD_LOST = "note: it has no place for the training record: target, domain, error, command\n";

/** A folder with a model as numpy writes it for Chainer, my.model, and one of nnc's, exp.onnx. */
function folderWithModels(): string {
  const folder = newFolder();
  const script = [
    "import numpy as np",
    "r = np.random.RandomState(1)",
    "a = {f'l{n}/{k}': r.randn(*s).astype('f') for n, (i, o) in enumerate([(1, 16), (16, 32), (32, 1)], 1) for k, s in [('W', (o, i)), ('b', (o,))]}",
    "np.savez_compressed(open('my.model', 'wb'), **a)",
  ].join("\n");
  execFileSync("/usr/bin/python3", ["-c", script], { cwd: folder });
  writeFileSync(join(folder, "exp.onnx"), writeModel({ network: denseNetwork([1, 16, 32, 1], 3), record: EXP_RECORD }, "1.2.3"));
  return folder;
}

const keys = z.array(z.tuple([z.string(), z.array(z.number()), z.string()]));

/** Keys, shapes and bytes of the arrays that numpy.load finds. */
function arraysOf(file: string, folder: string): z.infer<typeof keys> {
  const script = "import json, sys, numpy as np; f = np.load(sys.argv[1]); print(json.dumps([[k, f[k].shape, f[k].tobytes().hex()] for k in f.files]))";
  return keys.parse(JSON.parse(execFileSync("/usr/bin/python3", ["-c", script, file], { cwd: folder, encoding: "utf8" })));
}

describe("a file of Chainer's", () => {
  test("is emitted as it is, and the header says how to do it again", async () => {
    const folder = folderWithModels();
    const words = ["emit", "my.model", ...LEAKY, "--lang", "c", "--name", "pseudo_exp"];
    const { code, stdout, stderr } = await nncWithin(words, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^ \* {3}model {9}sha256 [0-9a-f]{64}\n \* {17}a Chainer \.npz file: it holds parameters, the activations were given$/m);
    expect(stdout).toContain("network       1-16-32-1, leaky_relu(0.2) after every layer\n");
    const [, command = ""] = /regenerate {4}(.*)/.exec(stdout) ?? [];
    expect(command).toBe("nnc emit my.model --activation leaky_relu:0.2 --lang c --name pseudo_exp");
    expect(shell(command, folder).stdout).toBe(stdout);
    const linear = (await nncWithin([...words, "--output-activation", "identity"], { cwd: folder })).stdout;
    expect(linear).toContain("regenerate    nnc emit my.model --activation leaky_relu:0.2 --output-activation identity --lang c --name pseudo_exp\n");
    expect(linear).toContain("leaky_relu(0.2) after every layer but the last\n");
  });

  test("is checked against a target that is named", async () => {
    const folder = folderWithModels();
    const { code, stdout } = await nncWithin(["check", "my.model", ...LEAKY, "--lang", "ts", "--target", "exp(x)", "--domain", "0:1", "--max-error", "1e9"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^passed: one compiler gives the interpreter's bits, and no error seen is more than 1000000000$/m);
  });

  test("is shown, as text and as JSON", async () => {
    const folder = folderWithModels();
    const { stdout } = await nncWithin(["info", "my.model", ...LEAKY], { cwd: folder });
    expect(stdout).toContain("format   Chainer .npz read with --activation leaky_relu:0.2\n");
    expect(JSON.parse((await nncWithin(["info", "my.model", ...LEAKY, "--json"], { cwd: folder })).stdout)).toMatchObject({ model: { file: "my.model", format: "chainer" }, training: null });
    expect((await nncWithin(["info", "exp.onnx"], { cwd: folder })).stdout).toMatch(/^format +ONNX$/m);
  });

  test("needs an activation; a file that has its own must not be given one", async () => {
    const folder = folderWithModels();
    expect(await nncWithin(["emit", "my.model", "--lang", "c"], { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: my.model holds parameters only, not which activation follows its layers\n  at --activation\n" +
        '  note: its format is Chainer .npz\n        layer "l1": 1 to 16\n        layer "l2": 16 to 32\n        layer "l3": 32 to 1\n' +
        "  hint: write the activation it was trained with, such as --activation leaky_relu:0.2, and --output-activation identity where none follows the last layer\n",
    });
    for (const command of [["info"], ["check"], ["emit", "--lang", "c"]]) {
      expect(await nncWithin([...command, "exp.onnx", ...LEAKY], { cwd: folder })).toEqual({
        code: 2,
        stdout: "",
        stderr:
          "error: exp.onnx has activations of its own\n  at --activation\n  note: its format, ONNX, says what follows each layer\n" +
          "  hint: leave --activation and --output-activation out\n",
      });
    }
  });
});

describe("convert", () => {
  test("Chainer's to ONNX and back: the same parameters to numpy", async () => {
    const folder = folderWithModels();
    const there = await nncWithin(["convert", "my.model", "model.onnx", ...LEAKY], { cwd: folder });
    const { length } = readFileSync(join(folder, "model.onnx"));
    expect(there).toEqual({ code: 0, stdout: "", stderr: `wrote model.onnx (ONNX, ${length.toLocaleString("en")} bytes)\n` });
    const back = await nncWithin(["convert", "model.onnx", "back.model", "--format", "chainer"], { cwd: folder });
    expect(back).toEqual({ code: 0, stdout: "", stderr: `wrote back.model (Chainer .npz, 3,862 bytes)\n${READ_BACK}` });
    expect(arraysOf("back.model", folder)).toEqual(arraysOf("my.model", folder));
    const emitted = async (...words: readonly string[]) => (await nncWithin(["emit", ...words, "--lang", "go", "--name", "same"], { cwd: folder })).stdout.replace(/^ *\/\/.*\n/gm, "");
    expect(await emitted("my.model", ...LEAKY)).toBe(await emitted("model.onnx"));
  });

  test("says what is lost of a model of nnc's, and keeps it from ONNX to ONNX", async () => {
    const folder = folderWithModels();
    const { stderr } = await nncWithin(["convert", "exp.onnx", "my.npz"], { cwd: folder });
    expect(stderr).toBe(`wrote my.npz (Chainer .npz, 3,862 bytes)\n${READ_BACK}${RECORD_LOST}`);
    expect(await nncWithin(["convert", "exp.onnx", "my.npz", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await nncWithin(["convert", "exp.onnx", "other.onnx", "-q"], { cwd: folder })).code).toBe(0);
    expect(readModel(readFileSync(join(folder, "other.onnx")), "other.onnx").record).toEqual(EXP_RECORD);
  });

  test("through pipes, with the same bytes every time", () => {
    const folder = folderWithModels();
    const line = "nnc convert exp.onnx - --format chainer -q | nnc convert - - --format onnx --activation leaky_relu:0.2 | nnc convert - b.npz -q && nnc convert exp.onnx a.npz -q && cmp a.npz b.npz";
    expect(shell(line, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(shell("TZ=Pacific/Auckland nnc convert exp.onnx - --format chainer -q | cmp - a.npz", folder)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("overwrites models of nnc's own in either format, and nothing else", async () => {
    const folder = folderWithModels();
    const refused = { code: 2, stdout: "", stderr: "error: will not overwrite my.model\n  note: it is not a file of parameters alone that nnc wrote\n  hint: choose another name, or --force to overwrite it all the same\n" };
    const before = readFileSync(join(folder, "my.model"));
    expect(await nncWithin(["convert", "exp.onnx", "my.model", "--format", "chainer"], { cwd: folder })).toEqual(refused);
    expect(readFileSync(join(folder, "my.model")).equals(before)).toBe(true);
    expect((await nncWithin(["convert", "exp.onnx", "my.model", "--format", "chainer", "--force"], { cwd: folder })).code).toBe(0);
    const over = async (format: string): Promise<number | null> => (await nncWithin(["convert", "exp.onnx", "my.model", "--format", format], { cwd: folder })).code;
    expect(await over("chainer")).toBe(0);
    expect(arraysOf("my.model", folder)).toHaveLength(6);
    expect([await over("onnx"), await over("onnx")]).toEqual([0, 0]);
  });

  test("takes no whole model's place, whose operations and record it would lose: not even its own", async () => {
    const folder = folderWithModels();
    const before = readFileSync(join(folder, "exp.onnx"));
    const words = ["convert", "exp.onnx", "exp.onnx", "--format", "chainer"];
    expect(await nncWithin(words, { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: will not overwrite exp.onnx\n  note: it is not a file of parameters alone that nnc wrote\n" +
        "  hint: choose another name, or --force to overwrite it all the same\n",
    });
    expect(readFileSync(join(folder, "exp.onnx")).equals(before)).toBe(true);
    expect((await nncWithin([...words, "--force"], { cwd: folder })).code).toBe(0);
  });

  test("notes activations that differ, and refuses what has no place", async () => {
    const folder = newFolder();
    const builder = new NetworkBuilder();
    let value = builder.input("x", [1, 1], ORIGIN);
    for (const op of [relu, leakyRelu, relu]) {
      const weights = builder.parameter("W", [1, 1], Float32Array.of(2), ORIGIN);
      value = builder.operation(op, [builder.operation(gemm, [value, weights], {}, "l", ORIGIN)], {}, "h", ORIGIN);
    }
    writeFileSync(join(folder, "mixed.onnx"), writeModel({ network: builder.finish([value]), record: undefined }, "0"));
    expect((await nncWithin(["convert", "mixed.onnx", "mixed.npz"], { cwd: folder })).stderr).toMatch(
      /^wrote mixed\.npz .*\nnote: it holds parameters only, and nnc cannot read it back: its layers are followed by relu, leaky_relu:0\.01, relu in turn\n$/,
    );
    const twice = builder.operation(relu, [value], {}, "again", ORIGIN);
    writeFileSync(join(folder, "twice.onnx"), writeModel({ network: builder.finish([twice]), record: undefined }, "0"));
    expect(await nncWithin(["convert", "twice.onnx", "twice.npz"], { cwd: folder })).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'error: a Chainer .npz file has no place for relu\n  at twice.onnx: node "again" (Relu)\n' +
        "  note: it holds the parameters of dense layers that follow one another, each with at most one activation\n  hint: write another format: --format onnx\n",
    });
    expect(shell("ls twice.npz", folder).code).toBe(2);
  });

  test("a network with another activation after its last layer is read back with an output activation", async () => {
    const folder = newFolder();
    const parameters = await writeModelAs(chainer, { network: denseNetwork([1, 2, 1], 2), record: undefined }, "0");
    const activations = { activation: { op: relu, attributes: {} }, outputActivation: { op: leakyRelu, attributes: { slope: 0.5 } } };
    const model = readModel(parameters, "my.model", activations);
    writeFileSync(join(folder, "a.onnx"), writeModel(model, "0"));
    expect((await nncWithin(["convert", "a.onnx", "a.npz"], { cwd: folder })).stderr).toContain("nnc reads it with --activation relu --output-activation leaky_relu:0.5\n");
    expect(shell("nnc convert a.npz b.onnx -q --activation relu --output-activation leaky_relu:0.5 && nnc info b.onnx | grep network", folder).stdout).toBe(
      "network  1-2-1, relu, leaky_relu(0.5)\n",
    );
  });
});
