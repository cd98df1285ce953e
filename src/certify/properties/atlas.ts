// A domain of several inputs cut into boxes, and what is known of a network on each: cut up further where a bound is to be better.

import { runOfForms } from "../../analysis/form-run.ts";
import type { AffineAlgebra, Bounds } from "../../program/domains/affine-algebra.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import { BentForms, type BentForm } from "./bent-forms.ts";
import type { FollowedForm } from "./followed-form.ts";
import { FollowedForms } from "./followed-forms.ts";
import type { PropertyRequest } from "./property-request.ts";
import { slopeOf } from "./slopes.ts";

export interface Page<Form = FollowedForm> {
  readonly box: readonly Bounds[];
  /** Of each element of the outputs. */
  readonly forms: readonly Form[];
}

/** What a page leaves possible of what is bounded: the largest of all pages is the bound. NaN says that nothing is known. */
export type Score<Form = FollowedForm> = (page: Page<Form>) => number;

/** Unstable rectifiers and functions whose numbers are followed as such; what more of them do is part of a radius. */
const MOST_OTHERS = 256;

/** Boxes that a domain is cut into at the most: some seconds, of networks of some hundred multiply-adds. */
const MOST_PAGES = 1000;

type FormsOver<Form> = (box: readonly Bounds[]) => readonly Form[];

/** Of values and slopes. */
export function atlasOf(request: PropertyRequest, mostPages = MOST_PAGES): Atlas {
  return new Atlas(request.domain, formsIn(new FollowedForms(request.domain.length, MOST_OTHERS), request), mostPages);
}

/** Of these, and of how outputs bend. */
export function bentAtlasOf(request: PropertyRequest, mostPages = MOST_PAGES): Atlas<BentForm> {
  return new Atlas(request.domain, formsIn(new BentForms(request.domain.length, MOST_OTHERS), request), mostPages);
}

/** Of f(x) − f(−x), or f(x) + f(−x), for a domain that reaches as far below 0 as above: over half of it. */
export function mirrorAtlasOf(request: PropertyRequest, sign: 1 | -1, mostPages = MOST_PAGES): Atlas {
  const forms = new FollowedForms(request.domain.length, MOST_OTHERS);
  const run = runOfForms(forms, request.computed, SMOOTH_FUNCTIONS, "float32");
  const formsOver = (box: readonly Bounds[]): readonly FollowedForm[] => {
    const inputs = forms.inputsOver(box);
    const there = run(inputs.map((form, input) => ({ form, ...box[input] }))) ?? [];
    const image = run(inputs.map((form, input) => ({ form: forms.negativeOf(form), low: -box[input].high, high: -box[input].low }))) ?? [];
    return there.map((form, output) => forms.sumOf(form, sign > 0 ? image[output] : forms.negativeOf(image[output])));
  };
  const [first, ...others] = request.domain;
  return new Atlas([{ low: 0, high: first.high }, ...others], formsOver, mostPages);
}

interface FormsOfInputs<Form extends object> extends AffineAlgebra<Form> {
  inputsOver(box: readonly Bounds[]): readonly Form[];
}

function formsIn<Form extends object>(forms: FormsOfInputs<Form>, { computed }: PropertyRequest): FormsOver<Form> {
  const run = runOfForms(forms, computed, SMOOTH_FUNCTIONS, "float32");
  return (box) => run(forms.inputsOver(box).map((form, input) => ({ form, ...box[input] }))) ?? [];
}

/** Boxes of a domain that are cut further. */
export class Atlas<Form extends FollowedForm = FollowedForm> {
  private readonly pages: Page<Form>[];
  private readonly formsOver: FormsOver<Form>;
  private readonly mostPages: number;

  constructor(domain: readonly Bounds[], formsOver: FormsOver<Form>, mostPages: number) {
    this.formsOver = formsOver;
    this.pages = [this.page(domain)];
    this.mostPages = mostPages;
  }

  /** Whether anything is known of the outputs. */
  get isKnown(): boolean {
    return this.pages.every(({ forms }) => forms.length > 0);
  }

  largest(score: Score<Form>): number {
    return this.pages.reduce((largest, page) => Math.max(largest, known(score(page))), -Infinity);
  }

  /**
   * The largest score of all pages, after those with the largest were cut in halves: until it is no larger than enough, or has not become better by a
   * part of itself for many pages, or there are as many as there may be.
   */
  bound(score: Score<Form>, isEnough: (bound: number) => boolean): number {
    let [best, since] = [Infinity, 0];
    const scoreOf = (page: Page<Form>): number => known(score(page));
    const scores = this.pages.map(scoreOf);
    for (;;) {
      let worst = 0;
      for (let place = 1; place < scores.length; place++) if (scores[place] > scores[worst]) worst = place;
      const bound = scores[worst];
      if (bound < best - Math.abs(best) * WORTH_WHILE || best === Infinity) since = 0;
      best = Math.min(best, bound);
      const isLeft = isEnough(bound) || this.pages.length >= this.mostPages || ++since > PATIENCE + this.pages.length;
      const halves = isLeft ? undefined : this.halved(this.pages[worst]);
      if (halves === undefined) return bound;
      this.pages.splice(worst, 1, ...halves);
      scores.splice(worst, 1, ...halves.map(scoreOf));
    }
  }

  /** Undefined of a box of single float32 numbers. */
  private halved({ box, forms }: Page<Form>): readonly Page<Form>[] | undefined {
    const middles = box.map(({ low, high }) => Math.fround(low / 2 + high / 2));
    const isCut = ({ low, high }: Bounds, input: number): boolean => middles[input] > low && middles[input] < high;
    const weights = box.map((side, input) => (isCut(side, input) ? this.weightOf(forms, side, input) : -1));
    const input = weights.indexOf(Math.max(...weights));
    if (weights[input] < 0) return undefined;
    const half = (side: Bounds): Page<Form> => this.page(box.map((other, place) => (place === input ? side : other)));
    return [half({ low: box[input].low, high: middles[input] }), half({ low: middles[input], high: box[input].high })];
  }

  /** How much an output may go with an input: the one that is cut has the largest, and where nothing is known the widest of the domain. */
  private weightOf(forms: readonly FollowedForm[], { low, high }: Bounds, input: number): number {
    const steepest = forms.reduce((most, { slopes }) => Math.max(most, -slopeOf(slopes, input).low, slopeOf(slopes, input).high), 0);
    return (steepest < Infinity ? steepest : 1) * (high - low);
  }

  private page(box: readonly Bounds[]): Page<Form> {
    return { box, forms: this.formsOver(box) };
  }
}

/** A bound that has not become better by this part in so many pages, and as many as there are, is left as it is. */
const [WORTH_WHILE, PATIENCE] = [2 ** -7, 32];

function known(score: number): number {
  return Number.isNaN(score) ? Infinity : score;
}
