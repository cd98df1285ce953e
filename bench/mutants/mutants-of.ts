// Every mutant of a source file that is made of one kind of mistake at one place. Chooses none and runs nothing.

import ts from "typescript";
import type { Mutant, MutationKind } from "./mutant.ts";

/** A text in place of a node's. */
interface Change {
  readonly kind: MutationKind;
  readonly node: ts.Node;
  readonly after: string;
}

/** The operators that are taken for one another, by their text. */
const OPERATORS: Readonly<Record<string, string>> = {
  "+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "===": "!==", "!==": "===", "&&": "||", "||": "&&",
  "??": "||", "<<": ">>", ">>": "<<", ">>>": "<<", "&": "|", "|": "&", "^": "&", "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=",
};

/**
 * All mutants of a file, in the order of their places. Left alone are types, imports, an op's examples, which are what it is tested with, and the
 * texts of errors that only a defect of nnc raises (RangeError, Error).
 *
 * @param file its path, as mutants name it.
 */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node, inside: string): void => {
    if (isLeftAlone(node)) return;
    for (const change of changesAt(node, source)) found.push(asMutant(change, file, inside, source));
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  for (const statement of source.statements) visit(statement, nameOf(statement, source));
  return found;
}

function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) return ts.isIdentifier(node.name) && node.name.text === "examples";
  return ts.isNewExpression(node) && ts.isIdentifier(node.expression) && ["RangeError", "Error"].includes(node.expression.text);
}

function nameOf(statement: ts.Statement, source: ts.SourceFile): string {
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) return statement.name.text;
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations[0].name.getText(source) : "";
}

function asMutant({ kind, node, after }: Change, file: string, inside: string, source: ts.SourceFile): Mutant {
  const start = node.getStart(source);
  const { line } = source.getLineAndCharacterOfPosition(start);
  const [whole] = source.text.slice(source.getPositionOfLineAndCharacter(line, 0)).split("\n", 1);
  return { file, inside, kind, start, end: node.end, before: node.getText(source), after, line: whole.trim(), lineNumber: line + 1 };
}

function changesAt(node: ts.Node, source: ts.SourceFile): readonly Change[] {
  if (ts.isBinaryExpression(node)) return ofOperator(node, source);
  if (ts.isNumericLiteral(node)) return ofNumber(node);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ kind: "constant", node, after: "false" }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ kind: "constant", node, after: "true" }];
  if (ts.isIfStatement(node)) return ofIf(node, source);
  if (ts.isWhileStatement(node)) return [negated(node.expression, source)];
  if (ts.isConditionalExpression(node)) return [negated(node.condition, source)];
  if (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression)) return [{ kind: "statement", node, after: "{}" }];
  if (ts.isArrayLiteralExpression(node)) return ofArray(node, source);
  return ofText(node, source);
}

/** The operator alone is replaced, with its operands around it, so that the change says what it is. */
function ofOperator(node: ts.BinaryExpression, source: ts.SourceFile): readonly Change[] {
  const sign = node.operatorToken.getText(source);
  const after = Object.hasOwn(OPERATORS, sign) ? OPERATORS[sign] : undefined;
  if (after === undefined) return [];
  return [{ kind: "operator", node, after: `${node.left.getText(source)} ${after} ${node.right.getText(source)}` }];
}

/** One more and, where that is a number of its own, one less; of fractions the double and the half. */
function ofNumber(node: ts.NumericLiteral): readonly Change[] {
  const value = Number(node.text);
  const others = Number.isSafeInteger(value) ? [value + 1, ...(value > 0 ? [value - 1] : [])] : [value * 2, value / 2];
  return others.map((other) => ({ kind: "constant", node, after: String(other) }));
}

function negated(condition: ts.Expression, source: ts.SourceFile): Change {
  return { kind: "condition", node: condition, after: `!(${condition.getText(source)})` };
}

/** Its condition is negated; one that leaves the function or the turn of a loop, or throws, is left out. */
function ofIf(node: ts.IfStatement, source: ts.SourceFile): readonly Change[] {
  const leaves = [ts.isReturnStatement, ts.isContinueStatement, ts.isBreakStatement, ts.isThrowStatement].some((is) => is(node.thenStatement));
  const isAlone = node.elseStatement === undefined && !ts.isIfStatement(node.parent);
  return [negated(node.expression, source), ...(leaves && isAlone ? [{ kind: "return", node, after: "{}" } as const] : [])];
}

/** The first two elements change places. */
function ofArray(node: ts.ArrayLiteralExpression, source: ts.SourceFile): readonly Change[] {
  if (node.elements.length < 2) return [];
  const [first, second, ...rest] = node.elements.map((element) => element.getText(source));
  return first === second ? [] : [{ kind: "order", node, after: `[${[second, first, ...rest].join(", ")}]` }];
}

/** A text gets a sign at its end, in templates also one between two values. Names of properties stay. */
function ofText(node: ts.Node, source: ts.SourceFile): readonly Change[] {
  if (ts.isStringLiteral(node)) {
    const isName = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    return isName ? [] : [{ kind: "text", node, after: `${node.getText(source).slice(0, -1)}~"` }];
  }
  if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateTail(node)) return [{ kind: "text", node, after: `${node.getText(source).slice(0, -1)}~\`` }];
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) return [{ kind: "text", node, after: `${node.getText(source).slice(0, -2)}~\${` }];
  return [];
}
