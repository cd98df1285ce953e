// How far what a region computes is from a function at the most, roundings included: on cells of the numbers, each of which is halved until that tells
// hardly more. What is found is kept, for networks ask for the same cells all the time.

import type { SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { largestRounding } from "../../program/domains/largest-rounding.ts";
import { rangeOfPolynomial } from "../../program/domains/taylor-form/polynomial-range.ts";
import { isKnownTaylor, largestOfTaylor, UNKNOWN_TAYLOR, type TaylorForm } from "../../program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../program/domains/taylor-form/taylor-forms.ts";
import { isComparison } from "../../program/domains/affine-algebra.ts";
import type { Program, Statement } from "../../program/program.ts";
import type { Replacement } from "../domain-run.ts";
import { Enclosed } from "../enclosed.ts";
import { runOfForms, type Arithmetic, type FormRun, type SmoothFunctions } from "../form-run.ts";
import { boundsOfCell, cellOf } from "./cells.ts";
import { rereadIn } from "./reread.ts";
import { exactSumsOf, type ExactSum } from "./exact-sums.ts";
import { splitsOf, type SplitStatement } from "./split-numbers.ts";

interface Distance {
  /** No |computed − function| is larger. */
  readonly atMost: number;
  /** So much is as good as less: what roundings are of it, which no halving betters, and what is little beside the numbers. */
  readonly enough: number;
}

const [ORDER, DEEPEST, MOST_CELLS] = [6, 26, 4096];

/** How many variables there may be for what is split off and rounded. */
const MOST_OTHERS = 8;

/** Its product with what numbers are split by is none that float32 has not. */
const LARGEST_SPLIT = 2 ** 96;

/** A halving that leaves more of a distance gains nothing. */
const WORTH_WHILE = 0.9;

/** So many times what roundings may lose is near enough, and so small a part of numbers. */
const [MANY, LITTLE] = [2, 2 ** -30];

export class Nearness {
  private readonly forms: TaylorForms;
  private readonly isRounded: boolean;
  private readonly run: FormRun<TaylorForm>;
  private readonly boundsOf: SmoothBounds;
  private readonly known = new Map<number, number>();

  /** @param region one input and one output of one element. */
  constructor(region: Program, boundsOf: SmoothBounds, functions: SmoothFunctions, arithmetic: Arithmetic) {
    const [splits, sums, reread] = [splitsOf(region), exactSumsOf(region), rereadIn(region)];
    const count = splits.length + sums.length + reread.length;
    this.isRounded = arithmetic === "float32";
    this.forms = new TaylorForms(1, ORDER, this.isRounded && count <= MOST_OTHERS ? count : 0);
    const replaced = new Map([
      ...splits.map((one) => this.headOf(one)), ...sums.flatMap((one) => this.sumAndLost(one)), ...reread.map((one) => this.withItsOwn(one)),
    ]);
    this.run = runOfForms(this.forms, region, functions, arithmetic, count <= MOST_OTHERS ? replaced : new Map());
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

  private headOf({ statement, of, part }: SplitStatement): Replaced {
    const headOf = (whole: TaylorForm): TaylorForm => {
      const largest = largestOfTaylor(whole);
      return largest < LARGEST_SPLIT ? this.beside(whole, largest * part) : UNKNOWN_TAYLOR;
    };
    return [statement, { kind: "of locals", locals: [of], of: (whole) => this.enclosed(headOf(formIn(whole))) }];
  }

  private sumAndLost({ sum, left, right, lost, local }: ExactSum): readonly Replaced[] {
    const { forms } = this;
    const exact = (one: Enclosed<TaylorForm>, other: Enclosed<TaylorForm>): TaylorForm => forms.sumOf(formIn(one), formIn(other));
    const rounded = (of: TaylorForm): TaylorForm => this.beside(of, largestRounding("f32", largestOfTaylor(of)));
    return [
      [sum, { kind: "of locals", locals: [left, right], of: (one, other) => this.enclosed(rounded(exact(one, other))) }],
      [lost, { kind: "of locals", locals: [left, right, local], of: (one, other, whole) => this.enclosed(forms.sumOf(exact(one, other), forms.negativeOf(formIn(whole)))) }],
    ];
  }

  /** What roundings lose of it is the same wherever it is read. */
  private withItsOwn(statement: Statement): Replaced {
    const steadied = (form: TaylorForm): TaylorForm => (isKnownTaylor(form) && this.isRounded ? this.beside({ ...form, lost: 0 }, form.lost * UP) : form);
    return [statement, { kind: "of result", of: (result) => this.enclosed(steadied(formIn(result))) }];
  }

  /** In real arithmetic nothing is split off and nothing rounded. */
  private beside(form: TaylorForm, by: number): TaylorForm {
    return this.isRounded ? this.forms.beside(form, by) : form;
  }

  private enclosed(form: TaylorForm): Enclosed<TaylorForm> {
    return new Enclosed("f32", this.forms, form, [], undefined);
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
    const isNear = whole.atMost <= whole.enough;
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
    return { atMost: Math.max(0, -least, greatest) * UP, enough: Math.max(MANY * lost, LITTLE * (1 + largestOfTaylor(near))) };
  }
}

type Replaced = readonly [Statement, Replacement<Enclosed<TaylorForm>>];

function formIn({ form }: Enclosed<TaylorForm>): TaylorForm {
  return form === undefined || isComparison(form) ? UNKNOWN_TAYLOR : form;
}

/** More than the operations here lose of a number. */
const UP = 1 + 2 ** -44;

const UNKNOWN: Distance = { atMost: Infinity, enough: 0 };
