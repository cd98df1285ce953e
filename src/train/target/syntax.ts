// The kinds of syntax-tree nodes a target may be made of, as mathjs builds them.
// mathjs's own types leave the kind of a node open; these close it. Nothing is converted.

import type { MathNode } from "mathjs";

interface ConstantNode extends MathNode {
  readonly type: "ConstantNode";
  /** A number, or what other literals stand for. */
  readonly value: unknown;
}

interface SymbolNode extends MathNode {
  readonly type: "SymbolNode";
  readonly name: string;
}

interface ParenthesisNode extends MathNode {
  readonly type: "ParenthesisNode";
  readonly content: MathNode;
}

interface OperatorNode extends MathNode {
  readonly type: "OperatorNode";
  /** The name of the function the operator stands for: `add`, `unaryMinus`, `smaller`, … */
  readonly fn: string;
  readonly args: readonly MathNode[];
}

export interface FunctionNode extends MathNode {
  readonly type: "FunctionNode";
  /** The called name, or a path such as `a.b`. */
  readonly fn: MathNode;
  readonly args: readonly MathNode[];
}

interface ConditionalNode extends MathNode {
  readonly type: "ConditionalNode";
  readonly condition: MathNode;
  readonly trueExpr: MathNode;
  readonly falseExpr: MathNode;
}

/** A chain of comparisons: `0 < x < 1`. */
interface RelationalNode extends MathNode {
  readonly type: "RelationalNode";
  readonly conditionals: readonly string[];
  readonly params: readonly MathNode[];
}

export type SyntaxNode =
  | ConstantNode
  | SymbolNode
  | ParenthesisNode
  | OperatorNode
  | FunctionNode
  | ConditionalNode
  | RelationalNode;

const KINDS: ReadonlySet<string> = new Set<SyntaxNode["type"]>([
  "ConstantNode",
  "SymbolNode",
  "ParenthesisNode",
  "OperatorNode",
  "FunctionNode",
  "ConditionalNode",
  "RelationalNode",
]);

export function isSyntaxNode(node: MathNode): node is SyntaxNode {
  return KINDS.has(node.type);
}
