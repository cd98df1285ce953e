// What a first hour with nnc meets: files that are not where they are said to be, trainings that come to little, models that are replaced.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readModel, writeModel } from "../../src/formats/index.ts";
import { denseNetwork } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder } from "./run-nnc.ts";

const two = writeModel({ network: denseNetwork([2, 1], 1), record: undefined }, "0");

/** What nnc says on stderr where it fails. */
async function refusal(line: readonly string[], cwd: string): Promise<string> {
  const { code, stderr } = await nncWithin(line, { cwd });
  expect(code).not.toBe(0);
  return stderr;
}

describe("a file that is not there", () => {
  const missing = (path: string, hint: string): string => `error: cannot read ${path}\n  note: there is no such file or folder (ENOENT)\n  hint: ${hint}\n`;

  test("has a near name, or lies below; without a name, there are models to name", async () => {
    const cwd = newFolder();
    mkdirSync(join(cwd, "models"));
    for (const name of ["sine.onnx", "sine.c", "plain.c", "models/other.onnx", "rows.csv", "rows.onnx"]) writeFileSync(join(cwd, name), two);
    expect(await refusal(["info", "sin.onnx"], cwd)).toBe(missing("sin.onnx", "did you mean 'sine.onnx'?"));
    expect(await refusal(["info", "sine.onx"], cwd)).toBe(missing("sine.onx", "did you mean 'sine.onnx'?"));
    expect(await refusal(["info", "sine"], cwd)).toBe(missing("sine", "did you mean 'sine.onnx'?"));
    expect(await refusal(["info", "other.onnx"], cwd)).toBe(missing("other.onnx", "did you mean 'models/other.onnx'?"));
    expect(await refusal(["train", "--data", "row.csv"], cwd)).toBe(missing("row.csv", "did you mean 'rows.csv'?"));
    expect(await refusal(["info", "plain.onnx"], cwd)).toBe("error: cannot read plain.onnx\n  note: there is no such file or folder (ENOENT)\n");
    expect(await refusal(["info"], cwd)).toBe(missing("nnc-model.onnx", "nnc train makes one, or name a model that is here: rows.onnx, sine.onnx"));
    expect(await refusal(["info", "models"], cwd)).toBe("error: cannot read models\n  note: it is a folder\n  hint: did you mean 'models/other.onnx'?\n");
  });

  test("but a folder that TensorFlow saved", async () => {
    const cwd = newFolder();
    mkdirSync(join(cwd, "net"));
    writeFileSync(join(cwd, "net", "saved_model.pb"), "");
    const hint = "convert it with tf2onnx: python -m tf2onnx.convert --saved-model net --output model.onnx";
    expect(await refusal(["info", "net"], cwd)).toBe(`error: cannot read net\n  note: it is a folder\n  hint: ${hint}\n`);
  });
});

test("a check of two inputs asks for their domains", async () => {
  const cwd = newFolder();
  writeFileSync(join(cwd, "two.onnx"), two);
  const domains = "--domain x=0:1 --domain y=0:1";
  expect(await refusal(["check", "two.onnx", "--max-error", "1"], cwd)).toBe(
    "error: there is no target to measure the error against\n  at --max-error\n  note: the model does not record which function it approximates\n" +
      `  hint: give --target and --domain, for example --target 'x*y' ${domains}\n`,
  );
  expect(await refusal(["check", "two.onnx", "--target", "x*y"], cwd)).toBe(
    `error: the target has the unknown name 'y'\n  at --target\n  note: its variables are x\n  hint: give a domain for each variable: ${domains}\n`,
  );
  expect(await refusal(["check", "two.onnx", "--target", "x", "--lang", "ts"], cwd)).toBe(
    "error: the target does not fit the network\n  note: the network has 2 input and 1 output elements, the target 1 variables and 1 expressions\n" +
      `  hint: give one --domain NAME=LO:HI per input and one --target per output, such as ${domains}\n`,
  );
});

describe("nnc train", () => {
  test("says how a target was read, what a setting means, that a constant is closer and which model it replaces", async () => {
    const cwd = newFolder();
    const words = ["train", "--target", "lambda t: np.log(t)**2", "--domain", "1..2", "--iterations", "1", "--hidden", "2"];
    const { code, stderr } = await nncWithin(words, { cwd });
    expect(code).toBe(0);
    expect(stderr.replace(/trained in .*\n|at x = .*\n|largest error .*\n/g, "").replace(/network's \S+;/, "network's …;")).toBe(
      "note: the target is read as log(x)^2\n" +
        "note: the constant 0.1883 is closer: RMS 1.48e-1, the network's …; more iterations, another seed or another learning rate may help\n" +
        "note: --iterations means --recipe article, which follows the gradient alone; --recipe best, which is usual without it, gets closer\n" +
        "wrote nnc-model.onnx (844 bytes)\n",
    );
    const { record } = readModel(readFileSync(join(cwd, "nnc-model.onnx")), "m");
    expect(record).toMatchObject({ targets: ["log(x)^2"], command: "nnc train --target 'log(x)^2' --domain 1:2 --recipe article --hidden 2 --iterations 1 --seed 3" });
    expect((await nncWithin(words, { cwd })).stderr).toMatch(/^wrote nnc-model\.onnx \([\d,]+ bytes\)$/m);
    const other = await nncWithin(["train", "--target", "log(x)", "--domain", "1:2"], { cwd });
    expect(other.stderr).toMatch(/^note: log is the natural logarithm, log10 that of base 10\n/);
    expect(other.stderr.split("\n").at(-2)).toMatch(/^wrote nnc-model\.onnx \([\d,]+ bytes\), in place of the model of nnc train --target 'log\(x\)\^2' --domain 1:2 --recipe article --hidden 2 --iterations 1 --seed 3$/);
    expect(other.stderr).not.toContain("closer");
  });
});
