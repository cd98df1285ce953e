// nnc train as it comes, without a word about how: how exact it gets, the search for an error and for the smallest layers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readModel } from "../../src/formats/index.ts";
import { describeArchitecture } from "../../src/network/describe.ts";
import type { TrainingRecord } from "../../src/network/model.ts";
import { runPasses } from "../../src/passes/index.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, shell } from "./run-nnc.ts";

function recordIn(folder: string, file = "nnc-model.onnx"): TrainingRecord {
  const { record } = readModel(readFileSync(join(folder, file)), file);
  if (record === undefined) throw new Error("the model has no record");
  return record;
}

describe("without options", () => {
  test("e^x is within 2e-6 everywhere, as printed, as recorded and as compiled, by the command that is recorded", async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await nncWithin(["train"], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^trained in \d+\.\d s$/);
    const [, printed] = /^largest error seen in [\d,]+ inputs: (\d\.\d\de-\d) at x = \S+; RMS \d\.\d\de-\d$/.exec(lines[1]) ?? [];
    expect(Number(printed)).toBeLessThanOrEqual(2e-6);
    expect(lines[2]).toBe("at x = 0.2 it gives 1.2214; exp(x) is 1.2214");
    expect(lines[3]).toMatch(/^wrote nnc-model\.onnx \([\d,]+ bytes\)$/);
    const { error, iterations, batch, recipe, seed, command } = recordIn(folder);
    expect({ iterations, batch, recipe, seed, command }).toEqual({
      iterations: undefined,
      batch: undefined,
      recipe: "best",
      seed: 3,
      command: "nnc train --seed 3",
    });
    expect(error?.maximum.toExponential(2)).toBe(printed);
    expect(await nncWithin(["check", "--lang", "ts", "--max-error", "2e-6"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
    expect((await nncWithin(["info"], { cwd: folder })).stdout).toMatch(/^training +recipe best, seed 3$/m);
    // An error to reach that is reached at once changes nothing, not even the recorded command.
    const again = "nnc train --seed 3 --max-error 2e-6 -q -o again.onnx && cmp nnc-model.onnx again.onnx";
    expect(shell(again, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("the output has no activation where the target is negative somewhere, or where that is asked for", async () => {
    const folder = newFolder();
    const network = async (words: readonly string[]): Promise<string> => {
      expect(await nncWithin(["train", "--hidden", "4", "-q", ...words], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
      return describeArchitecture(runPasses(readModel(readFileSync(join(folder, "nnc-model.onnx")), "m").network));
    };
    // Three of the four neurons are dead.
    expect(await network(["--target", "x - 0.5"])).toBe("1-1-1, leaky_relu(0.2) after every layer but the last");
    expect(await network([])).toBe("1-4-1, leaky_relu(0.2) after every layer");
    expect(await network(["--output-activation", "identity"])).toBe("1-4-1, leaky_relu(0.2) after every layer but the last");
    expect(recordIn(folder).command).toBe("nnc train --hidden 4 --output-activation identity --seed 3");
  });
});

describe("until an error is reached", () => {
  test("it fails where it is not, and writes the best network all the same", async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await nncWithin(["train", "--max-error", "1e-7", "-q"], { cwd: folder });
    const { error } = recordIn(folder);
    expect(error?.maximum).toBeLessThanOrEqual(2e-6);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      `error: the largest error seen is ${error?.maximum.toExponential(2) ?? ""}, more than 1e-7\n  at --max-error\n` +
        "  note: the best network has hidden layers 16,32\n  hint: use larger hidden layers, or allow a larger error\n",
    );
  });

  test("seeds are tried one after another, the best of them is kept, and its command trains it again", async () => {
    const folder = newFolder();
    const words = ["train", "--hidden", "4", "--iterations", "30", "--max-error", "1e-3"];
    const { code, stderr } = await nncWithin(words, { cwd: folder });
    expect(code).toBe(1);
    const errors = [...stderr.matchAll(/^seed (\d+): largest error seen (\S+), more than 1\.00e-3$/gm)].map(([, seed, error]) => ({ seed, error: Number(error) }));
    expect(errors.map(({ seed }) => seed)).toEqual(["3", "4", "5", "6", "7", "8", "9", "10"]);
    const best = errors.reduce((one, other) => (other.error < one.error ? other : one));
    expect(stderr).toContain(`note: 8 seeds were tried; the best network has hidden layers 4 and seed ${best.seed}\n`);
    const { seed, command, error } = recordIn(folder);
    expect(Number(error?.maximum.toExponential(2))).toBe(best.error);
    expect({ seed: String(seed), command }).toEqual({
      seed: best.seed,
      command: `nnc train --recipe article --hidden 4 --iterations 30 --seed ${best.seed}`,
    });
    expect(shell(`${command} -q -o again.onnx && cmp nnc-model.onnx again.onnx`, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("the smallest hidden layers", () => {
  test("are found, and what was tried is printed by size", async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await nncWithin(["train", "--smallest", "--max-error", "1e-3"], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const [, table = ""] = /^(hidden +parameters +largest error seen\n(?:\d.*\n)+)trained in /m.exec(stderr) ?? [];
    const rows = table
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((row) => row.split(/ {2,}/));
    const counts = rows.map(([, parameters]) => Number(parameters));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    const taken = rows.filter((row) => row[3] === "taken");
    expect(taken).toHaveLength(1);
    const [[hidden, parameters, error]] = taken;
    expect(Number(error)).toBeLessThanOrEqual(1e-3);
    for (const row of rows) if (Number(row[1]) < Number(parameters)) expect(Number(row[2])).toBeGreaterThan(1e-3);
    for (const [layers, , reached] of rows) expect(stderr).toContain(`hidden ${layers}: largest error seen ${reached}\n`);
    const record = recordIn(folder);
    expect(record.error?.maximum.toExponential(2)).toBe(error);
    expect(record.command).toBe(`nnc train --hidden ${hidden} --seed 3`);
    expect((await nncWithin(["check", "--lang", "ts", "--max-error", "1e-3"], { cwd: folder })).code).toBe(0);
  });
});

const USAGE = { code: 2, stdout: "" };

test.each<[line: string, ...diagnostic: string[]]>([
  ["train --smallest", "--smallest needs an error to reach", "at --smallest", "hint: give --max-error as well"],
  ["train --smallest --max-error 1 --hidden 4", "--smallest needs no --hidden: it chooses the layers", "at --smallest", "hint: leave --hidden out"],
  [
    "train --recipe best --batch 5",
    "the recipe best chooses its own steps and has no use for --batch",
    "at --batch",
    "hint: leave it out, or write --recipe article",
  ],
  [
    "train --output-activation sigmoyd",
    "there is no activation 'sigmoyd'",
    "at --output-activation",
    "note: activations: absolute_value, asinh, atan, celu, clip_to, cos, elu, erf, exp, gelu, gelu_tanh, hard_sigmoid, hard_swish, identity, leaky_relu, mish, negate, relu, selu, shrink, sigmoid, sin, softplus, softsign, swish, tanh, thresholded_relu",
    "hint: did you mean 'sigmoid'?",
  ],
  ["train --seed -1", "the seed is -1", "at --seed", "note: it must be a whole number from 0 to 4294967295"],
])("nnc %s", async (line, message, ...rest) => {
  const folder = newFolder();
  const expected = [`error: ${message}`, ...rest.map((part) => `  ${part}`)].join("\n");
  expect(await nncWithin(line.split(" "), { cwd: folder })).toEqual({ ...USAGE, stderr: `${expected}\n` });
  expect(shell("ls -A", folder).stdout).toBe("");
});
