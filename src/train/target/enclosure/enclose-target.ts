// Bounds of a target over intervals, and of its derivatives: what a bound of an error is proved with. Follows the syntax that
// lower-expression.ts allows, and refuses nothing: it is asked of targets that were compiled.

import type { MathNode } from "mathjs";
import { isSyntaxNode, type FunctionNode } from "../syntax.ts";
import type { Target } from "../target.ts";
import { ANY_ARGUMENT_FUNCTIONS, CONSTANTS } from "../vocabulary.ts";
import { angleJet, called, hypotenuseJet, logarithmJet, powerJet } from "./calls.ts";
import { FUNCTION_RANGES } from "./functions.ts";
import { addJets, constantJet, divideJets, eitherJet, extremeJet, multiplyJets, negateJet, NotDefined, NOTHING_KNOWN, steadyJet, variableJet, type Jet } from "./jet.ts";
import type { Range } from "./outward.ts";

/** The function in real arithmetic, on an interval of its only variable; without bounds where it may have no value. */
export type Enclosure = (x: Range) => Jet;

/** The function of several variables, on an interval of each; without bounds where it may have no value. */
export interface BoxEnclosure {
  value(box: readonly Range[]): Range;
  /** Of the partial derivative by a variable. */
  slope(box: readonly Range[], variable: number): Range;
}

/** Jets of the variables, in order. */
type Part = (variables: readonly Jet[]) => Jet;
type Binary = (one: Jet, other: Jet) => Jet;
/** Undefined where it holds for some of the interval, or may. */
type Decision = (variables: readonly Jet[]) => boolean | undefined;

/** @param target of one variable. */
export async function encloseTarget(target: Target): Promise<Enclosure> {
  const { functionName } = target;
  if (functionName !== undefined && FUNCTION_RANGES.has(functionName)) return whereDefined((x) => called(functionName, variableJet(x)));
  const part = await partOf(target);
  return whereDefined((x) => part([variableJet(x)]));
}

/** @param target of any number of variables. */
export async function encloseOverBoxes(target: Target): Promise<BoxEnclosure> {
  const part = await partOf(target);
  const enclosure = (box: readonly Range[], variable: number): Jet =>
    whereDefined(() => part(box.map((range, place) => (place === variable ? variableJet(range) : steadyJet(range)))))(box[variable]);
  return {
    value: (box) => enclosure(box, 0).value,
    slope: (box, variable) => enclosure(box, variable).slope,
  };
}

async function partOf({ expression, variables }: Target): Promise<Part> {
  const { parseExpression } = await import("../parse.ts");
  return new Enclosing(variables).number(parseExpression(expression));
}

function whereDefined(enclosure: Enclosure): Enclosure {
  return (x) => {
    try {
      return enclosure(x);
    } catch (error) {
      if (error instanceof NotDefined) return NOTHING_KNOWN;
      throw error;
    }
  };
}

const OPERATORS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ["add", addJets],
  ["subtract", (one, other) => addJets(one, negateJet(other))],
  ["multiply", multiplyJets],
  ["divide", divideJets],
  ["pow", powerJet],
]);

const FUNCTIONS_OF_TWO: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ["pow", powerJet],
  ["atan2", angleJet],
  ["hypot", hypotenuseJet],
  ["log", logarithmJet],
]);

class Enclosing {
  private readonly variables: readonly string[];

  constructor(variables: readonly string[]) {
    this.variables = variables;
  }

  number(node: MathNode): Part {
    if (!isSyntaxNode(node)) throw unknown(node);
    switch (node.type) {
      case "ConstantNode":
        return constantly(Number(node.value));
      case "SymbolNode": {
        const place = this.variables.indexOf(node.name);
        return place >= 0 ? (x) => x[place] : constantly(CONSTANTS.get(node.name) ?? NaN);
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
          return decision === undefined ? eitherJet(yes(x), no(x)) : decision ? yes(x) : no(x);
        };
      }
      case "RelationalNode":
        throw unknown(node);
    }
  }

  private operator(name: string, args: readonly MathNode[]): Part {
    const [first, second] = args.map((argument) => this.number(argument));
    if (args.length === 1) return name === "unaryMinus" ? (x) => negateJet(first(x)) : first;
    return both(OPERATORS.get(name), name, first, second);
  }

  private call(node: FunctionNode): Part {
    const name = node.fn.toString();
    const args = node.args.map((argument) => this.number(argument));
    const [first, second] = args;
    if (ANY_ARGUMENT_FUNCTIONS.has(name)) return (x) => args.map((argument) => argument(x)).reduce((one, other) => extremeJet(one, other, name === "max"));
    return args.length === 1 ? (x) => called(name, first(x)) : both(FUNCTIONS_OF_TWO.get(name), name, first, second);
  }

  private condition(node: MathNode): Decision {
    if (!isSyntaxNode(node)) throw unknown(node);
    switch (node.type) {
      case "ParenthesisNode":
        return this.condition(node.content);
      case "RelationalNode": {
        const parts = node.params.map((one) => this.number(one));
        return all(node.conditionals.map((name, place) => comparison(name, parts[place], parts[place + 1])));
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

  private decision(name: string, args: readonly MathNode[]): Decision {
    const [first, second] = args;
    if (name === "not") return not(this.condition(first));
    if (name === "and") return all([this.condition(first), this.condition(second)]);
    if (name === "or") return not(all([not(this.condition(first)), not(this.condition(second))]));
    return comparison(name, this.number(first), this.number(second));
  }
}

function constantly(value: number): Part {
  const jet = constantJet(value);
  return () => jet;
}

function both(rule: Binary | undefined, name: string, first: Part, second: Part): Part {
  if (rule === undefined) throw new RangeError(`nothing is known of ${name}`);
  return (x) => rule(first(x), second(x));
}

/** Where bounds touch, an exact comparison is not decided: they may have been moved. */
function comparison(name: string, left: Part, right: Part): Decision {
  return (x) => {
    const [one, other] = [left(x).value, right(x).value];
    if (one.high < other.low) return name === "smaller" || name === "smallerEq" || name === "unequal";
    if (one.low > other.high) return name === "larger" || name === "largerEq" || name === "unequal";
    return undefined;
  };
}

function not(decision: Decision): Decision {
  return (x) => {
    const held = decision(x);
    return held === undefined ? undefined : !held;
  };
}

/** As in targets, what follows one that does not hold is not asked: it may have no value there. */
function all(decisions: readonly Decision[]): Decision {
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
