// Every file of src is there for a program: reached from the command line or from the page, through imports of any kind. What
// tests and benchmarks alone reach is no part of the product.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../../src/", import.meta.url));
const ENTRIES = ["cli/entry/nnc.ts", "live/page/main.ts"];

/** The files a file imports: statically or dynamically, for values or for types. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  const named = [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to = ""]) => resolve(dirname(path), to));
  return named.filter((to) => to.endsWith(".ts") && existsSync(to));
}

function reachedFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...importsOf(path));
  }
  return reached;
}

test("every file of src is reached from an entry", () => {
  const reached = reachedFrom(ENTRIES.map((entry) => join(source, entry)));
  const files = readdirSync(source, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  const unreached = files.filter((path) => !reached.has(path)).map((path) => `src/${relative(source, path)}`).sort();
  expect(unreached, `not reached from src/${ENTRIES.join(" or src/")}: use these files there, or delete them`).toEqual([]);
  expect(reached.size).toBe(files.length);
});
