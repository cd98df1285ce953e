// Whether a target is an even or an odd function of its only variable, as far as its syntax proves it: the parities of parts follow from those of
// their parts. What has no parity that is found this way may still have one. Evaluates nothing.

import type { MathNode } from "mathjs";
import { isSyntaxNode, type FunctionNode } from "./syntax.ts";
import type { Target } from "./target.ts";

/** What f(−x) is of f(x): the same, the negative, or, of 0, both. */
export interface Parity {
  readonly even: boolean;
  readonly odd: boolean;
}

const NEITHER: Parity = { even: false, odd: false };
const EVEN: Parity = { even: true, odd: false };
const ODD: Parity = { even: false, odd: true };
const ZERO: Parity = { even: true, odd: true };

/** Functions of one argument; every other one that is deterministic is even where its argument is. */
const EVEN_FUNCTIONS: ReadonlySet<string> = new Set(["abs", "cos", "cosh", "square"]);
const ODD_FUNCTIONS: ReadonlySet<string> = new Set(["asin", "asinh", "atan", "atanh", "cbrt", "cube", "sign", "sin", "sinh", "tan", "tanh"]);

/** Of a target of one variable; of several nothing is said. */
export async function parityOf({ expression, variables, functionName }: Target): Promise<Parity> {
  if (variables.length !== 1) return NEITHER;
  // Without the parser, which takes long to load.
  if (functionName !== undefined) return ofOneArgument(functionName, ODD);
  const { parseExpression } = await import("./parse.ts");
  return ofNumber(parseExpression(expression), variables[0]);
}

function ofNumber(node: MathNode, variable: string): Parity {
  if (!isSyntaxNode(node)) return NEITHER;
  const parities = (nodes: readonly MathNode[]): readonly Parity[] => nodes.map((one) => ofNumber(one, variable));
  switch (node.type) {
    case "ConstantNode":
      return node.value === 0 ? ZERO : EVEN;
    case "SymbolNode":
      return node.name === variable ? ODD : EVEN;
    case "ParenthesisNode":
      return ofNumber(node.content, variable);
    case "OperatorNode":
      return ofOperation(node.fn, parities(node.args), node.args);
    case "FunctionNode":
      return ofCall(node, parities(node.args));
    case "ConditionalNode":
      return isSymmetric(node.condition, variable) ? ofSum(parities([node.trueExpr, node.falseExpr])) : NEITHER;
    case "RelationalNode":
      return NEITHER;
  }
}

function ofOperation(name: string, parities: readonly Parity[], args: readonly MathNode[]): Parity {
  const [first] = parities;
  switch (name) {
    case "unaryMinus":
    case "unaryPlus":
      return first;
    case "add":
    case "subtract":
      return ofSum(parities);
    case "multiply":
      return ofProduct(parities);
    case "divide":
      // By 0 nothing is said.
      return parities[1].even && parities[1].odd ? NEITHER : ofProduct(parities);
    case "pow":
      return ofPower(parities, args[1]);
    default:
      return NEITHER;
  }
}

function ofCall({ fn, args }: FunctionNode, parities: readonly Parity[]): Parity {
  const name = isSyntaxNode(fn) && fn.type === "SymbolNode" ? fn.name : "";
  if (name === "pow" && args.length === 2) return ofPower(parities, args[1]);
  return args.length === 1 ? ofOneArgument(name, parities[0]) : evenIf(parities.every(({ even }) => even));
}

function ofOneArgument(name: string, { even, odd }: Parity): Parity {
  if (odd && ODD_FUNCTIONS.has(name)) return even ? ZERO : ODD;
  return evenIf(even || (odd && EVEN_FUNCTIONS.has(name)));
}

/** Of terms, or of a choice between values. */
function ofSum(parities: readonly Parity[]): Parity {
  return { even: parities.every(({ even }) => even), odd: parities.every(({ odd }) => odd) };
}

/** Of factors, and of dividend and divisor: 1 divided by an odd function is odd. */
function ofProduct([left, right]: readonly Parity[]): Parity {
  return { even: (left.even && right.even) || (left.odd && right.odd), odd: (left.even && right.odd) || (left.odd && right.even) };
}

/** Whole powers keep what is even, and make odd functions even or odd as they are themselves. */
function ofPower([base, exponent]: readonly Parity[], exponentNode: MathNode): Parity {
  const power = wholeNumber(exponentNode);
  if (base.odd && !base.even && power !== undefined) return power % 2 === 0 ? EVEN : ODD;
  return evenIf(base.even && exponent.even);
}

function evenIf(isEven: boolean): Parity {
  return isEven ? EVEN : NEITHER;
}

/** The literal that a node is, with signs and parentheses around it, where it is a whole number. */
function wholeNumber(node: MathNode): number | undefined {
  if (!isSyntaxNode(node)) return undefined;
  if (node.type === "ParenthesisNode") return wholeNumber(node.content);
  if (node.type === "OperatorNode" && node.fn === "unaryMinus") {
    const opposite = wholeNumber(node.args[0]);
    return opposite === undefined ? undefined : -opposite;
  }
  return node.type === "ConstantNode" && typeof node.value === "number" && Number.isSafeInteger(node.value) ? node.value : undefined;
}

/** Whether a condition holds at −x where it holds at x. */
function isSymmetric(node: MathNode, variable: string): boolean {
  if (!isSyntaxNode(node)) return false;
  const areEven = (nodes: readonly MathNode[]): boolean => nodes.every((one) => ofNumber(one, variable).even);
  switch (node.type) {
    case "ParenthesisNode":
      return isSymmetric(node.content, variable);
    case "RelationalNode":
      return areEven(node.params);
    case "OperatorNode": {
      if (["and", "or", "not"].includes(node.fn)) return node.args.every((one) => isSymmetric(one, variable));
      const areOdd = node.args.every((one) => ofNumber(one, variable).odd);
      return areEven(node.args) || (areOdd && (node.fn === "equal" || node.fn === "unequal"));
    }
    case "ConditionalNode":
    case "ConstantNode":
    case "FunctionNode":
    case "SymbolNode":
      return false;
  }
}
