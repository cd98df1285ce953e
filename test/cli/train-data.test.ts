// nnc train on a file of samples, as a user does: train, look, emit, check; and files that cannot be trained on.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import type { TrainingRecord } from "../../src/network/model.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, nnc, shell } from "./run-nnc.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
const model = join(cwd, "nnc-model.onnx");
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Power over wind speed and temperature: 60 samples, in units far from 1. */
const rows = Array.from({ length: 60 }, (_, row) => {
  const speed = 3 + row / 4;
  const temperature = 270 + ((row * 17) % 31);
  return [speed, temperature, 500 * speed - 2 * temperature + 9 * speed * speed] as const;
});
const csv = ["speed,temperature,power", ...rows.map((row) => row.join(","))].join("\n");
const TRAIN = ["train", "--data", "samples/wind.csv", "--hidden", "4", "--seed", "5"];

function recordOf(path: string): TrainingRecord {
  const { record } = readModel(readFileSync(path), path);
  if (record === undefined) throw new Error("the model has no record");
  return record;
}

let said = "";
beforeAll(async () => {
  mkdirSync(join(cwd, "samples"));
  writeFileSync(join(cwd, "samples", "wind.csv"), csv);
  const { code, stdout, stderr } = await nncWithin(TRAIN, { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  said = stderr;
});

describe("a network trained on samples", () => {
  test("is announced with its columns, and its errors on both parts are told in units of the file", () => {
    const lines = said.trimEnd().split("\n");
    expect(lines[0]).toBe("power from speed, temperature: 48 samples to train on, 12 held out");
    const place = "at speed = [\\d.]+, temperature = \\d+; RMS \\d\\.\\d\\de[-+]\\d";
    expect(lines.at(-4)).toMatch(/^trained in \d+\.\d s$/);
    expect(lines.at(-3)).toMatch(new RegExp(`^largest error seen in 48 samples trained on: \\d\\.\\d\\de[-+]\\d ${place}$`));
    expect(lines.at(-2)).toMatch(new RegExp(`^largest error seen in 12 samples held out: \\d\\.\\d\\de[-+]\\d ${place}$`));
    expect(lines.at(-1)).toMatch(/^wrote nnc-model\.onnx /);
  });

  test("has the errors it records: those of all samples together, evaluated anew", () => {
    const { error, data } = recordOf(model);
    if (error === undefined || data?.heldOut === undefined) throw new Error("both errors are recorded");
    const { network } = readModel(readFileSync(model), "m");
    const points = Float32Array.from(rows.flatMap(([speed, temperature]) => [speed, temperature]));
    const [powers] = interpret(lower(runPasses(network)), [points], rows.length);
    const errors = rows.map(([, , power], row) => Math.abs(powers[row] - power));
    expect(Math.max(error.maximum, data.heldOut.maximum)).toBe(Math.max(...errors));
    const squares = 48 * error.rootMeanSquare ** 2 + 12 * data.heldOut.rootMeanSquare ** 2;
    expect(squares).toBeCloseTo(errors.reduce((sum, one) => sum + one * one, 0), 6);
    expect([error.samples, data.heldOut.samples]).toEqual([48, 12]);
    // The powers range over 10,000: it has learned something of samples it has not seen, too.
    expect(data.heldOut.maximum).toBeLessThan(500);
    for (const [one, { at, maximum }] of [["trained on", error], ["held out", data.heldOut]] as const) {
      const row = rows.findIndex(([speed, temperature]) => speed === at[0] && temperature === at[1]);
      expect([one, errors[row]]).toEqual([one, maximum]);
    }
  });

  test("records the file, its columns and the command, which trains the same bytes again", () => {
    const { targets, domain, data, command } = recordOf(model);
    expect(targets).toEqual([]);
    expect(domain).toEqual([
      { name: "speed", low: 3, high: 17.75 },
      { name: "temperature", low: 270, high: 300 },
    ]);
    const powers = rows.map(([, , power]) => power);
    expect(data).toMatchObject({
      file: "wind.csv",
      sha256: createHash("sha256").update(csv).digest("hex"),
      outputs: [{ name: "power", low: Math.min(...powers), high: Math.max(...powers) }],
    });
    expect(command).toBe("nnc train --data wind.csv --hidden 4 --seed 5");
    const folder = newFolder();
    writeFileSync(join(folder, "wind.csv"), csv);
    expect(shell(`${command} -q && cmp nnc-model.onnx '${model}'`, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("info shows where it comes from", async () => {
    const { stdout } = await nncWithin(["info"], { cwd });
    expect(stdout).toMatch(/^network +2-4-1, tanh after every layer but the last$/m);
    expect(stdout).toMatch(/^inputs +x 1 x 2\noutputs +power 1 x 1$/m);
    expect(stdout).toMatch(/^target +power$/m);
    expect(stdout).toMatch(/^data +wind\.csv, sha256 [0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^held out +largest error seen in 12 samples held out: \d\.\d\de[-+]\d at speed = .*; RMS \d\.\d\de[-+]\d$/m);
  });

  test("its source says how far off it is on samples it has not seen", async () => {
    const heldOut = recordOf(model).data?.heldOut;
    const { code, stdout, stderr } = await nncWithin(["emit", "--lang", "c"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const words = stdout.replace(/\n \* +/g, " ");
    const [at, temperature] = heldOut?.at ?? [];
    expect(words).toContain(" approximates power of wind.csv for speed in [3, 17.75], temperature in [270, 300].");
    expect(words).toMatch(/ domain +x\[0\] speed in \[3, 17\.75\] x\[1\] temperature in \[270, 300\] /);
    const powers = rows.map(([, , power]) => power);
    expect(words).toContain(` target        power in [${Math.min(...powers)}, ${Math.max(...powers)}] of wind.csv `);
    expect(words).toContain(` held out ${heldOut?.maximum.toExponential(3) ?? ""} at speed = ${at}, temperature = ${temperature}, `.replace("out ", "out      "));
    expect(words).toContain("; the largest error seen in 12 samples it was not trained on ");
  });

  test("check compiles it and has no target to compare it with", async () => {
    expect(await nncWithin(["check", "--lang", "ts"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    expect(await nncWithin(["check", "--lang", "ts", "--max-error", "1"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: there is no target to measure the error against\n  at --max-error\n" +
        "  note: the model does not record which function it approximates\n" +
        "  hint: give --target and --domain, for example --target 'x*y' --domain x=0:1 --domain y=0:1\n",
    });
  });

  test("columns, hold-out, split and standard input", async () => {
    const words = ["train", "--data", "-", "--inputs", "temperature", "--outputs", "power,speed", "--hold-out", "0", "--split-seed", "9"];
    const folder = newFolder();
    const { code, stderr } = nnc([...words, "--iterations", "5", "--hidden", "3"], { cwd: folder, input: Buffer.from(csv) });
    expect(code).toBe(0);
    expect(stderr).toContain("power, speed from temperature: 60 samples to train on, none held out\n");
    expect(stderr).not.toContain("samples held out:");
    const { data, domain, command } = recordOf(join(folder, "nnc-model.onnx"));
    expect(data?.heldOut).toBeUndefined();
    expect(data?.outputs.map(({ name }) => name)).toEqual(["power", "speed"]);
    expect(domain.map(({ name }) => name)).toEqual(["temperature"]);
    expect((await nncWithin(["emit", "--lang", "c"], { cwd: folder })).stdout).toMatch(/^void network\(float temperature, float y\[2\]\);$/m);
    expect(command).toBe(
      "nnc train --data - --inputs temperature --outputs power,speed --hold-out 0 --split-seed 9 --recipe article --hidden 3 --iterations 5 --seed 3",
    );
  });

  test("one column in and one out: the function is called with and returns what the file calls them", async () => {
    const folder = newFolder();
    const words = ["train", "--data", "-", "--inputs", "temperature", "--outputs", "power", "--iterations", "5", "--hidden", "3", "--checkpoint-every", "2"];
    expect(nnc(words, { cwd: folder, input: Buffer.from(csv) }).code).toBe(0);
    for (const file of ["nnc-model.onnx", "nnc-model.checkpoint.safetensors"]) {
      const signatures = await Promise.all(["c", "go", "ts"].map(async (language) => (await nncWithin(["emit", file, "--lang", language], { cwd: folder })).stdout));
      expect(signatures[0]).toMatch(/^float power\(float temperature\);$/m);
      expect(signatures[1]).toMatch(/^func Power\(temperature float32\) float32 \{$/m);
      expect(signatures[2]).toMatch(/^export function power\(temperature: number\): number \{$/m);
      expect((await nncWithin(["run", file, "--at", "280", "--csv"], { cwd: folder })).stdout).toMatch(/^temperature,power\r\n280,/);
      expect((await nncWithin(["info", file], { cwd: folder })).stdout).toMatch(/^inputs +temperature 1 x 1\noutputs +power 1 x 1$/m);
    }
  });

  test("--max-error speaks of samples it has not seen as well", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "wind.csv"), csv);
    const words = ["train", "--data", "wind.csv", "--hidden", "4", "--iterations", "20", "--max-error", "1", "-q"];
    const { code, stderr } = await nncWithin(words, { cwd: folder });
    const { error, data, seed } = recordOf(join(folder, "nnc-model.onnx"));
    const worst = Math.max(error?.maximum ?? NaN, data?.heldOut?.maximum ?? NaN);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        `error: the largest error seen is ${worst.toExponential(2)}, more than 1\n  at --max-error\n` +
        `  note: 8 seeds were tried; the best network has hidden layers 4 and seed ${seed}\n` +
        "  hint: use larger hidden layers, or allow a larger error\n",
    });
  });
});

describe("files that cannot be trained on: one diagnostic, nothing written", () => {
  test.each<[what: string, text: string, ...diagnostic: string[]]>([
    ["empty", "", "the file is empty", "at t.csv", "hint: it needs a line of names, such as x,y, and a line for each sample"],
    [
      "ragged",
      "x,y\n1,2\n3\n4,5\n",
      "the line has one cell",
      "at t.csv: line 3",
      "note: the header has 2 names, separated by commas",
      "hint: give every line as many cells as there are names",
    ],
    [
      "not a number",
      "x,y\n1,2\n3,NaN\n",
      "'NaN' is not a number",
      "at t.csv: line 3, column 2 (y)",
      "note: it stands for a value that is missing; one cell is missing, in 'y'",
      "hint: fill in what is missing, or leave such samples out by --missing drop",
    ],
    [
      "a constant column",
      "a,b,y\n1,7,1\n2,7,3\n3,7,5\n",
      "the input 'b' is constant",
      "at t.csv: column 2 (b)",
      "note: it is 7 in all 3 samples",
      "hint: leave it out: --inputs a",
    ],
    ["one sample", "x,y\n1,2\n", "the file has one sample", "at t.csv", "note: nothing can be learned from a single one", "hint: add more samples"],
  ])("%s", async (_, text, message, ...rest) => {
    const folder = newFolder();
    writeFileSync(join(folder, "t.csv"), text);
    const expected = [`error: ${message}`, ...rest.map((part) => `  ${part}`)].join("\n");
    expect(await nncWithin(["train", "--data", "t.csv"], { cwd: folder })).toEqual({ code: 3, stdout: "", stderr: `${expected}\n` });
    expect(shell("ls -A", folder).stdout).toBe("t.csv\n");
  });

  test.each<[words: string, ...diagnostic: string[]]>([
    ["--target x", "there are both data and a target", "at --target", "hint: give either --data or --target"],
    ["--domain 0:1", "data have no domain", "at --domain", "hint: leave --domain out: the samples say where the function is used"],
    [
      "--output-activation relu",
      "a network trained on data has no output activation",
      "at --output-activation",
      "note: the units of the data are folded into the last layer, after which nothing may follow",
      "hint: leave it out",
    ],
    [
      "--hold-out 0.5",
      "t.csv has too few samples for a hold-out of 0.5",
      "at --hold-out",
      "note: of 2 samples 1 would be set aside and 1 trained on; at least 1 and 2 are needed",
      "hint: give more samples, or --hold-out 0 to train on all of them",
    ],
  ])("--data with %s", async (words, message, ...rest) => {
    const folder = newFolder();
    writeFileSync(join(folder, "t.csv"), "x,y\n1,2\n3,4\n");
    const expected = [`error: ${message}`, ...rest.map((part) => `  ${part}`)].join("\n");
    const outcome = await nncWithin(["train", "--data", "t.csv", ...words.split(" "), "-q"], { cwd: folder });
    expect(outcome).toEqual({ code: 2, stdout: "", stderr: `${expected}\n` });
    expect(shell("ls -A", folder).stdout).toBe("t.csv\n");
  });
});
