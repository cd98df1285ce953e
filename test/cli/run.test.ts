// nnc run: values of a model at points, with the interpreter's bits, beside the target's.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { lower } from "../../src/codegen/lower/lower.ts";
import { writeModel } from "../../src/formats/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { interpret } from "../../src/program/interpret.ts";
import { denseNetwork, EXP_RECORD, ORIGIN } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder } from "./run-nnc.ts";

const one = denseNetwork([1, 4, 1], 3);
const several = denseNetwork([2, 3], 1);

/** A folder with a model of e^x and one of two inputs and three outputs without a record. */
function folderWithModels(): string {
  const folder = newFolder();
  writeFileSync(join(folder, "nnc-model.onnx"), writeModel({ network: one, record: EXP_RECORD }, "1.2.3"));
  writeFileSync(join(folder, "several.onnx"), writeModel({ network: several, record: undefined }, "1.2.3"));
  return folder;
}

const json = z.object({ points: z.array(z.object({ outside: z.boolean().optional(), point: z.array(z.number()), results: z.array(z.number()), targets: z.array(z.number()).optional() })) });

describe("nnc run", () => {
  test("gives the interpreter's bits and the target's value, in text, JSON and CSV", async () => {
    const cwd = folderWithModels();
    const points = ["0.2", "0.1", "-3"];
    const words = ["run", ...points.flatMap((point) => ["--at", point])];
    const [expected] = interpret(lower(one), [Float32Array.from(points.map(Number))], 3);
    const { stdout, stderr, code } = await nncWithin([...words, "--json"], { cwd });
    expect({ stderr, code }).toEqual({ stderr: "note: x = -3 is outside the domain, x in [0, 1]: no error is stated there\n", code: 0 });
    const parsed = json.parse(JSON.parse(stdout));
    expect(Float32Array.from(parsed.points.flatMap(({ results }) => results))).toEqual(expected);
    expect(parsed.points.map(({ outside }) => outside)).toEqual([false, false, true]);
    parsed.points.forEach(({ point, targets = [] }) => expect(targets[0] / Math.exp(Math.fround(point[0]))).toBeCloseTo(1, 14));
    const lines = (await nncWithin([...words, "--csv"], { cwd })).stdout.split("\r\n");
    expect(lines[0]).toBe("x,y,exp(x)");
    expect(lines.slice(1, -1).map((line) => line.split(",").slice(0, 2).map(Number))).toEqual(parsed.points.map(({ point, results }) => [point[0], results[0]]));
    const rows = (await nncWithin(words, { cwd })).stdout.trimEnd().split("\n").map((line) => line.split(/ +/));
    expect(rows[0]).toEqual(["x", "y", "exp(x)", "error"]);
    expect(rows.slice(1).map(([, value]) => Number(value))).toEqual(parsed.points.map(({ results }) => results[0]));
  });

  test("takes several inputs and outputs, and targets for them", async () => {
    const cwd = folderWithModels();
    const [expected] = interpret(lower(several), [Float32Array.of(0.5, 1)], 1);
    const plain = (await nncWithin(["run", "several.onnx", "--at", "0.5,1", "--csv"], { cwd })).stdout.split("\r\n");
    expect(plain[0]).toBe("x[0],x[1],y[0],y[1],y[2]");
    expect(Float32Array.from(plain[1].split(",").slice(2).map(Number))).toEqual(expected);
    const targets = ["a+b", "a*b", "a"].flatMap((target) => ["--target", target]);
    const named = await nncWithin(["run", "several.onnx", "--at", "0.5,1", "--csv", ...targets, "--domain", "a=0:1", "--domain", "b=0:1"], { cwd });
    expect(named.stdout.split("\r\n").map((line) => line.split(","))).toMatchObject([["a", "b", "y[0]", "y[1]", "y[2]", "a+b", "a*b", "a"], { 5: "1.5", 6: "0.5", 7: "0.5" }, [""]]);
  });

  test("calls inputs and outputs what the model does, without what could change the terminal", async () => {
    const cwd = newFolder();
    const builder = new NetworkBuilder();
    const sensor = builder.input("sen\u001b[31msor", [1], ORIGIN);
    writeFileSync(join(cwd, "named.onnx"), writeModel({ network: builder.finish([builder.operation(relu, [sensor], {}, "price/é", ORIGIN)]), record: undefined }, "0"));
    expect((await nncWithin(["run", "named.onnx", "--at", "2"], { cwd })).stdout).toBe("sen\\x1b[31msor  price/é\n2               2\n");
  });

  test("shows what is no number", async () => {
    const { stdout } = await nncWithin(["run", "--at", "3e38", "--at", "-0", "--target", "1/x", "--domain", "1:2"], { cwd: folderWithModels() });
    expect(stdout).toMatch(/^x +y +1\/x +error\n3e\+38 +\S+ +\S+ +\S+\n-0 +\S+ +-Infinity +Infinity\n$/);
  });

  test("takes what is no number, however it is written, and says once that it is outside", async () => {
    const words = ["inf", "nan", "-Infinity", "+INF", "-inf", "NaN", "1"].flatMap((point) => ["--at", point]);
    const { code, stdout, stderr } = await nncWithin(["run", ...words, "--csv"], { cwd: folderWithModels() });
    expect(code).toBe(0);
    expect(stdout.split("\r\n").slice(1, -1).map((line) => line.split(",")[0])).toEqual(["Infinity", "NaN", "-Infinity", "Infinity", "-Infinity", "NaN", "1"]);
    expect(stderr).toBe("note: x = Infinity is outside the domain, x in [0, 1], and 5 more points lie outside: no error is stated there\n");
    const several = await nncWithin(["run", "several.onnx", "--at", "nan,inf", "--json"], { cwd: folderWithModels() });
    expect(several).toMatchObject({ code: 0, stderr: "" });
    expect(several.stdout).toMatch(/"point": \[\s+"NaN",\s+"Infinity"\s+\],\s+"results"/);
  });

  test("of several inputs it names those that are outside, and the ends of the domain are inside", async () => {
    const domain = ["--domain", "a=0:0.1", "--domain", "b=0:1", ...["a", "b", "a"].flatMap((target) => ["--target", target])];
    const run = (at: string): Promise<{ stderr: string }> => nncWithin(["run", "several.onnx", "--at", at, ...domain], { cwd: folderWithModels() });
    expect((await run("0.1,0")).stderr).toBe("");
    expect((await run("0.05,2")).stderr).toBe("note: b = 2 is outside the domain, b in [0, 1]: no error is stated there\n");
  });

  test.each([
    [[], "there is no point to evaluate the model at\n  at --at\n  hint: give one or more, such as --at 0.2, or a file of samples: --data samples.csv"],
    [["--at", "1,2"], "the point 1,2 has 2 numbers, but the model has 1 input\n  at --at\n  hint: give one point at a time: --at 0.2 --at 0.4"],
    [["several.onnx", "--at", "1"], "the point 1 has 1 number, but the model has 2 inputs\n  at --at\n  hint: separate the numbers of a point by commas"],
    [["--at", "x"], "'x' is not a finite number\n  at --at\n  hint: write it in digits, such as --at 0.2, or --at 0.5,1 where there are two inputs; inf, -inf and nan are numbers too"],
    [["--at", "1e300"], "1e+300 is beyond the range of float32\n  at --at\n  hint: choose a point nearer to 0"],
    [["--at", "1", "--target", "x", "--target", "2*x"], "2 targets for 1 output\n  at --target\n  hint: give one --target for each output"],
  ])("refuses %j", async (words, message) => {
    expect(await nncWithin(["run", ...words], { cwd: folderWithModels() })).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  test("refuses two formats at once", async () => {
    const { code, stderr } = await nncWithin(["run", "--at", "1", "--json", "--csv"], { cwd: folderWithModels() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "error: --json and --csv exclude each other\n  hint: give one of them\n" });
  });
});
