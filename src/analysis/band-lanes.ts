// Runs a program with bands of many intervals side by side in the place of its numbers: what a run for each would give, whose operations are looked
// up once for all. Of programs that only add, multiply, compare and select float32 numbers, of which bands tell all that is known.

import { isComparison, signBetween, type Bounds, type Comparison } from "../program/domains/affine-algebra.ts";
import { bandsOfLanes, lanesOf, productOfLanes, sumOfLanes, type BandLanes } from "../program/domains/band-lanes.ts";
import { BANDS, rangeOf, UNKNOWN, type Band } from "../program/domains/band.ts";
import { visitExpression } from "../program/expression.ts";
import type { OperatorName } from "../program/operator-name.ts";
import { OPERATORS } from "../program/operators.ts";
import { valuesOf, type Expression, type Program, type Statement } from "../program/program.ts";
import { scalarOf } from "../program/scalar-of.ts";
import { runIn, type Domain } from "./domain-run.ts";

/** Bands of each element of the outputs, for each interval from one float32 number to a larger one. */
export type BandsOfEach = (intervals: readonly Bounds[]) => readonly (readonly Band[])[];

/** Undefined of other programs. @param bandOver of the input between two numbers. */
export function bandsSideBySide(program: Program, bandOver: (interval: Bounds) => Band): BandsOfEach | undefined {
  if (!isFollowed(program)) return undefined;
  return (intervals) => {
    if (intervals.length === 0) return [];
    const outputs = runIn(sideBySide(intervals.length), program)([lanesOf(intervals.map(bandOver))]).map((output) => bandsIn(output, intervals.length));
    return intervals.map((_, lane) => outputs.map((bands) => bands[lane]));
  };
}

/** What stands for a number in all runs: one that they share, a band for each, or a comparison for each. */
type Lanes = number | BandLanes | readonly Comparison<Band>[];

function sideBySide(count: number): Domain<Lanes> {
  return {
    constant: (value) => value,
    apply(operator, operands) {
      if (operator === "select") return selected(operands, count);
      const [one, other] = operands;
      if (operator === "multiply" && typeof other === "number" && one instanceof Float64Array) return productOfLanes(one, other, false);
      if (operator === "multiply" && typeof one === "number" && other instanceof Float64Array) return productOfLanes(other, one, true);
      return operator === "add" ? sumOfLanes(lanesIn(one, count), lanesIn(other, count)) : applied(operator, operands, count);
    },
    convert() {
      throw new RangeError("no number of such a program is converted");
    },
    place() {
      throw new RangeError("no number of such a program picks another one");
    },
  };
}

/** One run after the other. */
function applied(operator: OperatorName, operands: readonly Lanes[], count: number): Lanes {
  const { affine: rule } = OPERATORS[operator];
  const given = operands.map((operand) => bandsIn(operand, count));
  const [numbers, comparisons]: [Band[], Comparison<Band>[]] = [[], []];
  for (let lane = 0; lane < count; lane++) {
    const result = rule?.(given.map((bands) => bands[lane]), BANDS);
    if (result === undefined) numbers.push(UNKNOWN);
    else if (isComparison(result.value)) comparisons.push(result.value);
    else numbers.push(result.isExact === true ? BANDS.held(result.value, "f32") : BANDS.rounded(result.value, "f32"));
  }
  return comparisons.length > 0 ? comparisons : lanesOf(numbers);
}

function selected([condition, ...choices]: readonly Lanes[], count: number): Lanes {
  const [whenTrue, whenFalse] = choices.map((one) => bandsIn(one, count));
  return lanesOf(comparisonsIn(condition).map((one, lane) => selectedBand(one, whenTrue[lane], whenFalse[lane])));
}

function selectedBand(condition: Comparison<Band>, whenTrue: Band, whenFalse: Band): Band {
  const sign = signBetween(rangeOf(condition.difference));
  if (sign === undefined) return BANDS.chosen(condition, whenTrue, whenFalse);
  return condition.holds(sign) ? whenTrue : whenFalse;
}

function lanesIn(value: Lanes, count: number): BandLanes {
  return value instanceof Float64Array ? value : lanesOf(bandsIn(value, count));
}

function bandsIn(value: Lanes, count: number): readonly Band[] {
  if (typeof value === "number") return new Array<Band>(count).fill(BANDS.steady(value));
  if (value instanceof Float64Array) return bandsOfLanes(value);
  throw new RangeError("comparisons stand in the place of a number");
}

function comparisonsIn(value: Lanes): readonly Comparison<Band>[] {
  if (typeof value === "number" || value instanceof Float64Array) throw new RangeError("numbers stand in the place of a condition");
  return value;
}

/** Their bands are told by the operands' bands alone. */
const FOLLOWED: ReadonlySet<OperatorName> = new Set<OperatorName>(["add", "subtract", "multiply", "negate", "less", "lessOrEqual", "select"]);

/** Of one that compares in both ways more is known than bands tell: that of two comparisons one holds. */
function isFollowed(program: Program): boolean {
  const applied = new Set<OperatorName>();
  let isOfFloats = program.buffers.every(({ scalar }) => scalar === "f32");
  const visit = (expression: Expression): void => {
    if (expression.kind === "apply") applied.add(expression.operator);
    const compares = expression.kind === "apply" && (expression.operator === "less" || expression.operator === "lessOrEqual");
    isOfFloats &&= expression.kind !== "convert" && (compares || scalarOf(expression, program) === "f32");
  };
  const visitAll = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === "for") visitAll(statement.body);
      else for (const value of valuesOf(statement)) visitExpression(value, visit);
    }
  };
  visitAll(program.body);
  return isOfFloats && [...applied].every((operator) => FOLLOWED.has(operator)) && !(applied.has("less") && applied.has("lessOrEqual"));
}
