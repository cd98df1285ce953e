// What must hold of the languages together: no two answer to one name, and nothing else lists them.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { LANGUAGE_NAMES, LANGUAGES, SPOKEN } from "../../src/languages/index.ts";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

test("each is listed under its own name, in order", () => {
  expect(LANGUAGE_NAMES).toEqual(Object.keys(SPOKEN).sort());
  expect(LANGUAGES.map(({ name }) => SPOKEN[name].language)).toEqual(LANGUAGES);
});

test("no two have a name, a file's extension or a compiler's name in common", () => {
  const names = LANGUAGES.flatMap(({ name, aliases }) => [name, ...aliases]);
  const extensions = LANGUAGES.flatMap(({ extension, header }) => [extension, ...(header === undefined ? [] : [header.extension])]);
  const compilers = LANGUAGE_NAMES.flatMap((name) => SPOKEN[name].compilers.map((compiler) => compiler.name));
  for (const all of [names, extensions, compilers]) expect(new Set(all).size).toBe(all.length);
});

/** An argument of gemm's is called c, and so is what an LSTM remembers; ops know no languages anyway. */
const isOfAnOp = (path: string): boolean => path.startsWith(join("network", "ops"));

test("no file but their own names a language as a value", () => {
  const named = new RegExp(`"(${LANGUAGE_NAMES.join("|")})"`);
  const offenders = readdirSync(source, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(source, path).startsWith(`languages${sep}`) && !isOfAnOp(relative(source, path)))
    .filter((path) => named.test(readFileSync(path, "utf8")));
  expect(offenders.map((path) => relative(source, path))).toEqual([]);
});
