// nnc certify as a user meets it: what is proved, in words and as JSON, what is refused, and what a header says of it.

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { floor } from "../../src/network/ops/floor.ts";
import { denseNetwork, layeredNetwork, ORIGIN } from "../fixtures.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
const root = new URL("../../", import.meta.url).pathname;
copyFileSync(join(root, "examples/article/exp.onnx"), join(cwd, "exp.onnx"));
writeFileSync(join(cwd, "two.onnx"), writeModel({ network: denseNetwork([2, 3, 1], 1), record: undefined }, "0.0.0"));
const values = (count: number) => Float32Array.from({ length: count }, (_, place) => place + 1);
const stepped = layeredNetwork([1, 2, 1], { weights: values, biases: values, after: (builder, sum, name) => builder.operation(floor, [sum], {}, name, ORIGIN) });
writeFileSync(join(cwd, "stepped.onnx"), writeModel({ network: stepped, record: undefined }, "0.0.0"));

describe("proves", () => {
  test("the error of the article's network", async () => {
    expect(await run("certify", "exp.onnx")).toEqual({
      code: 0,
      stderr: "",
      stdout:
        "target  error at most  near   of the value  units in the last place  of the network  of roundings\n" +
        "exp(x)  4.602e-3       x = 1  1.952e-3      32559                    4.597e-3        4.369e-6\n" +
        "proved for every float32 x from 0 to 1\n",
    });
  });

  test("that of a table, whose error is hardly larger", async () => {
    const { code, stdout, stderr } = await run("certify", "exp.onnx", "--form", "table", "--max-error", "1e-2", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      target: ["exp(x)"],
      domain: [{ name: "x", low: 0, high: 1 }],
      form: "table",
      maxError: 0.01,
      passed: true,
      failure: null,
      outputs: [{ target: "exp(x)" }],
    });
  });

  test("against another target, where another domain is given", async () => {
    const { code, stdout } = await run("certify", "exp.onnx", "--target", "1+x+x^2/2", "--domain", "0:0.5");
    expect(code).toBe(0);
    expect(stdout).toContain("proved for every float32 x from 0 to 0.5\n");
  });

  test("of several inputs, beside the largest error that it finds", async () => {
    const words = ["certify", "two.onnx", "--target", "a*b", "--domain", "a=0:1", "--domain", "b=0:0.5"];
    expect(await run(...words)).toEqual({
      code: 0,
      stderr: "",
      stdout:
        "target  error at most  largest found  at              of the network\n" +
        "a*b     3.148e-1       3.019e-1       a = 0, b = 0.5  3.148e-1\n" +
        "proved for all float32 numbers a from 0 to 1, b from 0 to 0.5, in 3 boxes\n",
    });
    const certificate: unknown = JSON.parse((await run(...words, "--json", "--tightness", "1.05")).stdout);
    expect(certificate).toMatchObject({ foundError: 0.3018654286861417, search: { tightness: 1.05, isTight: true }, outputs: [{ at: [0, 0.5] }] });
  });

  test("as much as the boxes that it may look at tell", async () => {
    const { code, stdout } = await run("certify", "two.onnx", "--target", "a*b", "--domain", "a=0:1", "--domain", "b=0:1", "--tightness", "1.01", "--boxes", "1", "--budget", "600");
    expect(code).toBe(0);
    expect(stdout).toMatch(/, in 1 box\nnot proved within 1\.01 times the largest error found: more --boxes take it further\n$/);
  });

  test.each([["network", ", roundings by 4.369e-6"], ["table", ""]])("what the header of a %s says", async (form, rest) => {
    const { stdout } = await run("emit", "exp.onnx", "--lang", "c", "--form", form);
    expect(stdout).toMatch(/certified {5}at most 4\.(60|59)\de-3 at every float32 of the domain, which is proved;\n/);
    expect(stdout).toMatch(/that is at most 1\.95\de-3 of the value, 325\d\d(\.\d)? units in the last place;\n/);
    expect(stdout).toContain(`the network in real arithmetic is off by at most 4.597e-3${rest}\n`);
    expect(stdout).toMatch(/the largest error seen in \d+ inputs across the domain\n/);
  });
});

const HINT = "  hint: nnc check looks for the largest error at many inputs, of any model\n";

describe("fails", () => {
  test("where a larger error is proved than is allowed", async () => {
    const { code, stdout, stderr } = await run("certify", "exp.onnx", "--max-error", "4.6e-3");
    expect(code).toBe(1);
    expect(stdout).toContain("4.602e-3");
    expect(stderr).toBe(`error: the error of exp.onnx is not proved\n  note: what is proved is 4.602e-3, more than 0.0046\n${HINT}`);
  });

  test("where the network is made of what is not known", async () => {
    const words = ["certify", "stepped.onnx", "--target", "x", "--json"];
    const { code, stdout, stderr } = await run(...words);
    const reason = "it is not known near enough what is computed";
    expect({ code, stderr }).toEqual({ code: 1, stderr: `error: the error of stepped.onnx is not proved\n  note: ${reason}\n${HINT}` });
    expect(JSON.parse(stdout)).toMatchObject({ passed: false, failure: reason, maxAbsError: null, maxRelError: null, maxUlpError: null, networkError: null, roundingError: null, outputs: null });
  });

  test("where nothing says what the function should be", async () => {
    expect(await run("certify", "stepped.onnx")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: there is no target to prove the error against\n" +
        "  at --target\n" +
        "  note: the model does not record which function it approximates\n" +
        "  hint: give --target and --domain, for example --target 'exp(x)' --domain 0:1\n",
    });
  });
});
