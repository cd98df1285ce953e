// nnc certify --properties and --around as a user meets them: what is proved, refuted and left open, in words and as JSON, and what is refused.

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { softmax } from "../../src/network/ops/softmax.ts";
import { layeredNetwork, ORIGIN } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
copyFileSync(join(new URL("../../", import.meta.url).pathname, "examples/article/exp.onnx"), join(cwd, "exp.onnx"));
/** Scores x, y and 0. */
const scores = layeredNetwork([2, 3], { weights: () => Float32Array.of(1, 0, 0, 1, 0, 0), biases: () => new Float32Array(3), after: (_, sum) => sum });
writeFileSync(join(cwd, "scores.onnx"), writeModel({ network: scores, record: undefined }, "0.0.0"));
const shares = layeredNetwork([2, 3], {
  weights: () => Float32Array.of(1, 0, 0, 1, 0, 0),
  biases: () => new Float32Array(3),
  after: (builder, sum, name) => builder.operation(softmax, [sum], { axis: -1 }, `${name}.p`, ORIGIN),
});
writeFileSync(join(cwd, "shares.onnx"), writeModel({ network: shares, record: undefined }, "0.0.0"));
writeFileSync(join(cwd, "points.csv"), "x[0],x[1]\n1,0.5\n-1,-2\n");

const UNPROVED = (model: string, note: string): string => `error: not every property of ${model} is proved\n  note: ${note}\n`;

describe("--properties", () => {
  test("proved, refuted and undecided, a row each", async () => {
    expect(await run("certify", "exp.onnx", "--properties", "lipschitz,monotone", "--properties", "convex,even")).toEqual({
      code: 1,
      stdout: [
        "property   output  input  verdict    what is known",
        "monotone   y       x      proved     rising, deviation 8.737e-6, of the network in real arithmetic",
        "lipschitz  y       x      proved     slope 2.516e+0, deviation 8.737e-6, of the network in real arithmetic",
        "convex     y       -      refuted    y is 1.04032671 at x = 0.0389604717; y is 1.04130542 at x = 0.0396831594; y is 1.07687318 at x = 0.0757019818",
        "even       y       -      undecided  the domain does not reach as far below 0 as above",
        "of x from 0 to 1",
        "",
      ].join("\n"),
      stderr: UNPROVED("exp.onnx", "convex is refuted, even is undecided"),
    });
  });

  test("of a table that was put in order: of what is emitted", async () => {
    expect(await run("certify", "exp.onnx", "--form", "table", "--properties", "rising")).toEqual({
      code: 0,
      stdout:
        "property  output  input  verdict  what is known\n" +
        "rising    y       x      proved   of what is emitted, every rounding included\n" +
        "of x from 0 to 1\n",
      stderr: "",
    });
  });

  test("as JSON, of several inputs", async () => {
    const { code, stdout, stderr } = await run("certify", "scores.onnx", "--properties", "range,falling", "--domain", "a=0:1", "--domain", "b=0:1", "--json");
    expect([code, stderr]).toEqual([1, UNPROVED("scores.onnx", "falling is refuted")]);
    const { passed, failure, domain, properties } = JSON.parse(stdout) as Record<string, readonly unknown[]>;
    expect({ passed, failure, domain }).toEqual({
      passed: false,
      failure: "falling is refuted",
      domain: [{ name: "a", low: 0, high: 1 }, { name: "b", low: 0, high: 1 }],
    });
    expect(properties.slice(0, 5)).toEqual([
      ...[0, 1].map((output) => ({
        property: "range", output: `y[${output}]`, input: null, verdict: "proved", of: "emitted", direction: null, witness: null, reason: null,
        figures: { least: 0, greatest: 1, leastSeen: expect.closeTo(0, 2) as unknown, greatestSeen: expect.closeTo(1, 2) as unknown },
      })),
      expect.objectContaining({ output: "y[2]", figures: { least: 0, greatest: 0, leastSeen: 0, greatestSeen: 0 } }),
      expect.objectContaining({ property: "falling", output: "y[0]", input: "a", verdict: "refuted", witness: [expect.objectContaining({ value: 0 }), expect.objectContaining({ value: 1 })] }),
      expect.objectContaining({ property: "falling", output: "y[0]", input: "b", verdict: "proved", of: "network", figures: { deviation: 0 } }),
    ]);
  });

  test("the range of a softmax, whose scores reach far", async () => {
    expect(await run("certify", "shares.onnx", "--properties", "range", "--boxes", "16", "--domain", "a=-100:100", "--domain", "b=-100:100")).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^property .*\n(range {5}y\[[012]\] {4}- {6}proved {3}least 0, greatest 1\.000e\+0, least seen .*, of what is emitted, every rounding included\n){3}of a/) as unknown,
      stderr: "",
    });
  });

  test.each([
    [["exp.onnx", "--properties", "raising"], "there is no property called 'raising'\n  at --properties\n  note: properties: range, rising, falling, monotone, convex, concave, even, odd, lipschitz\n  hint: did you mean 'rising'?"],
    [["exp.onnx", "--properties", "even", "--target", "x"], "--properties and --target exclude each other\n  hint: give one of them"],
    [["scores.onnx", "--properties", "even"], "the domain is missing\n  at --domain\n  note: the model does not record where it is used\n  hint: give one --domain NAME=LO:HI per input"],
    [["exp.onnx", "--properties", "even", "--max-error", "1"], "--properties and --max-error exclude each other\n  note: --properties proves something else than the error; beside it --max-error says how wrong a table may be, and none is asked for\n  hint: give one of them, or --form table as well"],
    [["exp.onnx", "--properties", "even", "--budget", "1"], "there is nothing to search for\n  at --budget\n  note: it is about a search for the largest error, and no error is asked for\n  hint: leave it out"],
    [["exp.onnx", "--boxes", "3"], "there is nothing to search for\n  at --boxes\n  note: the error of a function of one input is proved as near as it can be, without a search\n  hint: leave it out"],
  ])("refuses %j", async (words, message) => {
    expect(await run("certify", ...words)).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  test("refuses a domain of another number of inputs", async () => {
    expect(await run("certify", "scores.onnx", "--properties", "even", "--domain", "0:1")).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "error: the domain does not fit the network\n  note: the network has 2 input elements, the domain 1 variables\n  hint: give one --domain NAME=LO:HI per input\n",
    });
  });
});

describe("--around", () => {
  test("proved of points of a file, refuted of another one", async () => {
    expect(await run("certify", "scores.onnx", "--around", "points.csv", "--around", "1,0.9", "--radius", "0.2")).toEqual({
      code: 1,
      stdout: [
        "line  around                class  verdict  what is known",
        "2     x[0] = 1, x[1] = 0.5  0      proved   in 1 box",
        "3     x[0] = -1, x[1] = -2  2      proved   in 1 box",
        "-     x[0] = 1, x[1] = 0.9  0      refuted  1 at 0.988232911,1.09334731",
        "of every float32 as near as 0.2 in each input, every rounding included",
        "",
      ].join("\n"),
      stderr: UNPROVED("scores.onnx", "of 3, 2 proved, 1 refuted, 0 undecided"),
    });
  });

  test("as JSON", async () => {
    const { code, stdout } = await run("certify", "scores.onnx", "--around", "1,0.5", "--radius", "0.1", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      radius: 0.1,
      passed: true,
      failure: null,
      points: [{ line: null, point: [1, 0.5], class: 0, label: null, verdict: "proved", boxes: 1, at: null, otherClass: null, share: null }],
    });
  });

  const INCOMPLETE =
    "--around and --radius belong together\n" +
    "  note: what is proved is that the class stays the same around a point, as far as the radius reaches in each input\n" +
    "  hint: give both, such as --around 5.1,3.5,1.4,0.2 --radius 0.1";
  test("refuses a network that was trained on numbers", async () => {
    expect(await run("certify", "exp.onnx", "--around", "0.5", "--radius", "0.1")).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error: the network gives no class",
        "  at --around",
        "  note: it was trained on numbers, of exp(x)",
        "  hint: --properties lipschitz proves how far results change at the most",
        "",
      ].join("\n"),
    });
  });

  test.each([
    [["--radius", "0.1"], INCOMPLETE],
    [["--around", "1", "--radius", "0.1"], "the point 1 has 1 number, but the model has 2 inputs\n  at --around\n  hint: separate the numbers of a point by commas"],
    [["--around", "1,2,a", "--radius", "0.1"], "'a' is not a finite number\n  at --around\n  hint: separate the numbers of a point by commas; a file of such a name is given as ./NAME"],
    [["--around", "1,2", "--radius", "-1"], "-1 is less than 0\n  at --radius\n  hint: give by how much an input may differ, such as 0.1"],
    [["--around", "1,2", "--radius", "1", "--properties", "even"], "--properties and --around exclude each other\n  hint: give one of them"],
  ])("refuses %j", async (words, message) => {
    expect(await run("certify", "scores.onnx", ...words)).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });
});
