// Lowers the syntax tree of a target to closures over float64. Whatever is not on the allow-list is refused, so that an
// expression can do nothing but compute a number.

import type { MathNode } from "mathjs";
import type { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { notAllowed } from "./not-allowed.ts";
import { rewritingOf } from "./rewritings.ts";
import {
  ANY_ARGUMENT_FUNCTIONS,
  BINARY_OPERATORS,
  COMPARISONS,
  CONSTANTS,
  FUNCTION_NAMES,
  ONE_ARGUMENT_FUNCTIONS,
  TWO_ARGUMENT_FUNCTIONS,
  UNARY_OPERATORS,
} from "./vocabulary.ts";
import { isSyntaxNode } from "./syntax.ts";
import { unknownName } from "./unknown-name.ts";
import type { FunctionNode } from "./syntax.ts";

/** Nodes a syntax tree may have. */
const MAXIMUM_NODES = 500;

type Point = ArrayLike<number>;
type Evaluate = (point: Point) => number;
type Condition = (point: Point) => boolean;

/**
 * The function a syntax tree describes, of points with a coordinate per variable. Variables hide constants of the same name.
 *
 * @throws DiagnosticError (usage, at the setting `target`) naming the first part that is not allowed.
 */
export function lowerExpression(tree: MathNode, variables: readonly string[]): Evaluate {
  let nodes = 0;
  tree.traverse(() => nodes++);
  if (nodes > MAXIMUM_NODES) throw notAllowed(`the target has ${nodes} parts`, `at most ${MAXIMUM_NODES} are allowed`);
  return new Lowering(variables, tree).number(tree);
}

class Lowering {
  private readonly variables: readonly string[];
  private readonly tree: MathNode;

  constructor(variables: readonly string[], tree: MathNode) {
    this.variables = variables;
    this.tree = tree;
  }

  number(node: MathNode): Evaluate {
    if (!isSyntaxNode(node)) throw unknownPart(node);
    switch (node.type) {
      case "ConstantNode":
        return literal(node.value);
      case "SymbolNode":
        return this.symbol(node.name);
      case "ParenthesisNode":
        return this.number(node.content);
      case "OperatorNode":
        return this.operator(node.fn, node.args, node);
      case "FunctionNode":
        return this.call(node);
      case "ConditionalNode": {
        const condition = this.condition(node.condition);
        const whenTrue = this.number(node.trueExpr);
        const whenFalse = this.number(node.falseExpr);
        return (point) => (condition(point) ? whenTrue(point) : whenFalse(point));
      }
      case "RelationalNode":
        throw unknownPart(node);
    }
  }

  private symbol(name: string): Evaluate {
    const position = this.variables.indexOf(name);
    if (position >= 0) return (point) => point[position] ?? NaN;
    const value = CONSTANTS.get(name);
    if (value !== undefined) return () => value;
    if (FUNCTION_NAMES.includes(name)) throw notAllowed(`the target uses the function '${name}' without an argument`, undefined, `write ${name}(…)`);
    throw unknownName(name, this.variables, this.tree);
  }

  private operator(name: string, args: readonly MathNode[], node: MathNode): Evaluate {
    const [first, second] = args;
    const unary = UNARY_OPERATORS.get(name);
    if (unary !== undefined) {
      const argument = this.number(first);
      return (point) => unary(argument(point));
    }
    const binary = BINARY_OPERATORS.get(name);
    if (binary === undefined || args.length !== 2) throw unknownPart(node, rewritingOf(name, args.map((argument) => argument.toString())));
    const left = this.number(first);
    const right = this.number(second);
    return (point) => binary(left(point), right(point));
  }

  private call(node: FunctionNode): Evaluate {
    const name = calledName(node);
    if (!FUNCTION_NAMES.includes(name)) {
      throw notAllowed(
        `the target calls the unknown function '${name}'`,
        `known functions: ${FUNCTION_NAMES.join(", ")}`,
        rewritingOf(name, node.args.map((argument) => argument.toString())) ?? didYouMean(name, FUNCTION_NAMES),
      );
    }
    const args = node.args.map((argument) => this.number(argument));
    const [first, second] = args;
    const one = ONE_ARGUMENT_FUNCTIONS.get(name);
    if (one !== undefined && args.length === 1) return (point) => one(first(point));
    const two = TWO_ARGUMENT_FUNCTIONS.get(name);
    if (two !== undefined && args.length === 2) return (point) => two(first(point), second(point));
    const any = ANY_ARGUMENT_FUNCTIONS.get(name);
    if (any !== undefined && args.length > 0) return (point) => any(args.map((argument) => argument(point)));
    throw notAllowed(`the target gives ${name} ${args.length} argument${args.length === 1 ? "" : "s"}`, `${name} takes ${argumentCounts(name)}`);
  }

  private condition(node: MathNode): Condition {
    if (!isSyntaxNode(node)) throw noCondition(node);
    switch (node.type) {
      case "ParenthesisNode":
        return this.condition(node.content);
      case "RelationalNode": {
        const parts = node.params.map((part) => this.number(part));
        const links = node.conditionals.map((name, position) => comparison(name, parts[position], parts[position + 1]));
        return (point) => links.every((link) => link(point));
      }
      case "OperatorNode": {
        const [first, second] = node.args;
        if (node.fn === "not") return negated(this.condition(first));
        if (COMPARISONS.has(node.fn)) return comparison(node.fn, this.number(first), this.number(second));
        if (node.fn !== "and" && node.fn !== "or") throw noCondition(node);
        const left = this.condition(first);
        const right = this.condition(second);
        return node.fn === "and" ? (point) => left(point) && right(point) : (point) => left(point) || right(point);
      }
      case "ConditionalNode":
      case "ConstantNode":
      case "FunctionNode":
      case "SymbolNode":
        throw noCondition(node);
    }
  }
}

function comparison(name: string, left: Evaluate, right: Evaluate): Condition {
  const compare = COMPARISONS.get(name);
  if (compare === undefined) throw new RangeError(`mathjs has an unknown comparison, ${name}`);
  return (point) => compare(left(point), right(point));
}

function literal(value: unknown): Evaluate {
  if (typeof value !== "number") throw notAllowed(`the target has '${String(value)}' where a number is expected`);
  if (!Number.isFinite(value)) throw notAllowed("the target has a number that is too large for float64");
  return () => value;
}

function negated(condition: Condition): Condition {
  return (point) => !condition(point);
}

function calledName(node: FunctionNode): string {
  return isSyntaxNode(node.fn) && node.fn.type === "SymbolNode" ? node.fn.name : node.fn.toString();
}

function argumentCounts(name: string): string {
  const counts: string[] = [];
  if (ONE_ARGUMENT_FUNCTIONS.has(name)) counts.push("1");
  if (TWO_ARGUMENT_FUNCTIONS.has(name)) counts.push("2");
  return counts.length > 0 ? counts.join(" or ") : "1 or more";
}

function unknownPart(node: MathNode, hint?: string): DiagnosticError {
  return notAllowed(
    `the target has '${node.toString()}', which is not allowed`,
    "a target is made of numbers, variables, + - * / ^, functions and conditions such as x < 1 ? x : 1",
    hint,
  );
}

function noCondition(node: MathNode): DiagnosticError {
  return notAllowed(
    `the target has '${node.toString()}' where a condition is expected`,
    "a condition compares numbers by <, <=, >, >=, == or !=, joined by and, or, not",
  );
}
