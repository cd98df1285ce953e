// A target as a Program of float32, as one writes the formula down: an operator for each of its parts. Whose functions are called is
// decided where it is spelled. Does not look at domains.

import type { MathNode } from "mathjs";
import { ProgramBuilder } from "../../program/builder.ts";
import * as e from "../../program/expression.ts";
import { KERNEL_NAMES, type OperatorName } from "../../program/operator-name.ts";
import type { Expression, InputBuffer, OutputBuffer, Program } from "../../program/program.ts";
import { isSyntaxNode, type FunctionNode } from "./syntax.ts";
import type { Target } from "./target.ts";
import { BINARY_OPERATORS, CONSTANTS, ONE_ARGUMENT_FUNCTIONS, TWO_ARGUMENT_FUNCTIONS, UNARY_OPERATORS } from "./vocabulary.ts";

export interface NoFormula {
  /** Goes on from "no formula: ". */
  readonly reason: string;
}

/** Numbers are float64 until they meet what is computed in float32. */
type Part = number | Expression;

/**
 * The Program that takes `inputs` and fills `outputs` with the targets, one for each of their elements; constants are computed in float64
 * and rounded once. Says which part no operator computes, where there is one.
 *
 * @param targets functions of as many variables as the inputs have elements, in order.
 */
export async function formulaProgram(
  targets: readonly Target[],
  inputs: readonly InputBuffer[],
  outputs: readonly OutputBuffer[],
): Promise<Program | NoFormula> {
  const { parseExpression } = await import("./parse.ts");
  const builder = new ProgramBuilder();
  const elements = inputs.flatMap((input) => {
    const buffer = builder.buffer(input);
    return Array.from({ length: input.size }, (_, place) => e.load(buffer, e.constantIndex(place)));
  });
  const ids = outputs.map((output) => builder.buffer(output));
  try {
    const values = targets.map(({ expression, variables }) => {
      const named = new Map(variables.map((name, place) => [name, elements[place]]));
      return inFloat32(new Formula(named).number(parseExpression(expression)));
    });
    let next = 0;
    const isReturned = outputs.length === 1 && outputs[0].size === 1;
    outputs.forEach(({ size }, position) => {
      for (let place = 0; place < size; place++) {
        const value = values[next++];
        if (isReturned) builder.return(value);
        else builder.store(ids[position], e.constantIndex(place), value);
      }
    });
  } catch (error) {
    if (error instanceof NoOperator) return { reason: error.message };
    throw error;
  }
  return builder.finish();
}

/** Thrown where a part has no operator. */
class NoOperator extends Error {}

/** Kernels of targets' names. */
const KERNELS: ReadonlySet<string> = new Set(KERNEL_NAMES);

class Formula {
  private readonly variables: ReadonlyMap<string, Expression>;

  constructor(variables: ReadonlyMap<string, Expression>) {
    this.variables = variables;
  }

  number(node: MathNode): Part {
    if (!isSyntaxNode(node)) throw without(node.toString());
    switch (node.type) {
      case "ConstantNode":
        return Number(node.value);
      case "SymbolNode": {
        const found = this.variables.get(node.name) ?? CONSTANTS.get(node.name);
        if (found === undefined) throw without(node.name);
        return found;
      }
      case "ParenthesisNode":
        return this.number(node.content);
      case "OperatorNode":
        return operation(node.fn, node.args.map((argument) => this.number(argument)));
      case "FunctionNode":
        return called(nameOf(node), node.args.map((argument) => this.number(argument)));
      case "ConditionalNode":
        return this.chosen(node.condition, inFloat32(this.number(node.trueExpr)), inFloat32(this.number(node.falseExpr)));
      case "RelationalNode":
        throw without(node.toString());
    }
  }

  /** One value where the condition holds, else the other. */
  private chosen(condition: MathNode, whenTrue: Expression, whenFalse: Expression): Expression {
    if (!isSyntaxNode(condition)) throw without(condition.toString());
    switch (condition.type) {
      case "ParenthesisNode":
        return this.chosen(condition.content, whenTrue, whenFalse);
      case "RelationalNode":
        return condition.conditionals.reduceRight(
          (chosen, name, place) => compared(name, this.number(condition.params[place]), this.number(condition.params[place + 1]), chosen, whenFalse),
          whenTrue,
        );
      case "OperatorNode": {
        const [first, second] = condition.args;
        if (condition.fn === "not") return this.chosen(first, whenFalse, whenTrue);
        if (condition.fn === "and") return this.chosen(first, this.chosen(second, whenTrue, whenFalse), whenFalse);
        if (condition.fn === "or") return this.chosen(first, whenTrue, this.chosen(second, whenTrue, whenFalse));
        return compared(condition.fn, this.number(first), this.number(second), whenTrue, whenFalse);
      }
      case "ConditionalNode":
      case "ConstantNode":
      case "FunctionNode":
      case "SymbolNode":
        throw without(condition.toString());
    }
  }
}

function operation(name: string, args: readonly Part[]): Part {
  const [first, second] = args;
  const unary = UNARY_OPERATORS.get(name);
  if (unary !== undefined) {
    if (typeof first === "number") return unary(first);
    return name === "unaryMinus" ? e.apply("negate", [first]) : first;
  }
  const binary = BINARY_OPERATORS.get(name);
  if (binary === undefined) throw without(name);
  if (typeof first === "number" && typeof second === "number") return binary(first, second);
  if (name === "pow" && typeof second === "number") {
    const power = wholePower(inFloat32(first), second);
    if (power !== undefined) return power;
  }
  const [left, right] = [inFloat32(first), inFloat32(second)];
  switch (name) {
    case "add":
      return e.add(left, right);
    case "subtract":
      return e.subtract(left, right);
    case "multiply":
      return e.multiply(left, right);
    case "divide":
      return e.divide(left, right);
    default:
      return e.apply("pow", [left, right], "power");
  }
}

/** Small ones as products, as one writes them. */
function wholePower(base: Expression, exponent: number): Expression | undefined {
  if (exponent === 2) return e.multiply(base, base, "square");
  if (exponent === 3) return e.multiply(e.multiply(base, base, "square"), base, "cube");
  return undefined;
}

function called(name: string, args: readonly Part[]): Part {
  const [first, second] = args;
  if (args.length === 1 && typeof first === "number") {
    const value = ONE_ARGUMENT_FUNCTIONS.get(name)?.(first);
    if (value !== undefined) return value;
  }
  if (args.length === 2 && typeof first === "number" && typeof second === "number") {
    const value = TWO_ARGUMENT_FUNCTIONS.get(name)?.(first, second);
    if (value !== undefined) return value;
  }
  const [x, ...others] = args.map(inFloat32);
  switch (name) {
    case "max":
      return others.reduce((greatest, one) => e.select(e.less(greatest, one), one, greatest), x);
    case "min":
      return others.reduce((least, one) => e.select(e.less(one, least), one, least), x);
    case "sqrt":
      return e.squareRoot(x);
    case "square":
    case "cube":
      return wholePower(x, name === "square" ? 2 : 3) ?? x;
    case "pow":
      return operation("pow", args);
    case "log":
      return others.length === 0 ? e.apply("log", [x]) : e.divide(e.apply("log", [x]), e.apply("log", [others[0]]));
    default:
      if (!isKernel(name) || args.length !== 1) throw without(name);
      return e.apply(name, [x]);
  }
}

function compared(name: string, first: Part, second: Part, whenTrue: Expression, whenFalse: Expression): Expression {
  const [left, right] = [inFloat32(first), inFloat32(second)];
  switch (name) {
    case "smaller":
      return e.select(e.less(left, right), whenTrue, whenFalse);
    case "smallerEq":
      return e.select(e.lessOrEqual(left, right), whenTrue, whenFalse);
    case "larger":
      return e.select(e.less(right, left), whenTrue, whenFalse);
    case "largerEq":
      return e.select(e.lessOrEqual(right, left), whenTrue, whenFalse);
    case "equal":
      return e.select(e.apply("equal", [left, right]), whenTrue, whenFalse);
    case "unequal":
      return e.select(e.apply("equal", [left, right]), whenFalse, whenTrue);
    default:
      throw without(name);
  }
}

/** A number is rounded; −0 is no constant of Go's. */
function inFloat32(part: Part): Expression {
  return typeof part === "number" ? e.constant(Math.fround(part) + 0) : part;
}

function isKernel(name: string): name is Extract<OperatorName, (typeof KERNEL_NAMES)[number]> {
  return KERNELS.has(name);
}

function nameOf({ fn }: FunctionNode): string {
  return isSyntaxNode(fn) && fn.type === "SymbolNode" ? fn.name : fn.toString();
}

function without(part: string): NoOperator {
  return new NoOperator(`no language has a function for ${part}`);
}
