// Bounds of a target over intervals, and of its derivatives: what a bound of an error is proved with. Refuses nothing: it is asked of targets that
// were compiled.

import type { MathNode } from "mathjs";
import type { AffineAlgebra } from "../../../program/domains/affine-algebra.ts";
import type { Target } from "../target.ts";
import { angleJet, called, hypotenuseJet, logarithmJet, powerJet } from "./calls.ts";
import { FormsOfTarget } from "./forms-of-target.ts";
import { FUNCTION_RANGES } from "./functions.ts";
import { addJets, constantJet, divideJets, eitherJet, extremeJet, multiplyJets, negateJet, NotDefined, NOTHING_KNOWN, steadyJet, variableJet, type Jet } from "./jet.ts";
import type { Range } from "./outward.ts";
import { runOfTarget, type TargetDomain } from "./run-of-target.ts";

/** The function in real arithmetic, on an interval of its only variable; without bounds where it may have no value. */
export type Enclosure = (x: Range) => Jet;

/** The function of several variables, on an interval of each; without bounds where it may have no value. */
export interface BoxEnclosure {
  value(box: readonly Range[]): Range;
  /** Of the partial derivative by a variable. */
  slope(box: readonly Range[], variable: number): Range;
  /** Forms of it, given those of the variables; undefined where it may have no value, or where that is not known. */
  formsBy<Form extends object>(forms: AffineAlgebra<Form>): (variables: readonly Form[]) => Form | undefined;
}

/** @param target of one variable. */
export async function encloseTarget(target: Target): Promise<Enclosure> {
  const { functionName } = target;
  if (functionName !== undefined && FUNCTION_RANGES.has(functionName)) return whereDefined((x) => called(functionName, variableJet(x)));
  const run = runOfTarget(target, await parsed(target), JETS);
  return whereDefined((x) => run([variableJet(x)]));
}

/** @param target of any number of variables. */
export async function encloseOverBoxes(target: Target): Promise<BoxEnclosure> {
  const expression = await parsed(target);
  const run = runOfTarget(target, expression, JETS);
  const enclosure = (box: readonly Range[], variable: number): Jet =>
    whereDefined(() => run(box.map((range, place) => (place === variable ? variableJet(range) : steadyJet(range)))))(box[variable]);
  return {
    value: (box) => enclosure(box, 0).value,
    slope: (box, variable) => enclosure(box, variable).slope,
    formsBy(forms) {
      const runOfForms = runOfTarget(target, expression, new FormsOfTarget(forms));
      return (variables) => unlessNotDefined(() => runOfForms(variables));
    },
  };
}

async function parsed({ expression }: Target): Promise<MathNode> {
  const { parseExpression } = await import("../parse.ts");
  return parseExpression(expression);
}

function whereDefined(enclosure: Enclosure): Enclosure {
  return (x) => unlessNotDefined(() => enclosure(x)) ?? NOTHING_KNOWN;
}

function unlessNotDefined<Value>(computed: () => Value): Value | undefined {
  try {
    return computed();
  } catch (error) {
    if (error instanceof NotDefined) return undefined;
    throw error;
  }
}

const JETS: TargetDomain<Jet> = {
  constant: constantJet,
  negative: negateJet,
  called,
  extreme: extremeJet,
  either: eitherJet,
  rangeOf: ({ value }) => value,
  ofTwo: {
    add: addJets,
    subtract: (one, other) => addJets(one, negateJet(other)),
    multiply: multiplyJets,
    divide: divideJets,
    pow: powerJet,
    atan2: angleJet,
    hypot: hypotenuseJet,
    log: logarithmJet,
  },
};
