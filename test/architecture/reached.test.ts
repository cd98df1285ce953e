// Every file of src is there for a program: reached from the command line, from the page or from what programs import, through
// imports of any kind. What tests and benchmarks alone reach is no part of the product.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const source = fileURLToPath(new URL("../../src/", import.meta.url));
const ENTRIES = ["cli/entry/nnc.ts", "live/page/main.ts", "library/index.ts"];

/** By the name that package.json gives to both: the one is Node's, the other runs elsewhere. */
const byEnvironment = new Map(
  Object.entries(manifest.imports).map(([name, files]) => [name, Object.values(files).map((file) => resolve(source, "..", file))]),
);

/** The files a file imports: statically or dynamically, for values or for types. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  const named = [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to = ""]) => resolve(dirname(path), to));
  const chosen = [...text.matchAll(/\bfrom "(#[^"]+)"/g)].flatMap(([, name = ""]) => byEnvironment.get(name) ?? []);
  return [...named, ...chosen].filter((to) => to.endsWith(".ts") && existsSync(to));
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
