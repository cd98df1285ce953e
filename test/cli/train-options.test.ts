// The options of nnc train as a user gives them: what is refused, and what is recorded trains the same again.

import { describe, expect, test } from "vitest";
import { z } from "zod";
import { newFolder, nnc, shell } from "./run-nnc.ts";

const information = z.object({ training: z.object({ command: z.string() }) });

/** Each command line with the diagnostic it gets, line by line. */
const refused: readonly (readonly [line: string, ...diagnostic: string[]])[] = [
  [
    "train --optimiser adma",
    "there is no optimiser 'adma'",
    "at --optimiser",
    "note: optimisers: sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw",
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
];

describe("wrong choices", () => {
  test.each(refused)("nnc %s", (line, message, ...rest) => {
    const expected = [`error: ${message}`, ...rest.map((part) => `  ${part}`)].join("\n");
    expect(nnc(line.split(" "), { cwd: newFolder() })).toEqual({ code: 2, stdout: "", stderr: `${expected}\n` });
  });
});

test.each([
  ["--optimiser momentum:0.5 --schedule step:20,0.5 --loss huber:0.5", "--optimiser momentum:0.5 --schedule step:20,0.5 --loss huber:0.5"],
  ["--initialiser kinks --schedule warmup:10,cosine --loss maximum", "--schedule warmup:10,cosine --initialiser kink-spreading --loss maximum"],
  ["--optimiser adamw:0.1 --learning-rate 0.01 --loss mae", "--optimiser adamw:0.1 --learning-rate 0.01 --loss mean-absolute-error"],
])("%s is recorded, and the recorded command trains the same again", (given, recorded) => {
  const folder = newFolder();
  const words = ["train", "--iterations", "60", ...given.split(" ")];
  expect(nnc([...words, "-q", "-o", "a.onnx"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
  const { training } = information.parse(JSON.parse(nnc(["info", "a.onnx", "--json"], { cwd: folder }).stdout));
  expect(training.command).toBe(`nnc train --recipe article --iterations 60 ${recorded} --seed 3`);
  expect(shell(`${training.command} -q -o b.onnx && cmp a.onnx b.onnx`, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("a training that diverges under a schedule tells of the learning rate that was given", () => {
  const folder = newFolder();
  const words = ["train", "--iterations", "100", "--optimiser", "sgd", "--learning-rate", "1e20", "--schedule", "cosine"];
  const { code, stdout, stderr } = nnc(words, { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("hint: use a --learning-rate smaller than 100000000000000000000\n");
  expect(shell("ls", folder).stdout).toBe("");
});
