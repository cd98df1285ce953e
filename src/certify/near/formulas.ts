// Activations that programs compute by several operations and selections, by their formulas: a row for each. Of those with parameters the constants of a
// program tell which.

import type { SmoothFunctions } from "../../analysis/form-run.ts";
import type { SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { outward, point, type Range } from "../../train/target/enclosure/outward.ts";
import { stepFrom, type Series } from "../../train/target/enclosure/series.ts";
import { boundsOfSeries, joined } from "./bounds-of-series.ts";
import { NoSeries, SeriesAlgebra } from "./series-algebra.ts";
import { unlessNone } from "./series-run.ts";

/** What a formula is written with: series, and functions of them by the operators' names. */
class Formulas extends SeriesAlgebra {
  private readonly functions: SmoothFunctions["ofOne"];

  constructor(last: number, functions: SmoothFunctions["ofOne"]) {
    super(last);
    this.functions = functions;
  }

  called(name: string, of: Series): Series {
    const boundsOf = this.functions.get(name);
    if (boundsOf === undefined) throw new NoSeries();
    return this.through(of, boundsOf);
  }

  /** Times a constant. */
  scaled(of: Series, by: Range): Series {
    return this.productOf([by], of);
  }

  plus(of: Series, constant: Range): Series {
    return this.sumOf(of, [constant]);
  }
}

type Formula = (x: Series, of: Formulas) => Series;

/** One formula, or one below 0 and another one above it, which are the same at 0. */
type Row = { readonly name: string; readonly everywhere: Formula } | { readonly name: string; readonly below: Formula; readonly above: Formula };

/** Twice √(2/π) and 0.044715·√(2/π). */
const [TWICE_LINEAR, TWICE_CUBIC] = [2, 0.08943].map((factor) => factor * Math.sqrt(2 / Math.PI)).map((one) => outward(one, one));

const ONE = point(1);

const WITHOUT_PARAMETERS: readonly Row[] = [
  { name: "gelu", everywhere: (x, of) => of.productOf(x, of.called("normalCdf", x)) },
  {
    name: "gelu_tanh",
    everywhere(x, of) {
      const slope = of.plus(of.scaled(of.productOf(x, x), TWICE_CUBIC), TWICE_LINEAR);
      return of.productOf(x, of.called("sigmoid", of.productOf(x, slope)));
    },
  },
  { name: "mish", everywhere: (x, of) => of.productOf(x, of.called("tanh", of.called("softplus", x))) },
  { name: "softsign", below: (x, of) => of.quotientOf(x, of.differenceOf([ONE], x)), above: (x, of) => of.quotientOf(x, of.plus(x, ONE)) },
];

/** x·sigmoid(alpha·x). */
function swish(alpha: number): Row {
  return { name: `swish ${alpha}`, everywhere: (x, of) => of.productOf(x, of.called("sigmoid", of.scaled(x, point(alpha)))) };
}

/** scale·(e^(x·rate) − 1) below 0: elu, celu and the part of selu that is not multiplied. */
function exponentialUnit(scale: number, rate: Range): Row {
  const name = `exponential unit ${scale}, ${rate.low}`;
  return { name, below: (x, of) => of.scaled(of.called("expm1", of.scaled(x, rate)), point(scale)), above: (x) => x };
}

const known = new Map<string, SmoothBounds>();

/** All that have parameters among constants, and those that have none; the same function for the same formula. */
export function formulasWith(constants: readonly number[], functions: SmoothFunctions["ofOne"]): readonly SmoothBounds[] {
  const parameters = [...new Set([1, ...constants.filter((one) => one > 0 && one < Infinity)])];
  const rows = [
    ...WITHOUT_PARAMETERS,
    ...parameters.map(swish),
    ...parameters.flatMap((scale) => [exponentialUnit(scale, ONE), exponentialUnit(scale, outward(1 / scale, 1 / scale))]),
  ];
  return rows.map((row) => {
    const found = known.get(row.name) ?? boundsOfRow(row, functions);
    known.set(row.name, found);
    return found;
  });
}

function boundsOfRow(row: Row, functions: SmoothFunctions["ofOne"]): SmoothBounds {
  const boundsOf = (formula: Formula): SmoothBounds =>
    boundsOfSeries((x, last) => unlessNone(() => formula(stepFrom(x), new Formulas(last, functions))));
  return "everywhere" in row ? boundsOf(row.everywhere) : joined(0, boundsOf(row.below), boundsOf(row.above));
}
