// A small project whose test is weak: which of its mutants survive, which test kills the others, and which tests reach a file.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changeOf } from "../../bench/mutants/mutant.ts";
import { nearestTests, readImporters } from "../../bench/mutants/nearest-tests.ts";
import { tryMutants, type Tried } from "../../bench/mutants/try-mutants.ts";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const LARGE = 'export const isLarge = (x: number): boolean => x > 10;\nexport const size: "large" | "small" = "large";\n';

let folder = "";
let root = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-mutants-test-"));
  root = join(folder, "tree");
  mkdirSync(join(folder, "temporary"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function all(tried: AsyncIterable<Tried>): Promise<readonly Tried[]> {
  const found: Tried[] = [];
  for await (const one of tried) found.push(one);
  return found;
}

test("a weak test lets some survive", async () => {
  put("tsconfig.json", '{ "compilerOptions": { "strict": true, "target": "es2023", "module": "nodenext", "types": [] } }');
  put("src/large.ts", LARGE);
  put("test/setup.ts", "export {};\n");
  put("test/record-cost.ts", "export {};\n");
  put("test/large.test.ts", [
    'import { expect, test } from "vitest";',
    'import { isLarge } from "../src/large.ts";',
    'test("11 is large", () => { expect([isLarge(0), isLarge(11)]).toEqual([false, true]); });',
  ].join("\n"));
  symlinkSync(join(checkout, "node_modules"), join(root, "node_modules"));
  const why = `TS2820: Type '"large~"' is not assignable to type '"large" | "small"'. Did you mean '"large"'?`;
  const line = "export const isLarge = (x: number): boolean => x > 10;";
  const explained = [{ file: "src/large.ts", line, change: "`10` becomes `9`", reason: "for the test's sake" }];
  const copy = { checkout, root, temporary: join(folder, "temporary"), remove: () => undefined };
  const tried = await all(tryMutants(copy, { folders: ["src"], seed: 1, count: 3, from: 1, only: [], files: 9, explained }, new AbortController().signal));
  const fates = new Map(tried.map(({ mutant, fate }) => [changeOf(mutant), fate]));
  expect(fates).toEqual(
    new Map([
      ['`"large"` becomes `"large~"`', { kind: "does not compile", why }],
      ["`x > 10` becomes `x >= 10`", { kind: "survived", files: 1, reaching: 1 }],
      ["`10` becomes `11`", { kind: "killed", by: "test/large.test.ts > 11 is large" }],
      ["`10` becomes `9`", { kind: "explained", why: "for the test's sake" }],
    ]),
  );
  expect(readFileSync(join(root, "src/large.ts"), "utf8")).toBe(LARGE);
});

test("the nearest tests come first, and tests that import a type alone do not", () => {
  put("src/passes/fold.ts", "export const fold = 1;\nexport type Fold = number;\n");
  put("src/all.ts", 'export * from "./passes/fold.ts";\n');
  put("test/a.test.ts", 'import { fold } from "../src/all.ts";\n');
  put("test/b.test.ts", 'import type { Fold } from "../src/passes/fold.ts";\n');
  put("test/c.test.ts", 'const { fold } = await import("../src/passes/fold.ts");\n');
  put("test/fold.test.ts", 'import { fold } from "../src/passes/fold.ts";\n');
  put("test/passes/most.test.ts", 'import { fold } from "../../src/all.ts";\n');
  put("test/help.ts", 'export * from "../src/passes/fold.ts";\n');
  const importers = readImporters(root);
  expect(nearestTests(importers, "src/passes/fold.ts")).toEqual(["test/fold.test.ts", "test/passes/most.test.ts", "test/c.test.ts", "test/a.test.ts"]);
  expect(nearestTests(importers, "test/help.ts")).toEqual([]);
});
