// Runs a program of one number with series in the place of its numbers: what it computes in real arithmetic as one function, where that has all its
// derivatives. Follows no selections.

import { runIn, type Domain } from "../../analysis/domain-run.ts";
import type { SmoothFunctions } from "../../analysis/form-run.ts";
import type { OperatorName } from "../../program/operator-name.ts";
import type { Program } from "../../program/program.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import { point } from "../../train/target/enclosure/outward.ts";
import { stepFrom, type Series } from "../../train/target/enclosure/series.ts";
import { TARGET_FUNCTIONS } from "../../train/target/enclosure/smooth-functions.ts";
import type { SeriesOver } from "./bounds-of-series.ts";
import { NoSeries, SeriesAlgebra } from "./series-algebra.ts";

export function seriesOfProgram(program: Program, functions: SmoothFunctions["ofOne"]): SeriesOver {
  const runs = new Map<number, ReturnType<typeof runIn<Series>>>();
  return (x, last) => {
    const run = runs.get(last) ?? runIn(new SeriesOfNumbers(last, functions), program);
    runs.set(last, run);
    return unlessNone(() => run([stepFrom(x)])[0]);
  };
}

/** Undefined where there is no series. */
export function unlessNone(computed: () => Series): Series | undefined {
  try {
    return computed();
  } catch (error) {
    if (error instanceof NoSeries) return undefined;
    throw error;
  }
}

type Rule = (algebra: SeriesAlgebra, operands: readonly Series[]) => Series;

const RULES: ReadonlyMap<OperatorName, Rule> = new Map<OperatorName, Rule>([
  ["add", (algebra, [one, other]) => algebra.sumOf(one, other)],
  ["subtract", (algebra, [one, other]) => algebra.differenceOf(one, other)],
  ["multiply", (algebra, [one, other]) => algebra.productOf(one, other)],
  ["multiplyAdd", (algebra, [one, other, addend]) => algebra.sumOf(algebra.productOf(one, other), addend)],
  ["divide", (algebra, [one, other]) => algebra.quotientOf(one, other)],
  ["negate", (algebra, [one]) => algebra.negativeOf(one)],
]);

class SeriesOfNumbers implements Domain<Series> {
  private readonly algebra: SeriesAlgebra;
  private readonly functions: SmoothFunctions["ofOne"];

  constructor(last: number, functions: SmoothFunctions["ofOne"]) {
    [this.algebra, this.functions] = [new SeriesAlgebra(last), functions];
  }

  constant(value: number): Series {
    return [point(value)];
  }

  apply(operator: OperatorName, operands: readonly Series[], scalar: Scalar): Series {
    if (!isFloat(scalar)) throw new NoSeries();
    const rule = RULES.get(operator);
    if (rule !== undefined) return rule(this.algebra, operands);
    const boundsOf = operator === "squareRoot" ? TARGET_FUNCTIONS.get("sqrt") : this.functions.get(operator);
    if (boundsOf === undefined) throw new NoSeries();
    return this.algebra.through(operands[0], boundsOf);
  }

  convert(): Series {
    throw new NoSeries();
  }

  place(): number {
    throw new NoSeries();
  }
}
