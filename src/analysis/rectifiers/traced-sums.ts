// The algebra that finds a network of rectifiers in a program: what operators make of sums, and where the sign of one decides between two multiples
// of it, a rectifier, which is a summand of what follows. Of anything else nothing is known.

import { isZeroOrPowerOfTwo, RECIPROCAL, type AffineAlgebra, type Bounds, type Comparison } from "../../program/domains/affine-algebra.ts";
import { SCALARS } from "../../program/scalar.ts";
import {
  constantSum, isConstant, isTraced, negativeSum, roundedSum, sumOfOne, timesSum, totalOf, UNTRACED, type Multiple, type TracedSum,
} from "./traced-sum.ts";

/** What is computed where x < 0 and where x > 0: within loss·|x| + lost of `below` times x and `above` times x. */
export interface Rectifier {
  readonly x: TracedSum;
  readonly below: number;
  readonly above: number;
  readonly loss: number;
  readonly lost: number;
}

export class TracedSums implements AffineAlgebra<TracedSum> {
  readonly unknown = UNTRACED;
  readonly steady = constantSum;
  readonly sumOf = totalOf;
  readonly negativeOf = negativeSum;
  readonly rounded = roundedSum;
  /** In the order of the program: those that a sum is of come before it. */
  readonly rectifiers: Rectifier[] = [];
  private readonly inputs: number;

  constructor(inputs: number) {
    this.inputs = inputs;
  }

  input(place: number): TracedSum {
    return sumOfOne(place, 1);
  }

  /** Intervals would tell nothing of inputs that may be anything. */
  hasNearRange(): boolean {
    return true;
  }

  between(low: number, high: number): TracedSum {
    return low === high ? constantSum(low) : UNTRACED;
  }

  rangeOf(sum: TracedSum): Bounds {
    return isConstant(sum) ? { low: sum.constant, high: sum.constant } : { low: -Infinity, high: Infinity };
  }

  isZero(sum: TracedSum): boolean {
    return isConstant(sum) && sum.constant === 0;
  }

  isExactFactor(sum: TracedSum): boolean {
    return isConstant(sum) && isZeroOrPowerOfTwo(sum.constant);
  }

  productOf(one: TracedSum, other: TracedSum): TracedSum {
    if (!isTraced(one) || !isTraced(other)) return UNTRACED;
    if (isConstant(other)) return timesSum(one, other.constant);
    return isConstant(one) ? timesSum(other, one.constant) : UNTRACED;
  }

  quotientOf(dividend: TracedSum, divisor: TracedSum): TracedSum | undefined {
    if (!isConstant(divisor) || RECIPROCAL(divisor.constant, divisor.constant) === undefined) return undefined;
    // What the reciprocal loses is less than what roundedSum adds for a number of float64.
    return roundedSum(timesSum(dividend, 1 / divisor.constant), "f64");
  }

  through(): undefined {
    return undefined;
  }

  differenceToCompare(left: TracedSum, right: TracedSum): TracedSum {
    if (isConstant(left) && isConstant(right)) return constantSum(Math.sign(left.constant - right.constant));
    if (this.isZero(right)) return left;
    if (this.isZero(left)) return negativeSum(right);
    // What is said holds where no number is as large as the largest one, so that clips without bounds are none.
    if (isLargest(left) || isLargest(right)) return constantSum(Math.sign((isLargest(left) ? left.constant : 0) - (isLargest(right) ? right.constant : 0)));
    const difference = totalOf(left, negativeSum(right));
    return isTraced(difference) ? { ...difference, compared: { left, right } } : UNTRACED;
  }

  chosen({ difference: x, holds }: Comparison<TracedSum>, whenTrue: TracedSum, whenFalse: TracedSum): TracedSum {
    const [under, there, over] = [-1, 0, 1].map((sign) => (holds(sign) ? whenTrue : whenFalse));
    if (under === over) return there === under ? under : UNTRACED;
    if (![x, under, over].every(isTraced)) return UNTRACED;
    const [before, after] = [ratioOf(under, x), ratioOf(over, x)];
    const peak = Math.max(x.peak, under.peak, over.peak);
    if (before !== undefined && after !== undefined) {
      const [loss, lost] = [Math.max(before.loss, after.loss), Math.max(before.lost, after.lost)];
      return this.rectified({ x, below: before.by, above: after.by, loss, lost }, peak);
    }
    // The larger or the smaller one of two numbers is one of them and their difference where that has one sign.
    const { left, right } = x.compared ?? {};
    if (under === left && over === right) return totalOf(over, this.rectified({ x, below: 1, above: 0, loss: 0, lost: 0 }, peak));
    if (under === right && over === left) return totalOf(under, this.rectified({ x, below: 0, above: 1, loss: 0, lost: 0 }, peak));
    const isClipped = left !== undefined && areSame(under, left) && left.constant >= 0 && right !== undefined && this.isRectified(over, right);
    return isClipped ? totalOf(over, this.rectified({ x, below: 1, above: 0, loss: 0, lost: 0 }, peak)) : UNTRACED;
  }

  /** Whether it is what a rectifier gives of the other one, itself where that is above 0. */
  private isRectified({ from, weights, losses, constant, lost }: TracedSum, of: TracedSum): boolean {
    const [rectifier] = weights.length === 1 && from >= this.inputs ? [this.rectifiers[from - this.inputs]] : [];
    const isItself = weights[0] === 1 && losses[0] === 0 && constant === 0 && lost === 0;
    return isItself && rectifier?.x === of && rectifier.above === 1 && rectifier.loss === 0 && rectifier.lost === 0;
  }

  private rectified(rectifier: Rectifier, peak: number): TracedSum {
    return sumOfOne(this.inputs + this.rectifiers.push(rectifier) - 1, peak);
  }

  /** No elementary function is followed. */
  strayed(): TracedSum {
    return UNTRACED;
  }

  /** A peak that float32 does not hold is seen where it is known how large the inputs are. */
  held(sum: TracedSum): TracedSum {
    return sum;
  }
}

/** Of constants. */
function areSame(one: TracedSum, other: TracedSum): boolean {
  return isConstant(one) && isConstant(other) && one.constant === other.constant;
}

function isLargest(sum: TracedSum): boolean {
  return isConstant(sum) && Math.abs(sum.constant) >= SCALARS.f32.greatest;
}

/** How many times the number of the other sum one is; undefined where that is not known. */
function ratioOf(sum: TracedSum, of: TracedSum): Omit<Multiple, "of"> | undefined {
  if (sum === of) return { by: 1, loss: 0, lost: 0 };
  if (isConstant(sum) && sum.constant === 0) return { by: 0, loss: 0, lost: 0 };
  if (sum.multiple?.of === of) return sum.multiple;
  const turned = of.multiple;
  if (turned?.loss !== 0 || turned.lost !== 0 || Math.abs(turned.by) !== 1) return undefined;
  if (sum === turned.of) return { by: turned.by, loss: 0, lost: 0 };
  return sum.multiple?.of === turned.of ? { ...sum.multiple, by: sum.multiple.by * turned.by } : undefined;
}
