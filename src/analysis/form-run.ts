// Runs a program with forms in the place of its numbers: proves where every value is, roundings included, while its inputs go from one number
// to another each. Whether forms are bands or affine ones does not matter here.

import { convertInterval } from "../program/convert.ts";
import { formOf, isComparison, type AffineAlgebra, type FormOrComparison, type SmoothBounds } from "../program/domains/affine-algebra.ts";
import { largestRounding } from "../program/domains/largest-rounding.ts";
import { everything, exactly, hull, type Interval } from "../program/domains/interval.ts";
import type { OperatorName } from "../program/operator-name.ts";
import type { Operator } from "../program/operator.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Conversion, Program, Statement } from "../program/program.ts";
import { isFloat, SCALARS, type FloatScalar, type Scalar } from "../program/scalar.ts";
import { runIn, type Domain, type Replacement, type Run } from "./domain-run.ts";
import { Enclosed } from "./enclosed.ts";

/** Whether results of operations are rounded as those of a Program are, or computed in real arithmetic. */
export type Arithmetic = "float32" | "real";

/** Elementary functions that are known. Of others nothing is. */
export interface SmoothFunctions {
  /** By the operators' names, whose results are within a unit in the last place (`npm run test:kernels`). */
  readonly ofOne: ReadonlyMap<string, SmoothBounds>;
  readonly ofTwo: ReadonlyMap<string, FunctionOfTwo>;
  /** A function that a program of one number seems to compute, but for little; how little is another's to prove. Undefined where none is known. */
  readonly nearTo: (program: Program) => SmoothBounds | undefined;
}

export interface FunctionOfTwo {
  /** In real arithmetic; undefined where it may have no value. */
  through<Form extends object>(one: Form, other: Form, forms: AffineAlgebra<Form>): Form | undefined;
  /** How many units in the last place results are off at the most. */
  readonly unitsOff: number;
}

/** An element of the inputs: a form around all numbers from low to high. */
export interface InputForm<Form> {
  readonly form: Form;
  readonly low: number;
  readonly high: number;
}

/** Forms of each element of the outputs; undefined where the inputs pick numbers and it is not known which. */
export type FormRun<Form> = (inputs: readonly InputForm<Form>[]) => readonly Form[] | undefined;

/** What is done in the place of statements, each of which gives what an algebra has for numbers. */
export type FormReplacements<Form extends object> = ReadonlyMap<Statement, Replacement<Enclosed<Form>>>;

/**
 * @param program its calls are in place.
 * @param replaced statements of it in whose place something else is done.
 */
export function runOfForms<Form extends object>(
  forms: AffineAlgebra<Form>,
  program: Program,
  functions: SmoothFunctions,
  arithmetic: Arithmetic,
  replaced?: FormReplacements<Form>,
): FormRun<Form> {
  const run = enclosedRunOf(forms, program, functions, arithmetic, replaced);
  return (inputs) => {
    try {
      const enclosed = inputs.map(({ form, low, high }) => new Enclosed("f32", forms, form, [], () => ({ low, high, nan: false })));
      return run(enclosed).map(({ form }) => (form === undefined ? forms.unknown : formOf(form)));
    } catch (error) {
      if (error instanceof NotKnown) return undefined;
      throw error;
    }
  };
}

/** The same of values that are a part of another run. */
export function enclosedRunOf<Form extends object>(
  forms: AffineAlgebra<Form>,
  program: Program,
  functions: SmoothFunctions,
  arithmetic: Arithmetic,
  replaced?: FormReplacements<Form>,
): Run<Enclosed<Form>> {
  return runIn(new Forms(forms, functions, arithmetic), program, replaced);
}

/** Of single whole numbers. */
function computed<Form extends object>({ lanes }: Operator, operands: readonly Enclosed<Form>[], scalar: Scalar): number {
  const to = { data: SCALARS[scalar].newValues(1), offset: 0, count: 1 };
  lanes(operands.map((one) => ({ data: SCALARS[one.scalar].newValues(1).fill(one.interval.low), offset: 0, step: 1 })), to);
  return to.data[0];
}

class NotKnown extends Error {}

class Forms<Form extends object> implements Domain<Enclosed<Form>> {
  private readonly forms: AffineAlgebra<Form>;
  private readonly functions: SmoothFunctions;
  private readonly arithmetic: Arithmetic;

  constructor(forms: AffineAlgebra<Form>, functions: SmoothFunctions, arithmetic: Arithmetic) {
    this.forms = forms;
    this.functions = functions;
    this.arithmetic = arithmetic;
  }

  constant(value: number, scalar: Scalar): Enclosed<Form> {
    const interval = exactly(value);
    return new Enclosed(scalar, this.forms, isFloat(scalar) ? this.forms.steady(value) : undefined, [], () => interval);
  }

  apply(operator: OperatorName, operands: readonly Enclosed<Form>[], scalar: Scalar): Enclosed<Form> {
    if (operator === "select") return this.selected(operands, this.held(scalar));
    const row = OPERATORS[operator];
    if (!isFloat(scalar) && operands.every(({ isPoint }) => isPoint)) return this.constant(computed(row, operands, scalar), scalar);
    const told = isFloat(scalar) || scalar === "bool" ? this.told(operator, operands, scalar) : undefined;
    if (scalar === "bool" && operands.length === 2) return this.compared(operator, operands, told, row);
    if (told !== undefined && this.tellsAll(told)) return new Enclosed(this.held(scalar), this.forms, told, [], undefined);
    const boundsOf = (): Interval => row.interval(operands.map(({ interval }) => interval), this.held(scalar));
    const float = operator === "exclusiveOr" ? this.withSign(operands) : undefined;
    const isReal = this.arithmetic === "real" && isFloat(scalar);
    return new Enclosed(this.held(scalar), this.forms, told, operands, isReal ? () => everything("f64") : boundsOf, float);
  }

  convert(how: Conversion, from: Scalar, to: Scalar, operand: Enclosed<Form>): Enclosed<Form> {
    const boundsOf = (): Interval => convertInterval(how, from, to, operand.interval);
    const { form } = operand;
    const isNumber = how === "round" && isFloat(to) && form !== undefined && !isComparison(form);
    if (how === "bits" && isFloat(to) && operand.float !== undefined) return operand.float;
    if (!isNumber) return new Enclosed(to, this.forms, undefined, [operand], boundsOf, isFloat(from) && how === "bits" ? operand : undefined);
    return new Enclosed(to, this.forms, staysTheSame(from, to, operand.interval) ? form : this.rounded(form, to), [operand], boundsOf);
  }

  place({ interval: { low, high } }: Enclosed<Form>): number {
    if (low !== high) throw new NotKnown();
    return low;
  }

  private told(operator: OperatorName, operands: readonly Enclosed<Form>[], scalar: FloatScalar | "bool"): FormOrComparison<Form> | undefined {
    const { affine: rule } = OPERATORS[operator];
    const given = operands.map(({ form }) => form);
    if (!given.every((form) => form !== undefined)) return undefined;
    const [one, two] = [this.functions.ofOne.get(operator), this.functions.ofTwo.get(operator)];
    if (one !== undefined) return this.throughFunction(formOf(given[0]), one);
    if (two !== undefined) return this.offBy(two.unitsOff, two.through(formOf(given[0]), formOf(given[1]), this.forms));
    const found = rule?.(given, this.forms);
    if (found === undefined || scalar === "bool") return found?.value;
    const form = formOf(found.value);
    return found.isExact === true ? this.forms.held(form, scalar) : this.rounded(form, scalar);
  }

  private compared(operator: OperatorName, operands: readonly Enclosed<Form>[], told: FormOrComparison<Form> | undefined, row: Operator): Enclosed<Form> {
    const boundsOf = (): Interval => row.interval(operands.map(({ interval }) => interval), "bool");
    const tellsAll = told !== undefined && this.tellsAll(told);
    const found = new Enclosed("bool", this.forms, told, tellsAll ? [] : operands, tellsAll ? undefined : boundsOf);
    const [left, right] = operands;
    found.decided = { kind: "comparison", operator, left, right };
    return found;
  }

  /** Then nothing keeps what it was computed of, which is as much as the whole run. */
  private tellsAll(told: FormOrComparison<Form>): boolean {
    return this.forms.hasNearRange(isComparison(told) ? told.difference : told);
  }

  private throughFunction(form: Form, boundsOf: SmoothBounds): Form | undefined {
    return this.offBy(1, this.forms.through(form, boundsOf));
  }

  /** What is so many units in the last place of float32 off, unless it is real arithmetic. */
  private offBy(units: number, form: Form | undefined): Form | undefined {
    if (form === undefined || this.arithmetic === "real") return form;
    const { low, high } = this.forms.rangeOf(form);
    return this.forms.strayed(form, units * 2 * largestRounding("f32", Math.max(-low, high)));
  }

  /** The float whose bits these are: another one where a known bit of the sign is turned. */
  private withSign([{ float }, { interval: { low, high } }]: readonly Enclosed<Form>[]): Enclosed<Form> | undefined {
    if (float === undefined || low !== high) return undefined;
    if (low === 0) return float;
    return (low | 0) === -(2 ** 31) ? this.apply("negate", [float], "f32") : undefined;
  }

  private selected(given: readonly Enclosed<Form>[], scalar: Scalar): Enclosed<Form> {
    const [condition, whenTrue] = given;
    const found = this.selectedOf([condition, whenTrue, withoutOpposite(condition, given[2])], scalar);
    if (found !== whenTrue && found !== given[2]) found.decided ??= { kind: "selection", condition, whenTrue };
    return found;
  }

  private selectedOf(operands: readonly Enclosed<Form>[], scalar: Scalar): Enclosed<Form> {
    const [condition, whenTrue, whenFalse] = operands;
    const decision = condition.interval;
    if (decision.low === 1) return whenTrue;
    if (decision.high === 0) return whenFalse;
    const boundsOf = (): Interval => hull(whenTrue.interval, whenFalse.interval);
    const given = [condition.form, whenTrue.form, whenFalse.form];
    const told = isFloat(scalar) && given.every((form) => form !== undefined) ? OPERATORS.select.affine?.(given, this.forms)?.value : undefined;
    if (told !== undefined && this.tellsAll(told)) return new Enclosed(scalar, this.forms, told, [], undefined);
    return new Enclosed(scalar, this.forms, told, operands, boundsOf);
  }

  /** Real numbers lie between those of float32. */
  private held(scalar: Scalar): Scalar {
    return this.arithmetic === "real" && scalar === "f32" ? "f64" : scalar;
  }

  private rounded(form: Form, scalar: FloatScalar): Form {
    return this.arithmetic === "real" ? form : this.forms.rounded(form, scalar);
  }
}

/**
 * What is taken where a condition does not hold: of x ≤ y, in place of a selection by y < x, which holds there, what that takes. So a maximum is written,
 * which is NaN where neither holds; where a number may be NaN nothing is known of it, and so of what is taken.
 */
function withoutOpposite<Form extends object>(condition: Enclosed<Form>, whenFalse: Enclosed<Form>): Enclosed<Form> {
  const [outer, { decided }] = [condition.decided, whenFalse];
  const inner = decided?.kind === "selection" ? decided.condition.decided : undefined;
  if (outer?.kind !== "comparison" || inner?.kind !== "comparison" || decided?.kind !== "selection") return whenFalse;
  const isOpposite = (outer.operator === "lessOrEqual" && inner.operator === "less") || (outer.operator === "less" && inner.operator === "lessOrEqual");
  return isOpposite && outer.left === inner.right && outer.right === inner.left ? decided.whenTrue : whenFalse;
}

/** Every float32 is a float64, and every whole number up to 2^24 a float32. */
function staysTheSame(from: Scalar, to: Scalar, { low, high }: Interval): boolean {
  if (isFloat(from)) return from === "f32" && to === "f64";
  return to === "f64" || (low >= -(2 ** 24) && high <= 2 ** 24);
}
