// nnc emit --form, as a user meets it: a table in the place of a network, with its errors and its costs, or why there is none.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
const root = new URL("../../", import.meta.url).pathname;
copyFileSync(join(root, "examples/article/exp.onnx"), join(cwd, "exp.onnx"));
copyFileSync(join(root, "test/fields/models/chainer-elu.onnx"), join(cwd, "foreign.onnx"));

test.each(["c", "go", "ts"])("the %s says what the table is", async (language) => {
  const { code, stdout, stderr } = await run("emit", "exp.onnx", "--lang", language, "--form", "table");
  expect([code, stderr]).toEqual([0, ""]);
  for (const line of [
    "network       1-16-32-1, leaky_relu(0.2) after every layer\n",
    "form          a table in its place: slope and value for each of 9 cells of the width 2^-3,\n",
    "never further than 6.969e-3 from the network in real arithmetic, with all roundings of the table\n",
    "non-decreasing over every float32 of the domain, which is proved\n",
    "the errors here are those of the table\n",
    "measured      4.597e-3 at x = 0.99999994, root mean square 1.646e-3;\n",
    "outside       outside the domain the first cell and the last one go on and no error is stated;\n",
    "cost          1 multiply-add and 72 bytes of a table;\n",
    "as a network 560 multiply-adds and 2436 bytes of parameters\n",
    `nnc emit exp.onnx --lang ${language} --name pseudo_exp --form table\n`,
  ]) expect(stdout).toContain(line);
});

test("auto is the table where its error is no larger", async () => {
  const auto = await run("emit", "exp.onnx", "--lang", "c", "--form", "auto");
  const table = await run("emit", "exp.onnx", "--lang", "c", "--form", "table");
  expect(auto.stdout.replace("--form auto", "--form table")).toBe(table.stdout);
});

test("auto is the network where there is no table, and says why", async () => {
  const { code, stdout } = await run("emit", "foreign.onnx", "--lang", "c", "--form", "auto");
  expect(code).toBe(0);
  expect(stdout).toContain("form          the network: the model does not say the domain of its inputs\n");
});

test("an allowed error is kept with the fewest cells that are found", async () => {
  const { stdout } = await run("emit", "exp.onnx", "--lang", "c", "--form", "table", "--max-error", "6e-3", "--optimize", "size");
  expect(stdout).toContain("each of 6 cells of the width 0.2000");
  expect(stdout).toContain("--optimize size --form table --max-error 0.006\n");
});

test.each([
  ["int16", "the values at the borders, in 16 bits each, of 9 cells of the width 2^-3,", "3 multiplications, 2 additions and 28 bytes", "int16_t pseudo_exp_borders[10]"],
  ["float16", "the values at the borders, as halves of 16 bits each, of 9 cells of the width 2^-3,", "3 multiplications, 4 additions and 24 bytes", "uint16_t pseudo_exp_borders[10]"],
  ["int8", "the values at the borders, in 8 bits each beside lines over 16 cells, of 9 cells of the width 2^-3,", "3 multiplications, 2 additions and 22 bytes", "int8_t pseudo_exp_corrections[10]"],
])("%s takes less than float32, and says that the function never falls", async (numbers, form, cost, table) => {
  const { code, stdout, stderr } = await run("emit", "exp.onnx", "--lang", "c", "--form", "table", "--max-error", "6e-3", "--numbers", numbers);
  expect([code, stderr]).toEqual([0, ""]);
  for (const line of [
    `form          a table in its place: ${form}\n`,
    "non-decreasing over every float32 of the domain, which is proved\n",
    `cost          ${cost} of a table;\n`,
    `--form table --max-error 0.006 --numbers ${numbers}\n`,
    `static const NNC_FLASH ${table} = {\n`,
  ]) expect(stdout).toContain(line);
});

test("check compiles a table of small numbers", async () => {
  const { code, stdout } = await run("check", "exp.onnx", "--form", "table", "--max-error", "6e-3", "--numbers", "int8", "--lang", "c,go,ts");
  expect([code, stdout]).toEqual([0, expect.stringContaining("no error seen is more than 0.006")]);
});

describe("of a target with a symmetry", () => {
  for (const [file, target] of [["cos.onnx", "cos(x)"], ["sin.onnx", "sin(x)"], ["tilted.onnx", "exp(x)"]]) {
    beforeAll(async () => {
      expect((await run("train", "--target", target, "--domain", "-2:2", "-o", file)).code).toBe(0);
    });
  }
  const table = async (file: string, ...words: readonly string[]) => (await run("emit", file, "--lang", "c", "--form", "table", "--max-error", "1e-3", ...words)).stdout;

  test("an even one is read at absolute values", async () => {
    const stdout = await table("cos.onnx");
    for (const line of [
      "even: f(-x) and f(x) are the same for every x, which is proved\n",
      "non-increasing over every float32 of the domain from 0 on, which is proved\n",
      "outside       outside the domain the last cell goes on, on both sides, and no error is stated;\n",
      "cost          1 absolute value, 1 multiply-add and ",
      "const float magnitude = fabsf(x);\n",
    ]) expect(stdout).toContain(line);
    expect(await table("cos.onnx", "--numbers", "int16")).toContain("even: f(-x) and f(x) are the same for every x, which is proved\n");
  });

  test("an odd one holds both sides, and one for size", async () => {
    const stdout = await table("sin.onnx");
    expect(stdout).toContain("odd: f(-x) is -f(x) for every x, which is proved\n");
    expect(stdout).toContain("outside       outside the domain the first cell and the last one go on and no error is stated;\n");
    expect(await table("sin.onnx", "--optimize", "size")).toContain("cost          1 absolute value, 1 multiply-add and ");
  });

  test("of another one nothing is said", async () => {
    expect(await table("tilted.onnx")).not.toMatch(/even:|odd:/);
  });

  test.each([["cos.onnx"], ["sin.onnx", "--optimize", "size"]])("check compiles %s", async (file, ...words) => {
    const { code, stdout } = await run("check", file, "--form", "table", "--max-error", "1e-3", "--lang", "c", ...words);
    expect([code, stdout]).toEqual([0, expect.stringContaining("no error seen is more than 0.001")]);
  });
});

test("check takes numbers of tables alone", async () => {
  const { code, stderr } = await run("check", "exp.onnx", "--numbers", "int16", "--lang", "c");
  expect([code, stderr]).toEqual([2, expect.stringContaining("error: numbers are chosen of tables alone\n")]);
});

test("a model of another tool is a table over a domain that is said, as far from the network as is allowed", async () => {
  expect((await run("convert", "exp.onnx", "exp.npz", "--format", "chainer")).code).toBe(0);
  const words = ["exp.npz", "--activation", "leaky_relu:0.2", "--form", "table", "--domain", "0:1", "--max-error", "1e-3"];
  const { code, stdout, stderr } = await run("emit", "--lang", "c", ...words, "--outside", "clamp");
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  for (const line of [
    "domain        x in [0, 1]\n *                 as it was given; the model records none\n",
    "form          a table in its place: slope and value for each of 65 cells of the width 2^-6,\n",
    "--outside clamp --form table --max-error 0.001 --domain x=0:1\n",
  ]) expect(stdout).toContain(line);
  const checked = await run("check", ...words, "--target", "exp(x)", "--lang", "c");
  expect([checked.code, checked.stderr]).toEqual([1, expect.stringContaining("C by gcc -O2: an error of 4.60e-3, more than 0.001")]);
});

test("check compiles the table", async () => {
  const { code, stdout } = await run("check", "exp.onnx", "--form", "table", "--max-error", "6e-3", "--lang", "go");
  expect([code, stdout]).toEqual([0, expect.stringContaining("no error seen is more than 0.006")]);
});

test("arguments can be kept in the domain", async () => {
  const { code, stdout } = await run("emit", "exp.onnx", "--lang", "c", "--form", "table", "--outside", "clamp");
  expect(code).toBe(0);
  expect(stdout).toContain("an argument outside the domain is moved to the nearest end of it, whose result is given;\n");
});

test.each([
  [["exp.onnx", "--form", "list"], "error: 'list' is no form of a function\n  at --form\n  hint: write network or table or auto\n"],
  [
    ["exp.onnx", "--max-error", "1e-3"],
    "error: an error is allowed of tables alone\n  at --max-error\n  note: the network has the error that it has\n  hint: give --form table as well, or leave it out\n",
  ],
  [
    ["exp.onnx", "--form", "table", "--numbers", "int4"],
    "error: 'int4' is nothing that a table's numbers are stored as\n  at --numbers\n  hint: did you mean 'int8'?\n",
  ],
  [
    ["exp.onnx", "--numbers", "int16"],
    "error: numbers are chosen of tables alone\n  at --numbers\n  note: a network has the float32 parameters of its model\n  hint: give --form table as well, or leave it out\n",
  ],
  [
    ["exp.npz", "--activation", "leaky_relu:0.2", "--form", "table", "--numbers", "int16", "--domain", "0:1", "--max-error", "1e-6"],
    "error: the network cannot be a table\n  at --form\n  note: no table of at most 4,096 cells is near enough: an error of 1.00e-6 is allowed, and none of int16 is nearer to the network than 3.40e-5\n  hint: write --numbers float32, or allow it a larger error with --max-error\n",
  ],
  [
    ["exp.npz", "--activation", "leaky_relu:0.2", "--form", "table", "--numbers", "float16", "--domain", "0:1", "--max-error", "1e-4"],
    "error: the network cannot be a table\n  at --form\n  note: no table of at most 4,096 cells is near enough: an error of 1.00e-4 is allowed, and none of float16 is nearer to the network than 9.54e-4\n  hint: write --numbers float32, or allow it a larger error with --max-error\n",
  ],
  [
    ["exp.npz", "--activation", "leaky_relu:0.2", "--form", "table", "--numbers", "int8", "--domain", "0:1", "--max-error", "1e-8"],
    "error: the network cannot be a table\n  at --form\n  note: no table of at most 4,096 cells is near enough: an error of 1.00e-8 is allowed, and none of int8 is nearer to the network than 3.01e-5\n  hint: write --numbers float32, or allow it a larger error with --max-error\n",
  ],
  [
    ["exp.onnx", "--form", "table", "--max-error", "1e-3"],
    "error: the network cannot be a table\n  at --form\n  note: no table of at most 4,096 cells or 2,730 segments is near enough: an error of 1.00e-3 is allowed\n  hint: allow it a larger error, or leave it out\n",
  ],
  [
    ["foreign.onnx", "--form", "table"],
    "error: the network cannot be a table\n  at --form\n  note: the model does not say the domain of its inputs\n  hint: give --domain, or leave it out\n",
  ],
  [
    ["foreign.onnx", "--form", "table", "--domain", "0:1"],
    "error: the network cannot be a table\n  at --form\n  note: the model does not say its error, and a table is to have none that is larger\n  hint: give --max-error, or leave it out\n",
  ],
  [
    ["foreign.onnx", "--form", "table", "--domain", "0:1", "--max-error", "1e-3"],
    "error: the network cannot be a table\n  at --form\n  note: it has 4 inputs, and breakpoints are places of one\n  hint: leave it out\n",
  ],
  [
    ["exp.onnx", "--form", "table", "--domain", "0:2"],
    "error: the model records its domain\n  at --domain\n  note: its errors are those of that domain\n  hint: leave it out\n",
  ],
])("%j is refused", async (words, stderr) => {
  expect(await run("emit", "--lang", "c", ...words)).toEqual({ code: 2, stdout: "", stderr });
});
