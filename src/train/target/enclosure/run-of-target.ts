// Runs a target's expression with what stands for numbers in their place, such as bounds: what its syntax says, whatever a value is. Follows the
// syntax that lower-expression.ts allows.

import type { MathNode } from "mathjs";
import { isSyntaxNode, type FunctionNode } from "../syntax.ts";
import type { Target } from "../target.ts";
import { ANY_ARGUMENT_FUNCTIONS, CONSTANTS } from "../vocabulary.ts";
import type { Range } from "./outward.ts";

const OF_TWO = ["add", "subtract", "multiply", "divide", "pow", "atan2", "hypot", "log"] as const;

/** Operators and functions of two numbers, of which `log` is the logarithm of the first to the base of the second. */
type OfTwo = (typeof OF_TWO)[number];

/** What stands for a number, and what is computed of it. Each may throw, which ends the run. */
export interface TargetDomain<Value> {
  constant(value: number): Value;
  negative(of: Value): Value;
  /** A function of one number. */
  called(name: string, of: Value): Value;
  readonly ofTwo: Readonly<Record<OfTwo, (one: Value, other: Value) => Value>>;
  /** The larger or the smaller of two. */
  extreme(one: Value, other: Value, larger: boolean): Value;
  /** One of two, where it is not known which. */
  either(one: Value, other: Value): Value;
  rangeOf(value: Value): Range;
}

/** Given the variables, in order. */
type Part<Value> = (variables: readonly Value[]) => Value;
/** Undefined where it holds for some of the values, or may. */
type Decision<Value> = (variables: readonly Value[]) => boolean | undefined;

/** @param expression that of the target, parsed. */
export function runOfTarget<Value>({ variables }: Target, expression: MathNode, domain: TargetDomain<Value>): Part<Value> {
  return new TargetRun(variables, domain).number(expression);
}

class TargetRun<Value> {
  private readonly variables: readonly string[];
  private readonly domain: TargetDomain<Value>;

  constructor(variables: readonly string[], domain: TargetDomain<Value>) {
    [this.variables, this.domain] = [variables, domain];
  }

  number(node: MathNode): Part<Value> {
    if (!isSyntaxNode(node)) throw unknown(node);
    switch (node.type) {
      case "ConstantNode":
        return this.constantly(Number(node.value));
      case "SymbolNode": {
        const place = this.variables.indexOf(node.name);
        return place >= 0 ? (x) => x[place] : this.constantly(CONSTANTS.get(node.name) ?? NaN);
      }
      case "ParenthesisNode":
        return this.number(node.content);
      case "OperatorNode":
        return this.operator(node.fn, node.args);
      case "FunctionNode":
        return this.call(node);
      case "ConditionalNode": {
        const condition = this.condition(node.condition);
        const [yes, no] = [this.number(node.trueExpr), this.number(node.falseExpr)];
        return (x) => {
          const decision = condition(x);
          return decision === undefined ? this.domain.either(yes(x), no(x)) : decision ? yes(x) : no(x);
        };
      }
      case "RelationalNode":
        throw unknown(node);
    }
  }

  private operator(name: string, args: readonly MathNode[]): Part<Value> {
    const [first, second] = args.map((argument) => this.number(argument));
    if (args.length === 1) return name === "unaryMinus" ? (x) => this.domain.negative(first(x)) : first;
    return this.both(name, first, second);
  }

  private call(node: FunctionNode): Part<Value> {
    const name = node.fn.toString();
    const args = node.args.map((argument) => this.number(argument));
    const [first, second] = args;
    if (ANY_ARGUMENT_FUNCTIONS.has(name)) return (x) => args.map((argument) => argument(x)).reduce((one, other) => this.domain.extreme(one, other, name === "max"));
    return args.length === 1 ? (x) => this.domain.called(name, first(x)) : this.both(name, first, second);
  }

  private condition(node: MathNode): Decision<Value> {
    if (!isSyntaxNode(node)) throw unknown(node);
    switch (node.type) {
      case "ParenthesisNode":
        return this.condition(node.content);
      case "RelationalNode": {
        const parts = node.params.map((one) => this.number(one));
        return all(node.conditionals.map((name, place) => this.comparison(name, parts[place], parts[place + 1])));
      }
      case "OperatorNode":
        return this.decision(node.fn, node.args);
      case "ConditionalNode":
      case "ConstantNode":
      case "FunctionNode":
      case "SymbolNode":
        throw unknown(node);
    }
  }

  private decision(name: string, args: readonly MathNode[]): Decision<Value> {
    const [first, second] = args;
    if (name === "not") return not(this.condition(first));
    if (name === "and") return all([this.condition(first), this.condition(second)]);
    if (name === "or") return not(all([not(this.condition(first)), not(this.condition(second))]));
    return this.comparison(name, this.number(first), this.number(second));
  }

  private constantly(value: number): Part<Value> {
    const constant = this.domain.constant(value);
    return () => constant;
  }

  private both(name: string, first: Part<Value>, second: Part<Value>): Part<Value> {
    const known = OF_TWO.find((one) => one === name);
    if (known === undefined) throw new RangeError(`nothing is known of ${name}`);
    const rule = this.domain.ofTwo[known];
    return (x) => rule(first(x), second(x));
  }

  /** Where bounds touch, an exact comparison is not decided: they may have been moved. */
  private comparison(name: string, left: Part<Value>, right: Part<Value>): Decision<Value> {
    return (x) => {
      const [one, other] = [this.domain.rangeOf(left(x)), this.domain.rangeOf(right(x))];
      if (one.high < other.low) return name === "smaller" || name === "smallerEq" || name === "unequal";
      if (one.low > other.high) return name === "larger" || name === "largerEq" || name === "unequal";
      return undefined;
    };
  }
}

function not<Value>(decision: Decision<Value>): Decision<Value> {
  return (x) => {
    const held = decision(x);
    return held === undefined ? undefined : !held;
  };
}

/** As in targets, what follows one that does not hold is not asked: it may have no value there. */
function all<Value>(decisions: readonly Decision<Value>[]): Decision<Value> {
  return (x) => {
    let allHold: true | undefined = true;
    for (const decision of decisions) {
      const held = decision(x);
      if (held === false) return false;
      if (held === undefined) allHold = undefined;
    }
    return allHold;
  };
}

function unknown(node: MathNode): RangeError {
  return new RangeError(`'${node.toString()}' is no part of a target`);
}
