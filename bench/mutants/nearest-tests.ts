// Which tests a source file can change the outcome of: those that import it, directly or by way of others, the nearest first. Runs none.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";

/** Of each file, those that import it. */
export type Importers = ReadonlyMap<string, readonly string[]>;

/** The TypeScript files below folders of a root, relative to it, with slashes. */
export function filesBelow(root: string, folders: readonly string[]): readonly string[] {
  const below = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return below(path);
      return entry.name.endsWith(".ts") ? [path] : [];
    });
  return folders.filter((folder) => existsSync(join(root, folder))).flatMap(below).sort();
}

/** What is imported at run time: types are not. */
function importsOf(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
    if (ts.isExportDeclaration(node) && node.isTypeOnly) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  const add = (specifier: ts.Expression | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier) && specifier.text.startsWith(".")) {
      found.push(posix.normalize(posix.join(dirname(file), specifier.text)));
    }
  };
  visit(source);
  return found;
}

export function readImporters(root: string): Importers {
  const importers = new Map<string, string[]>();
  for (const file of filesBelow(root, ["src", "test", "bench"])) {
    for (const imported of new Set(importsOf(file, readFileSync(join(root, file), "utf8")))) {
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
    }
  }
  return importers;
}

/** Tests of the built program, in which there is no mutant, and of emitted packages with tools that `npm test` does not set up. */
const ELSEWHERE = /^test\/(cli|examples|library|packages)\//;

/**
 * The tests that reach a file, the nearest first: fewest imports away, where each folder that the test's path begins with, as the file's does, counts
 * as an import less; of these those whose path is most like the file's, then by name.
 */
export function nearestTests(importers: Importers, file: string): readonly string[] {
  const distances = new Map([[file, 0]]);
  for (const [near, distance] of distances) {
    for (const importer of importers.get(near) ?? []) if (!distances.has(importer)) distances.set(importer, distance + 1);
  }
  const [, ...folders] = file.split("/");
  const shared = (test: string): number => {
    const [, ...own] = test.split("/");
    const differing = folders.findIndex((folder, depth) => folder !== own[depth]);
    return differing < 0 ? folders.length : differing;
  };
  const nearness = (test: string, distance: number): number => distance - shared(test);
  const words = file.split(/[/.-]/).slice(1);
  const likeness = (test: string): number => test.split(/[/.-]/).filter((word) => words.includes(word)).length;
  return [...distances]
    .filter(([path]) => path.startsWith("test/") && path.endsWith(".test.ts") && !ELSEWHERE.test(path))
    .sort(([a, near], [b, far]) => nearness(a, near) - nearness(b, far) || likeness(b) - likeness(a) || (a < b ? -1 : 1))
    .map(([path]) => path);
}
