// The sources of nnc as trees, for tests that walk them.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const folder = fileURLToPath(new URL("../../src/", import.meta.url));

export interface Source {
  /** Below src/, with slashes. */
  readonly path: string;
  readonly tree: ts.SourceFile;
}

export const SOURCES: readonly Source[] = readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({
    path: relative(folder, file).replaceAll("\\", "/"),
    tree: ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2023, true),
  }));

/** Visits a node and all nodes in it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
