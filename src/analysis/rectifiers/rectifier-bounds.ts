// Bounds of a network of rectifiers over a box, every rounding included: a sum is followed back to the inputs, with a line in the place of each
// rectifier on the way, above it or below it as the sum asks. So are the sums that decide the rectifiers' signs, one after the other, where
// intervals do not tell them. The method is that of Zhang, Weng, Chen, Hsieh and Daniel, "Efficient Neural Network Robustness Certification
// with General Activation Functions" (NeurIPS 2018). What it loses in float64 is counted with what the program loses in float32.

import { LEAST, UP, type Bounds } from "../../program/domains/affine-algebra.ts";
import { SCALARS } from "../../program/scalar.ts";
import type { LeastSum, OutputSum } from "../output-sum.ts";
import type { RectifierNetwork } from "./rectifier-network.ts";
import { nearestLines, parallelLines, type Relaxation } from "./relaxation.ts";
import type { TracedSum } from "./traced-sum.ts";
import type { Rectifier } from "./traced-sums.ts";

/** And how much of it roundings took away. */
export interface LeastRounded extends LeastSum {
  readonly lost: number;
}

/** Where the numbers are that decide, of each rectifier. */
export interface Deciding {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export class RectifierBounds {
  readonly deciding: Deciding;
  private readonly network: RectifierNetwork;
  private readonly box: readonly Bounds[];
  /** More than float64 loses of the magnitudes in a sum that is followed back, as a part of them. */
  private readonly part: number;
  /** Of each input, then of what each rectifier gives: no number is further from the middle than `around`, none is larger than `magnitude`. */
  private readonly middle: Float64Array;
  private readonly around: Float64Array;
  private readonly magnitude: Float64Array;
  /** Of each rectifier: how far what decides may be from its sum, and what is given from what its slopes say. */
  private readonly strays: Float64Array;
  private readonly lost: Float64Array;
  private readonly nearest: Relaxation[] = [];
  private readonly parallel: Relaxation[] = [];
  /** Of the sum that is followed back. */
  private readonly along: Float64Array;

  /** @param box float32 ends, one interval for each element of the inputs. @param larger what is known of a box that this one is a part of. */
  constructor(network: RectifierNetwork, box: readonly Bounds[], larger?: Deciding) {
    const { inputs, rectifiers: { length: count } } = network;
    [this.network, this.box] = [network, box];
    this.part = (4 * (inputs + count) + 64) * 2 ** -52;
    const [low, high] = [new Float64Array(count).fill(-Infinity), new Float64Array(count).fill(Infinity)];
    this.deciding = { low: larger?.low.slice() ?? low, high: larger?.high.slice() ?? high };
    [this.middle, this.around, this.magnitude, this.along] = Array.from({ length: 4 }, () => new Float64Array(inputs + count));
    [this.strays, this.lost] = [new Float64Array(count), new Float64Array(count)];
    box.forEach((side, input) => this.place(input, side));
    network.rectifiers.forEach((rectifier, at) => this.enter(rectifier, at));
  }

  /** Whether no number on the way leaves float32: without that nothing is known. */
  get isKnown(): boolean {
    const largest = this.magnitude.reduce((most, one) => Math.max(most, one), 1);
    return largest * this.network.peak * UP <= SCALARS.f32.greatest;
  }

  /** Of what is computed of the outputs in real arithmetic: the better one of two ways to choose lines. */
  least(sum: OutputSum): LeastRounded {
    const [one, other] = [this.nearest, this.parallel].map((lines) => this.leastBy(lines, sum));
    return other.low > one.low ? other : one;
  }

  /** Halfway between bounds of the partial derivatives by the inputs, which tell what a sum goes with. Roundings are left out. */
  slopesOf({ weights }: OutputSum): Float64Array {
    const { inputs, rectifiers, outputs } = this.network;
    const [low, high] = [new Float64Array(this.along.length), new Float64Array(this.along.length)];
    const add = ({ from, weights: those }: TracedSum, least: number, most: number): void => {
      for (let i = 0; i < those.length; i++) {
        const weight = those[i];
        low[from + i] += weight * (weight > 0 ? least : most);
        high[from + i] += weight * (weight > 0 ? most : least);
      }
    };
    weights.forEach((weight, output) => add(outputs[output], weight, weight));
    for (let at = rectifiers.length - 1; at >= 0; at--) {
      const [least, most] = [low[inputs + at], high[inputs + at]];
      if (least === 0 && most === 0) continue;
      const { x, below, above } = rectifiers[at];
      const one = this.deciding.low[at] < 0 ? below : above;
      const other = this.deciding.high[at] > 0 ? above : below;
      if (one === 0 && other === 0) continue;
      add(x, Math.min(one * least, one * most, other * least, other * most), Math.max(one * least, one * most, other * least, other * most));
    }
    return low.subarray(0, inputs).map((least, input) => least / 2 + high[input] / 2);
  }

  private leastBy(lines: readonly Relaxation[], { weights, constant }: OutputSum): LeastRounded {
    const { outputs, inputs } = this.network;
    this.along.fill(0);
    let [total, loss, size] = [constant, 0, Math.abs(constant)];
    weights.forEach((weight, output) => {
      if (weight === 0) return;
      const { from, weights: those, constant: own } = outputs[output];
      for (let i = 0; i < those.length; i++) this.along[from + i] += weight * those[i];
      total += weight * own;
      size += Math.abs(weight * own);
      loss += Math.abs(weight) * this.strayOf(outputs[output]);
    });
    return { ...this.followedBack(lines, this.along.length, total, loss, size), slopes: this.along.slice(0, inputs) };
  }

  private enter(rectifier: Rectifier, at: number): void {
    const { x } = rectifier;
    const { low: lows, high: highs } = this.deciding;
    this.strays[at] = this.strayOf(x);
    const { low, high } = this.intervalOf(x, this.strays[at]);
    if (low > lows[at]) lows[at] = low;
    if (high < highs[at]) highs[at] = high;
    // Of inputs alone intervals tell all there is.
    if (lows[at] < 0 && highs[at] > 0 && x.from + x.weights.length > this.network.inputs) {
      const least = this.leastOf(x, 1, this.strays[at]);
      if (least > lows[at]) lows[at] = least;
      const greatest = lows[at] < 0 ? -this.leastOf(x, -1, this.strays[at]) : Infinity;
      if (greatest < highs[at]) highs[at] = greatest;
    }
    const bounds = { low: lows[at], high: highs[at] };
    this.nearest.push(nearestLines(rectifier.below, rectifier.above, bounds));
    this.parallel.push(parallelLines(rectifier.below, rectifier.above, bounds));
    this.lost[at] = (rectifier.loss * Math.max(-bounds.low, bounds.high) + rectifier.lost) * UP;
    this.place(this.network.inputs + at, rangeOf(rectifier, bounds, this.lost[at]));
  }

  private place(at: number, { low, high }: Bounds): void {
    const middle = low / 2 + high / 2;
    this.middle[at] = middle;
    this.around[at] = Math.max(high - middle, middle - low) * UP;
    this.magnitude[at] = Math.max(-low, high);
  }

  /** How far a number may be from its sum, and what following the sum back loses in float64. */
  private strayOf({ constant, from, weights, losses, lost }: TracedSum): number {
    const { magnitude } = this;
    let [strayed, size] = [lost, Math.abs(constant)];
    for (let i = 0; i < weights.length; i++) {
      strayed += losses[i] * magnitude[from + i];
      size += Math.abs(weights[i]) * magnitude[from + i];
    }
    return (strayed + (size + strayed) * this.part) * UP + LEAST;
  }

  private intervalOf({ constant, from, weights }: TracedSum, stray: number): Bounds {
    const { middle, around } = this;
    let [centre, radius] = [constant, 0];
    for (let i = 0; i < weights.length; i++) {
      centre += weights[i] * middle[from + i];
      radius += Math.abs(weights[i]) * around[from + i];
    }
    const away = (radius * (1 + this.part) + stray) * UP;
    return { low: (centre - away) - Math.abs(centre) * this.part, high: centre + away + Math.abs(centre) * this.part };
  }

  private leastOf({ constant, from, weights }: TracedSum, sign: number, stray: number): number {
    const top = from + weights.length;
    let most = -Infinity;
    for (const lines of [this.nearest, this.parallel]) {
      this.along.fill(0, 0, top);
      for (let i = 0; i < weights.length; i++) this.along[from + i] = sign * weights[i];
      const { low } = this.followedBack(lines, top, sign * constant, stray, Math.abs(constant));
      if (low > most) most = low;
      // Its sign is known, which is what is asked for.
      if (most >= 0) break;
    }
    return most;
  }

  /**
   * Of `along` up to `top`: leaves there what is of the inputs.
   *
   * @param strayed what is to be taken away in the end. @param magnitudes the sum of those that were added to the start.
   */
  private followedBack(lines: readonly Relaxation[], top: number, start: number, strayed: number, magnitudes: number): Omit<LeastRounded, "slopes"> {
    const { along, lost, strays, network: { inputs, rectifiers } } = this;
    let [total, loss, size] = [start, strayed, magnitudes];
    for (let place = top - 1; place >= inputs; place--) {
      const factor = along[place];
      if (factor === 0) continue;
      const [at, line] = [place - inputs, lines[place - inputs]];
      const offset = factor * (factor > 0 ? line.underOffset : line.overOffset);
      const slope = factor * (factor > 0 ? line.under : line.over);
      loss += Math.abs(factor) * lost[at];
      total += offset;
      size += Math.abs(offset);
      if (slope === 0) continue;
      const { constant, from, weights } = rectifiers[at].x;
      for (let i = 0; i < weights.length; i++) along[from + i] += slope * weights[i];
      total += slope * constant;
      size += Math.abs(slope * constant);
      loss += Math.abs(slope) * strays[at];
    }
    for (let input = 0; input < inputs; input++) {
      if (along[input] === 0) continue;
      const least = along[input] * (along[input] > 0 ? this.box[input].low : this.box[input].high);
      total += least;
      size += Math.abs(least);
    }
    const away = (loss * (1 + this.part) + (size + loss) * this.part) * UP + LEAST;
    return { low: total - away - Math.abs(total) * this.part, lost: away };
  }
}

/** Of what a rectifier gives. */
function rangeOf({ below, above }: Rectifier, { low, high }: Bounds, lost: number): Bounds {
  const at = (x: number): number => (x < 0 ? below : above) * x;
  const values = low < 0 && high > 0 ? [at(low), 0, at(high)] : [at(low), at(high)];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  return { low: least - Math.abs(least) * (UP - 1) - lost, high: greatest + Math.abs(greatest) * (UP - 1) + lost };
}
