// A domain of several inputs cut into boxes, and what is known of a network on each: cut up further where a bound is to be better.

import { runOfForms } from "../../analysis/form-run.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import { FollowedForms, type FollowedForm } from "./followed-forms.ts";
import type { PropertyRequest } from "./property-request.ts";
import { slopeOf } from "./slopes.ts";

export interface Page {
  readonly box: readonly Bounds[];
  /** Of each element of the outputs. */
  readonly forms: readonly FollowedForm[];
}

/** What a page leaves possible of what is bounded: the largest of all pages is the bound. */
export type Score = (page: Page) => number;

/** Unstable rectifiers and functions whose numbers are followed as such; what more of them do is part of a radius. */
const MOST_OTHERS = 256;

/** Boxes that a domain is cut into at the most: some seconds, of networks of some hundred multiply-adds. */
const MOST_PAGES = 1000;

export class Atlas {
  private readonly pages: Page[];
  private readonly formsOver: (box: readonly Bounds[]) => readonly FollowedForm[];
  private readonly mostPages: number;

  constructor({ computed, domain }: PropertyRequest, mostPages = MOST_PAGES) {
    const forms = new FollowedForms(domain.length, MOST_OTHERS);
    const run = runOfForms(forms, computed, SMOOTH_FUNCTIONS, "float32");
    this.formsOver = (box) => run(forms.inputsOver(box).map((form, input) => ({ form, ...box[input] }))) ?? [];
    this.pages = [this.page(domain)];
    this.mostPages = mostPages;
  }

  /** Whether anything is known of the outputs. */
  get isKnown(): boolean {
    return this.pages.every(({ forms }) => forms.length > 0);
  }

  largest(score: Score): number {
    return this.pages.reduce((largest, page) => Math.max(largest, score(page)), -Infinity);
  }

  /**
   * The largest score of all pages, after those with the largest were cut in halves: until it is no larger than enough, or has not become better by a
   * part of itself for many pages, or there are as many as there may be.
   */
  bound(score: Score, isEnough: (bound: number) => boolean): number {
    let [best, since] = [Infinity, 0];
    const scores = this.pages.map(score);
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
      scores.splice(worst, 1, ...halves.map(score));
    }
  }

  /** Undefined of a box of single float32 numbers. */
  private halved({ box, forms }: Page): readonly Page[] | undefined {
    const middles = box.map(({ low, high }) => Math.fround(low / 2 + high / 2));
    const isCut = ({ low, high }: Bounds, input: number): boolean => middles[input] > low && middles[input] < high;
    const weights = box.map((side, input) => (isCut(side, input) ? this.weightOf(forms, side, input) : -1));
    const input = weights.indexOf(Math.max(...weights));
    if (weights[input] < 0) return undefined;
    const half = (side: Bounds): Page => this.page(box.map((other, place) => (place === input ? side : other)));
    return [half({ low: box[input].low, high: middles[input] }), half({ low: middles[input], high: box[input].high })];
  }

  /** How much an output may go with an input: the one that is cut has the largest, and where nothing is known the widest of the domain. */
  private weightOf(forms: readonly FollowedForm[], { low, high }: Bounds, input: number): number {
    const steepest = forms.reduce((most, { slopes }) => Math.max(most, -slopeOf(slopes, input).low, slopeOf(slopes, input).high), 0);
    return (steepest < Infinity ? steepest : 1) * (high - low);
  }

  private page(box: readonly Bounds[]): Page {
    return { box, forms: this.formsOver(box) };
  }
}

/** A bound that has not become better by this part in so many pages, and as many as there are, is left as it is. */
const [WORTH_WHILE, PATIENCE] = [2 ** -7, 32];
