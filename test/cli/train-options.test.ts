// The options of nnc train as a user gives them: what is refused, and what is recorded trains the same again.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { leastSquaresLine } from "../../src/train/linear/least-squares.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, shell } from "./run-nnc.ts";

const information = z.object({ training: z.object({ command: z.string() }) });

/** Each command line with the diagnostic it gets, line by line. */
const refused: readonly (readonly [line: string, ...diagnostic: string[]])[] = [
  [
    "train --optimiser adma",
    "there is no optimiser 'adma'",
    "at --optimiser",
    "note: optimisers: sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, levenberg-marquardt",
    "hint: did you mean 'adam'?",
  ],
  [
    "train --optimiser rmsprop:1.5",
    "'1.5' is no value for the decay of rmsprop",
    "at --optimiser",
    "note: it must be at least 0 and less than 1",
    "hint: write rmsprop:0.9",
  ],
  ["train --optimiser adam:0.9", "adam takes no value, but 'adam:0.9' gives 1", "at --optimiser", "hint: write adam"],
  [
    "train --schedule warmup:100,cosin",
    "there is no schedule 'cosin'",
    "at --schedule",
    "note: schedules: constant, step, cosine, warmup",
    "hint: did you mean 'cosine'?",
  ],
  ["train --schedule step:100", "step needs the factor", "at --schedule", "hint: write step:3000,0.5"],
  [
    "train --initialiser glorott",
    "there is no initialiser 'glorott'",
    "at --initialiser",
    "note: initialisers: lecun-normal, glorot-uniform, he-normal, kink-spreading, folding",
    "hint: did you mean 'glorot'?",
  ],
  [
    "train --loss hubber:1",
    "there is no loss 'hubber'",
    "at --loss",
    "note: losses: mean-squared-error, mean-absolute-error, huber, maximum",
    "hint: did you mean 'huber'?",
  ],
  [
    "train --loss huber:0",
    "'0' is no value for the error of huber",
    "at --loss",
    "note: it must be from 1e-15 to 1e15",
    "hint: write huber:0.1",
  ],
  [
    "train --optimiser lm --iterations 9 --batch 10",
    "the optimiser levenberg-marquardt has no use for --batch",
    "at --batch",
    "note: every iteration takes all samples",
    "hint: leave it out, or choose a first-order optimiser such as adam",
  ],
  [
    "train --optimiser lm --loss maximum",
    "the optimiser levenberg-marquardt has no use for --loss",
    "at --loss",
    "note: it minimises the mean-squared-error alone",
    "hint: leave it out, or choose a first-order optimiser such as adam",
  ],
  [
    "train --optimiser lm --hidden 64,64",
    "the network has 4353 parameters, too many for the second-order optimiser",
    "at --hidden",
    "note: it takes at most 2048: its time grows with the square of their number",
    "hint: use smaller layers or a first-order optimiser such as adam",
  ],
];

describe("wrong choices", () => {
  test.each(refused)("nnc %s", async (line, message, ...rest) => {
    const expected = [`error: ${message}`, ...rest.map((part) => `  ${part}`)].join("\n");
    expect(await nncWithin(line.split(" "), { cwd: newFolder() })).toEqual({ code: 2, stdout: "", stderr: `${expected}\n` });
  });
});

test.each([
  ["--optimiser momentum:0.5 --schedule step:20,0.5 --loss huber:0.5", "--optimiser momentum:0.5 --schedule step:20,0.5 --loss huber:0.5"],
  ["--initialiser kinks --schedule warmup:10,cosine --loss maximum", "--schedule warmup:10,cosine --initialiser kink-spreading --loss maximum"],
  ["--optimiser adamw:0.1 --learning-rate 0.01 --loss mae", "--optimiser adamw:0.1 --learning-rate 0.01 --loss mean-absolute-error"],
])("%s is recorded, and the recorded command trains the same again", async (given, recorded) => {
  const folder = newFolder();
  const words = ["train", "--iterations", "60", ...given.split(" ")];
  expect(await nncWithin([...words, "-q", "-o", "a.onnx"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
  const { training } = information.parse(JSON.parse((await nncWithin(["info", "a.onnx", "--json"], { cwd: folder })).stdout));
  expect(training.command).toBe(`nnc train --recipe article --iterations 60 ${recorded} --seed 3`);
  expect(shell(`${training.command} -q -o b.onnx && cmp a.onnx b.onnx`, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the second-order optimiser is recorded, described, plotted, and trains the same again", async () => {
  const folder = newFolder();
  const words = ["train", "--optimiser", "lm", "--hidden", "4", "--iterations", "40", "--initialiser", "kinks"];
  expect(await nncWithin([...words, "-q", "-o", "a.onnx"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
  const { training } = information.parse(JSON.parse((await nncWithin(["info", "a.onnx", "--json"], { cwd: folder })).stdout));
  expect(training.command).toBe("nnc train --recipe article --hidden 4 --iterations 40 --optimiser levenberg-marquardt --initialiser kink-spreading --seed 3");
  expect((await nncWithin(["info", "a.onnx"], { cwd: folder })).stdout).toContain("\ntraining  recipe article, seed 3, at most 40 iterations\n");
  expect((await nncWithin(["plot", "loss", "a.onnx", "-o", "loss.svg"], { cwd: folder })).code).toBe(0);
  expect(readFileSync(join(folder, "loss.svg"), "utf8")).toContain("at most 40 iterations");
  expect(shell(`${training.command} -q -o b.onnx && cmp a.onnx b.onnx`, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the second-order optimiser goes through a cloud of samples by the least-squares line", async () => {
  const folder = newFolder();
  const samples = Array.from({ length: 50 }, (_, i) => ({ x: i / 5, t: ((i * 13) % 17) - i }));
  writeFileSync(join(folder, "cloud.csv"), ["x,t", ...samples.map(({ x, t }) => `${x},${t}`)].join("\n"));
  const words = ["train", "--data", "cloud.csv", "--hold-out", "0", "--hidden", "none", "--activation", "identity", "--optimiser", "lm"];
  expect(await nncWithin([...words, "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
  const { W, b } = leastSquaresLine(samples.map(({ x }) => x), samples.map(({ t }) => t));
  for (const x of [0, 10]) {
    const { code, stdout } = await nncWithin(["run", "--at", String(x), "--csv"], { cwd: folder });
    expect(code).toBe(0);
    const [, given] = (stdout.trim().split("\n").at(-1) ?? "").split(",").map(Number);
    expect(Math.abs(given - (W * x + b))).toBeLessThanOrEqual(1e-5 * Math.abs(W * x + b));
  }
});

test("a training that diverges under a schedule tells of the learning rate that was given", async () => {
  const folder = newFolder();
  const words = ["train", "--iterations", "100", "--optimiser", "sgd", "--learning-rate", "1e20", "--schedule", "cosine"];
  const { code, stdout, stderr } = await nncWithin(words, { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("hint: use a --learning-rate smaller than 100000000000000000000\n");
  expect(shell("ls", folder).stdout).toBe("");
});
