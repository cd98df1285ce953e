// The figures in docs/ are what the script makes of the models in examples/.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nnc-figures-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("docs/ holds the figures as they are drawn now: node scripts/figures.mjs", () => {
  execFileSync(process.execPath, [join(root, "scripts", "figures.mjs"), folder]);
  const drawn = readdirSync(folder);
  expect(drawn).toEqual(readdirSync(join(root, "docs")).filter((name) => name.endsWith(".svg")));
  for (const name of drawn) expect(readFileSync(join(folder, name), "utf8")).toBe(readFileSync(join(root, "docs", name), "utf8"));
});
