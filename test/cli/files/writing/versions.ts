// Packages whose every file says which version it is of, and what a folder that should hold one of them holds.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_NAME, manifestOf, readManifest } from "../../../../src/codegen/packaging/manifest.ts";
import type { Package } from "../../../../src/codegen/package.ts";
import { wholeText } from "../../../../src/codegen/text.ts";

/** Files that only every other version has, and some that all have; long enough that writing them takes its time. */
export function versionOf(number: number): Package {
  const line = `version ${number}\n`;
  const always = ["README.md", "src/a.c", "src/b.c", "test/a.c", "include/deep/a.h"].map((path) => [path, [line.repeat(2000)]] as const);
  const sometimes = number % 2 === 0 ? [["src/even.c", [line]], ["even/only.c", [line]]] as const : [];
  const files = new Map<string, readonly string[]>([...always, ...sometimes]);
  return new Map([...files, [MANIFEST_NAME, manifestOf({ generator: "nnc", command: line }, files)]]);
}

/** Of a folder that holds all files of one version and, but for `others`, nothing else; undefined where it does not. */
export function wholeVersion(folder: string, others: readonly string[]): number | undefined {
  const manifest = existsSync(join(folder, MANIFEST_NAME)) ? readManifest(readFileSync(join(folder, MANIFEST_NAME), "utf8")) : undefined;
  const number = Number(/^version (\d+)\n$/.exec(manifest?.command ?? "")?.[1]);
  if (Number.isNaN(number)) return undefined;
  const expected = versionOf(number);
  const there = filesIn(folder).filter((path) => !others.includes(path));
  const isWhole = there.length === expected.size && there.every((path) => isThere(folder, path, expected));
  return isWhole ? number : undefined;
}

/** Whether each file is one of a version, as a whole. */
export function haveWholeFiles(folder: string, paths: readonly string[]): boolean {
  return paths.every((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    const number = Number(/version (\d+)/.exec(text)?.[1]);
    return isThere(folder, path, versionOf(number));
  });
}

function isThere(folder: string, path: string, version: Package): boolean {
  const text = version.get(path);
  return text !== undefined && readFileSync(join(folder, path), "utf8") === wholeText(text);
}

/** With `/` between folders, in order. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)).map((path) => `${entry.name}/${path}`) : [entry.name]))
    .sort();
}
