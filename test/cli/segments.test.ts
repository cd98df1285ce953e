// nnc emit --form table of networks that equal cells are too wide for: segments with knots of their own, as a user meets them.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { STEEP_NETWORKS } from "../tables/steep-networks.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
beforeAll(() => {
  ["close", "crowded", "steps"].forEach((name, place) => {
    writeFileSync(join(cwd, `${name}.onnx`), writeModel({ network: STEEP_NETWORKS[place].network, record: undefined }, "0"));
  });
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const OF = {
  close: ["close.onnx", "--domain", "0:1", "--max-error", "1e-4"],
  crowded: ["crowded.onnx", "--domain", "1e-6:1", "--max-error", "0.01"],
  steps: ["steps.onnx", "--domain", "0:1.5", "--max-error", "1e-3"],
} as const;

test.each(["c", "go", "ts"])("the %s says how many segments there are and how one is found", async (language) => {
  const { code, stdout } = await run("emit", ...OF.close, "--lang", language, "--form", "table");
  expect(code).toBe(0);
  for (const line of [
    "form          a table in its place: slope and value for each of 3 segments with knots of their own,\n",
    "found by a search of 2 comparisons, whatever the argument is,\n",
    "never further than 1.342e-7 from the network in real arithmetic, with all roundings of the table\n",
    "outside       outside the domain the first segment and the last one go on and no error is stated;\n",
    "cost          1 multiply-add and 36 bytes of a table;\n",
    `nnc emit close.onnx --lang ${language} --name close_network --form table --max-error 0.0001 --domain x=0:1\n`,
  ]) expect(stdout).toContain(line);
});

test("a grid leads to many segments in little time, a search in few bytes", async () => {
  const [speed, size] = await Promise.all(["speed", "size"].map(async (optimize) => (await run("emit", ...OF.steps, "--lang", "c", "--form", "table", "--optimize", optimize)).stdout));
  expect(speed).toContain("each of 14 segments with knots of their own,\n *                 found by a grid of 13 cells of the width 2^-3 and 2 comparisons after it,\n");
  expect(speed).toContain("1 multiply-add and 181 bytes of a table;\n");
  expect(size).toContain("each of 14 segments with knots of their own,\n *                 found by a search of 4 comparisons, whatever the argument is,\n");
  expect(size).toContain("1 multiply-add and 168 bytes of a table;\n");
});

test("auto takes segments as well", async () => {
  const [auto, table] = await Promise.all(["auto", "table"].map(async (form) => (await run("emit", ...OF.crowded, "--lang", "c", "--form", form)).stdout));
  expect(auto).toContain("each of 40 segments");
  expect(auto.replace("--form auto", "--form table")).toBe(table);
});

test("arguments outside the domain are what the user wants of them", async () => {
  const [clamp, nan] = await Promise.all(["clamp", "nan"].map(async (outside) => (await run("emit", ...OF.close, "--lang", "c", "--form", "table", "--outside", outside)).stdout));
  expect(clamp).toContain("an argument outside the domain is moved to the nearest end of it, whose result is given;\n");
  expect(nan).toContain("an argument outside the domain counts as NaN;\n");
});

test("check compiles the segments", async () => {
  const target = ["--target", "0.5*x + 65535.5*max(x-0.5,0) - 65535*max(x-0.5-2^-17,0)"];
  const { code, stdout } = await run("check", ...OF.close, ...target, "--form", "table", "--lang", "c,go,ts");
  expect([code, stdout]).toEqual([0, expect.stringContaining("no error seen is more than 0.0001")]);
});

test("an error below what float32 tells apart is refused", async () => {
  expect(await run("emit", "steps.onnx", "--lang", "c", "--form", "table", "--domain", "0:1.5", "--max-error", "1e-9")).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "error: the network cannot be a table\n  at --form\n  note: no table of at most 4,096 cells or 2,730 segments is near enough: an error of 1.00e-9 is allowed\n  hint: allow it a larger error, or leave it out\n",
  });
});
