// nnc diff as a user meets it, of networks whose difference is known by hand: what is said, as text, as JSON and as a picture, and what is refused.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { writeModel } from "../../src/formats/index.ts";
import type { DomainVariable, TrainingRecord } from "../../src/network/model.ts";
import type { Network } from "../../src/network/network.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { denseNetwork, layeredNetwork, ORIGIN } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const EXP = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));
const run = (words: string) => nncWithin(["diff", ...words.split(" ")], { cwd });

/** x + a·relu(x − b) */
function bent(a: number, b: number): Network {
  const [weights, biases] = [[[1, 1], [1, a]], [[0, -b], [0]]].map((lists) => lists.map((list) => Float32Array.from(list)).values());
  const next = (lists: typeof weights): Float32Array => lists.next().value ?? new Float32Array();
  return layeredNetwork([1, 2, 1], {
    weights: () => next(weights),
    biases: () => next(biases),
    after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(relu, [sum], {}, `${name}.h`, ORIGIN)),
  });
}

/** Scores of `low` and `high`, the second the larger one beyond `bound`. */
function scores(bound: number): Network {
  return layeredNetwork([1, 2], { weights: () => Float32Array.of(-1, 1), biases: () => Float32Array.of(bound, -bound), after: (_builder, sum) => sum });
}

const x = (low: number, high: number): DomainVariable => ({ name: "x", low, high });

function write(file: string, network: Network, record?: Partial<TrainingRecord>): void {
  const whole = { targets: ["x"], domain: [x(0, 1)], recipe: "best", seed: 3, command: "nnc train", error: undefined, ...record };
  writeFileSync(join(cwd, file), writeModel({ network, record: record && whole }, "0.0.0"));
}

write("a.onnx", bent(2.5, 0.5), {});
write("b.onnx", bent(1, 0.25), { seed: 4, domain: [x(0, 2)] });
write("far.onnx", bent(1, 0.25), { domain: [x(3, 4)] });
write("bare.onnx", bent(1, 0.25));
write("two.onnx", denseNetwork([2, 3, 1], 1), { targets: ["u*v"], domain: [{ name: "u", low: 0, high: 1 }, { name: "v", low: 0, high: 1 }] });
write("three.onnx", denseNetwork([3, 3, 1], 1), { targets: ["u"], domain: ["u", "v", "w"].map((name) => ({ name, low: 0, high: 1 })) });
const outputs = ["low", "high"].map((name) => ({ name, low: 0, high: 1 }));
const data = { file: "c.csv", sha256: "0".repeat(64), outputs, heldOut: undefined, classes: { kind: "one-of", column: "kind", labels: ["low", "high"] } } as const;
write("half.onnx", scores(0.5), { targets: [], data });
write("more.onnx", scores(0.75), { targets: [], data });
writeFileSync(join(cwd, "points.csv"), "x,y\n0.125,0\n0.5,0\n1,0\n");

test("everything that changed, and where results differ the most", async () => {
  const { code, stdout, stderr } = await run("a.onnx b.onnx");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  // What follows from the bytes of files.
  const known = stdout.replace(/^file +ONNX, .*\nsha256 .*\n/m, "");
  expect(known).toBe(
    "                a.onnx                                      b.onnx\n" +
      "network         1-2-1, relu after every layer but the last  same\n" +
      "inputs          x 1 x 1                                     same\n" +
      "outputs         y 1 x 1                                     same\n" +
      "parameters      7                                           same\n" +
      "multiply-adds   4                                           same\n" +
      "working memory  8 bytes                                     same\n" +
      "target          x                                           same\n" +
      "domain          x=0:1                                       x=0:2\n" +
      "training        recipe best, seed 3                         recipe best, seed 4\n" +
      "largest error   1.25e+0 at x = 1                            7.50e-1 at x = 1\n" +
      // √(2.5²·0.5³/3) and √(0.75³/3)
      "RMS             5.10e-1                                     3.75e-1\n" +
      "proved error    1.251e+0                                    7.501e-1\n" +
      "\n" +
      "parameters  first  second  changed  largest change  RMS\n" +
      "b1          2      same    1 of 2   2.50e-1         1.77e-1\n" +
      "W2          1 x 2  same    1 of 2   1.50e+0         1.06e+0\n" +
      "\n" +
      "largest difference of results seen in 9,397 inputs with x from 0 to 1: 5.00e-1 at x = 1; RMS 1.91e-1\n" +
      "other bits at 6,858 of 9,398 inputs\n",
  );
});

const document = z.object({
  first: z.object({ error: z.nullable(z.object({ maximum: z.number() })), maxAbsError: z.nullable(z.number()) }),
  compared: z.array(z.object({ low: z.number(), high: z.number() })),
  difference: z.object({ maximum: z.number(), at: z.array(z.number()), rootMeanSquare: z.number(), samples: z.number() }),
  inputs: z.number(),
  differing: z.number(),
  classes: z.nullable(z.object({ differing: z.number(), at: z.array(z.number()), told: z.array(z.string()) })),
});

test("as JSON: the largest difference is at the end, 0.5, and the root of its mean square that of two lines", async () => {
  const { first, compared, difference, classes } = document.parse(JSON.parse((await run("a.onnx b.onnx --json")).stdout));
  expect({ compared, classes }).toEqual({ compared: [{ low: 0, high: 1 }], classes: null });
  expect(difference).toMatchObject({ maximum: 0.5, at: [1] });
  // From 0.25 on x − 0.25, from 0.5 on 1 − 1.5·x.
  expect(difference.rootMeanSquare).toBeCloseTo(Math.sqrt(0.25 ** 3 / 3 + (0.5 ** 3 + 0.25 ** 3) / 4.5), 4);
  expect([first.error?.maximum, first.maxAbsError]).toEqual([1.25, expect.closeTo(1.25, 5)]);
});

test("of classifiers where they tell other classes", async () => {
  const { classes, inputs } = document.parse(JSON.parse((await run("half.onnx more.onnx --json")).stdout));
  expect(classes).toMatchObject({ at: [expect.closeTo(0.5, 3)], told: ["high", "low"] });
  expect((classes?.differing ?? NaN) / inputs).toBeCloseTo(0.25, 1);
  expect((await run("half.onnx more.onnx")).stdout).toMatch(/\nanother class at [\d,]+ of these inputs, the first x = 0\.5\d*: high and then low\n$/);
});

test("at samples", async () => {
  const { stdout } = await run("a.onnx b.onnx --data points.csv");
  expect(stdout).toMatch(/\nlargest difference of results seen in 3 samples: 5\.00e-1 at x = 1; RMS 3\.23e-1\nother bits at 2 of 3 samples\n$/);
  expect(stdout).toContain("\nb.onnx: errors at the 3 samples of points.csv\n");
});

test("over the domain of a target that is given, where none is recorded", async () => {
  const { stdout } = await run("a.onnx bare.onnx --domain 0.5:1 --target x");
  expect(stdout).toMatch(/\ndomain +x=0:1 +not recorded\n/);
  expect(stdout).toMatch(/\nlargest error +1\.25e\+0 at x = 1 +7\.50e-1 at x = 1\n/);
  expect((await run("bare.onnx bare.onnx --target x")).stdout).toMatch(/\nresults have the same bits at all [\d,]+ inputs that were compared with x from 0 to 1\n$/);
});

test("of the same model, in another format too, that nothing changed", async () => {
  expect((await nncWithin(["convert", EXP, "exp.npz", "-q"], { cwd })).code).toBe(0);
  const { code, stdout } = await run(`${EXP} exp.npz --activation leaky_relu:0.2 --max-error 0`);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nall 6 arrays of parameters have the same bits\n\nresults have the same bits at all [\d,]+ inputs that were compared with x from 0 to 1\n$/);
});

const CANNOT: readonly (readonly [line: string, obstacle: string])[] = [
  ["a.onnx two.onnx", "one has 1 input, and the other 2"],
  ["a.onnx half.onnx", "one has 1 output, and the other 2"],
  ["a.onnx far.onnx", "their domains of x have nothing in common"],
  ["bare.onnx bare.onnx", "neither model records a domain"],
];

test.each(CANNOT)("nnc diff %s says what cannot be compared, which fails where a largest difference is asked for", async (line, obstacle) => {
  const { code, stdout, stderr } = await run(line);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.endsWith(`\n\nresults cannot be compared: ${obstacle}\n`)).toBe(true);
  const [one, other] = line.split(" ");
  const told = `error: ${other} departs from ${one}\n  note: their results cannot be compared: ${obstacle}\n`;
  expect(await run(`${line} --max-error 1`)).toMatchObject({ code: 1, stderr: told });
});

test("a larger difference than is allowed fails", async () => {
  expect((await run("a.onnx b.onnx --max-error 0.5")).code).toBe(0);
  const told = "error: b.onnx departs from a.onnx\n  note: a difference of 5.00e-1 was seen, more than 0.4\n";
  expect(await run("a.onnx b.onnx --max-error 0.4")).toMatchObject({ code: 1, stderr: told });
});

test("as a picture, over one input and over two", async () => {
  expect(await run("a.onnx b.onnx -o one.svg")).toMatchObject({ code: 0, stderr: "wrote one.svg\n" });
  expect(readFileSync(join(cwd, "one.svg"), "utf8")).toMatch(/<desc[^>]*>b\.onnx and a\.onnx for x from 0 to 1: largest difference seen in [\d,]+ inputs: 0\.50 at x = 1\.</);
  expect(await run("two.onnx two.onnx -o two.svg")).toMatchObject({ code: 0, stderr: "wrote two.svg\n" });
  expect(readFileSync(join(cwd, "two.svg"), "utf8")).toMatch(/<desc[^>]*>Maps over u from 0 to 1 and v from 0 to 1\. largest difference seen in [\d,]+ inputs: 0 at /);
});

const REFUSED: readonly (readonly [line: string, ...told: readonly string[]])[] = [
  ["", "nnc diff needs two files: the first is missing", "at FIRST", "hint: for example nnc diff old.onnx new.onnx"],
  ["a.onnx", "nnc diff needs two files: the second is missing", "at SECOND", "hint: for example nnc diff old.onnx new.onnx"],
  ["a.onnx b.onnx --data points.csv --target x", "--data and --target exclude each other", "hint: give one of them"],
  ["a.onnx b.onnx --data points.csv --domain 0:1", "--data and --domain exclude each other", "hint: give one of them"],
  ["a.onnx b.onnx -o -", "standard output is taken by what changed", "at --output", "hint: name a file, such as -o difference.svg"],
  ["three.onnx three.onnx -o d.svg", "the difference cannot be drawn", "at --output", "note: it is drawn over one or two inputs, and they have 3", "hint: leave it out"],
  ["a.onnx two.onnx -o d.svg", "the difference cannot be drawn", "at --output", "note: results cannot be compared: one has 1 input, and the other 2", "hint: leave it out"],
  ["a.onnx b.onnx --data points.csv -o d.svg", "the difference cannot be drawn", "at --output", "note: it is drawn over a domain, and they are compared at samples", "hint: leave it out"],
];

test.each(REFUSED)("nnc diff %s is refused", async (line, ...told) => {
  const { code, stdout, stderr } = await nncWithin(["diff", ...line.split(" ").filter((word) => word !== "")], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(`error: ${told.join("\n  ")}\n`);
});
