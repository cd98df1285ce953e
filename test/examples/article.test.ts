// The stored model of the article's network is what nnc trains, bit by bit, and as good as its record says.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readModel } from "../../src/formats/index.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { projectRoot } from "./copy-of-examples.ts";

const path = join(projectRoot, "examples", "article", "exp.onnx");
const stored = readFileSync(path);
const folder = mkdtempSync(join(tmpdir(), "nnc-article-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("training again by the command in the README gives the same bytes", () => {
  const [line = ""] = /^ {4}nnc train .*$/m.exec(readFileSync(join(projectRoot, "examples", "article", "README.md"), "utf8")) ?? [];
  const [, ...words] = line.trim().split(" ");
  execFileSync(process.execPath, [join(projectRoot, "dist", "nnc.js"), ...words, "--quiet"], { cwd: folder });
  expect(readFileSync(join(folder, "exp.onnx")).equals(stored)).toBe(true);
});

test("it is as accurate as its record says, and within the article's accuracy", () => {
  const { network, record } = readModel(stored, path);
  const count = 10_001;
  const points = Float32Array.from({ length: count }, (_, i) => i / (count - 1));
  const [computed] = interpret(lower(runPasses(network)), [points], count);
  const errors = Array.from(computed, (value, i) => Math.abs(value - Math.exp(points[i])));
  const recorded = record?.error?.maximum ?? NaN;
  expect(Math.max(...errors)).toBeLessThanOrEqual(recorded + 1e-7);
  expect(Math.max(...errors)).toBeGreaterThan(0.99 * recorded);
  expect(recorded).toBeLessThanOrEqual(7e-3);
  // The article's own network gives 1.22299 at 0.2.
  expect(errors[2000]).toBeLessThanOrEqual(2e-3);
});
