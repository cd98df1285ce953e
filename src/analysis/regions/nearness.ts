// How far what a region computes is from a function at the most, roundings included: on cells of the numbers, each of which is halved until that tells
// hardly more. What is found is kept, for networks ask for the same cells all the time.

import type { SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { rangeOfPolynomial } from "../../program/domains/taylor-form/polynomial-range.ts";
import { isKnownTaylor, largestOfTaylor, type TaylorForm } from "../../program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../program/domains/taylor-form/taylor-forms.ts";
import { isComparison } from "../../program/domains/affine-algebra.ts";
import type { Program, Statement } from "../../program/program.ts";
import type { Replacement } from "../domain-run.ts";
import { Enclosed } from "../enclosed.ts";
import { runOfForms, type Arithmetic, type FormReplacements, type FormRun, type SmoothFunctions } from "../form-run.ts";
import { boundsOfCell, cellOf } from "./cells.ts";
import { splitsOf, type SplitStatement } from "./split-numbers.ts";

interface Distance {
  /** No |computed − function| is larger. */
  readonly atMost: number;
  /** What of it roundings are, which no halving betters. */
  readonly lost: number;
}

const [DEEPEST, MOST_CELLS] = [26, 4096];

/** By how many numbers are split, beside which what is split off is a variable of its own. */
const ORDERS = [6, 5, 4, 4];

/** A halving that leaves more of a distance gains nothing. */
const WORTH_WHILE = 0.9;

/** A distance is near enough where it is no more times what roundings may lose. */
const ENOUGH = 2;

export class Nearness {
  private readonly forms: TaylorForms;
  private readonly run: FormRun<TaylorForm>;
  private readonly boundsOf: SmoothBounds;
  private readonly known = new Map<number, number>();

  /** @param region one input and one output of one element. */
  constructor(region: Program, boundsOf: SmoothBounds, functions: SmoothFunctions, arithmetic: Arithmetic) {
    // In real arithmetic nothing is split off.
    const splits = arithmetic === "real" ? [] : splitsOf(region).slice(0, ORDERS.length - 1);
    this.forms = new TaylorForms(1, ORDERS[splits.length], splits.length);
    this.run = runOfForms(this.forms, region, functions, arithmetic, this.replaced(splits));
    this.boundsOf = boundsOf;
  }

  /** Of all numbers from low to high; Infinity where it is not known. */
  over(low: number, high: number): number {
    const [first, last] = [cellOf(low), cellOf(high)];
    if (!(last - first < MOST_CELLS)) return Infinity;
    let most = 0;
    for (let cell = first; cell <= last && most < Infinity; cell++) most = Math.max(most, this.inCell(cell));
    return most;
  }

  private replaced(splits: readonly SplitStatement[]): FormReplacements<TaylorForm> {
    return new Map(splits.map(({ statement, of, part }): readonly [Statement, Replacement<Enclosed<TaylorForm>>] => {
      const headOf = ({ scalar, form }: Enclosed<TaylorForm>): Enclosed<TaylorForm> => {
        const known = form === undefined || isComparison(form) ? this.forms.unknown : form;
        return new Enclosed(scalar, this.forms, this.forms.beside(known, largestOfTaylor(known) * part), [], undefined);
      };
      return [statement, { argument: of, of: headOf }];
    }));
  }

  private inCell(cell: number): number {
    const found = this.known.get(cell);
    if (found !== undefined) return found;
    const { low, high } = boundsOfCell(cell);
    const distance = this.nearest(low, high, this.distance(low, high), DEEPEST);
    this.known.set(cell, distance);
    return distance;
  }

  private nearest(low: number, high: number, whole: Distance, deeper: number): number {
    const isNear = whole.atMost <= ENOUGH * whole.lost;
    // Where nothing is known of either half there are always more of them.
    if (isNear || deeper === 0 || (whole.atMost === Infinity && deeper < DEEPEST - 4)) return whole.atMost;
    const middle = low / 2 + high / 2;
    const [left, right] = [this.distance(low, middle), this.distance(middle, high)];
    const most = Math.max(left.atMost, right.atMost);
    if (most > whole.atMost * WORTH_WHILE && most < Infinity) return Math.min(most, whole.atMost);
    return Math.max(this.nearest(low, middle, left, deeper - 1), this.nearest(middle, high, right, deeper - 1));
  }

  private distance(low: number, high: number): Distance {
    const [x] = this.forms.inputsOver([{ low, high }]);
    const [computed] = this.run([{ form: x, low, high }]) ?? [];
    const near = this.forms.through(x, this.boundsOf);
    if (computed === undefined || near === undefined) return UNKNOWN;
    const difference = this.forms.sumOf(computed, this.forms.negativeOf(near));
    if (!isKnownTaylor(difference)) return UNKNOWN;
    const range = rangeOfPolynomial(this.forms.monomials, difference.coefficients, difference.size);
    const { aside, lost } = difference;
    const [least, greatest] = [Math.max(range.low - aside - lost, difference.low), Math.min(range.high + aside + lost, difference.high)];
    return { atMost: Math.max(0, -least, greatest) * UP, lost };
  }
}

/** More than the operations here lose of a number. */
const UP = 1 + 2 ** -44;

const UNKNOWN: Distance = { atMost: Infinity, lost: 0 };
