// The table of what test files spend, and the files that are chosen by it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fastTests, readCosts, writeCosts } from "../../scripts/test-costs.mjs";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "nnc-costs-"));
  for (const name of ["new", "quick", "slow", "b", "a", "conformance/outside", "packages/tool"]) {
    const path = join(root, "test", `${name}.test.ts`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
  }
  writeFileSync(join(root, "test", "fixtures.ts"), "");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const costs = new Map([["slow", 200], ["quick", 0.2], ["a", 9], ["b", 9], ["conformance/outside", 900]].map(([name, seconds]) => [`test/${name}.test.ts`, Number(seconds)]));

test("one that compiles, new files and the cheapest are fast, up to a sum", () => {
  expect(fastTests(costs, root)).toEqual(["conformance/outside", "new", "quick", "a", "b"].map((name) => `test/${name}.test.ts`));
  expect(fastTests(new Map(costs).set("test/a.test.ts", 12), root)).toEqual(["conformance/outside", "new", "quick", "b"].map((name) => `test/${name}.test.ts`));
});

test("what is measured replaces what was known, and files that are gone are forgotten", () => {
  const [table, measured] = [join(root, "costs.tsv"), join(root, "measured.tsv")];
  writeFileSync(table, "3.0\ttest/a.test.ts\n1.5\ttest/gone.test.ts\n2.0\ttest/slow.test.ts\n");
  writeFileSync(measured, "4.25\ttest/slow.test.ts\n0.1\ttest/b.test.ts\n");
  writeCosts(measured, table, root);
  expect(readFileSync(table, "utf8")).toBe("3.0\ttest/a.test.ts\n0.1\ttest/b.test.ts\n4.3\ttest/slow.test.ts\n");
  expect(readCosts(table)).toEqual(new Map([["test/a.test.ts", 3], ["test/b.test.ts", 0.1], ["test/slow.test.ts", 4.3]]));
  expect(readCosts(join(root, "none.tsv"))).toEqual(new Map());
});
