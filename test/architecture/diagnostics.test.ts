// Ids of failures: each is one kind, which one place of the sources or one helper function tells, and docs/diagnostics.md lists
// it.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { DIAGNOSTIC_CATEGORIES } from "../../src/diagnostics/ids.ts";
import type { Source } from "./sources.ts";
import { SOURCES, walk } from "./sources.ts";

const IDS = Object.keys(DIAGNOSTIC_CATEGORIES).sort();

/** What makes a diagnostic of an id: a place in a file, or a helper function or table by its name. */
interface Use {
  readonly id: string;
  readonly maker: string;
}

function usesIn(source: Source): readonly Use[] {
  const uses: Use[] = [];
  walk(source.tree, (node) => {
    if (!ts.isStringLiteral(node) || !IDS.includes(node.text) || isAsked(node)) return;
    uses.push({ id: node.text, maker: makerOf(node, source) });
  });
  return uses;
}

/** Whether an id only tells kinds apart: in a comparison, in a type, in a list of ids, as an argument of isFailure. */
function isAsked({ parent }: ts.Node): boolean {
  if (ts.isLiteralTypeNode(parent) || ts.isArrayLiteralExpression(parent)) return true;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return ts.isCallExpression(parent) && parent.expression.getText() === "isFailure";
}

function makerOf(literal: ts.Node, source: Source): string {
  for (let node = literal.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isNewExpression(node) && node.expression.getText() === "DiagnosticError") {
      return `${source.path}:${source.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    }
    if (ts.isCallExpression(node)) return definedIn(node.expression.getText(), source);
    if (ts.isVariableDeclaration(node)) return definedIn(node.name.getText(), source);
  }
  return `${source.path}: nothing is made of it`;
}

/** A name with the file it is declared in. */
function definedIn(name: string, { path, tree }: Source): string {
  const importing = tree.statements.filter(ts.isImportDeclaration).find(({ importClause }) => {
    const named = importClause?.namedBindings;
    return named !== undefined && ts.isNamedImports(named) && named.elements.some((element) => element.name.text === name);
  });
  const specifier = importing?.moduleSpecifier;
  const isImported = specifier !== undefined && ts.isStringLiteral(specifier);
  return `${isImported ? join(dirname(path), specifier.text) : path}#${name}`;
}

const uses = SOURCES.filter(({ path }) => path !== "diagnostics/ids.ts").flatMap(usesIn);

test("each id is of one kind of failure: it is used in one place, or by one helper function", () => {
  const makers = IDS.map((id) => [id, [...new Set(uses.filter((use) => use.id === id).map(({ maker }) => maker))]] as const);
  expect(makers.filter(([, of]) => of.length !== 1)).toEqual([]);
  expect(makers.filter(([, [maker = ""]]) => maker.endsWith("nothing is made of it"))).toEqual([]);
});

test("ids are kebab-case", () => {
  expect(IDS.filter((id) => !/^[a-z]+[0-9]*(-[a-z]+[0-9]*)*$/.test(id))).toEqual([]);
});

test("docs/diagnostics.md lists each id with its category and what it means", () => {
  const page = readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (\S+) \| (.*\S) \|$/gm)];
  const meanings = rows.map(([, , , meaning = ""]) => meaning);
  expect(rows.map(([, id, category]) => `${id ?? ""}: ${category ?? ""}`).sort()).toEqual(
    Object.entries(DIAGNOSTIC_CATEGORIES).map(([id, category]) => `${id}: ${category}`).sort(),
  );
  expect(meanings.filter((meaning) => meaning.split(" ").length < 3)).toEqual([]);
  expect(new Set(meanings).size).toBe(rows.length);
});
