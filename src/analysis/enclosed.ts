// A value of a program while its input goes from one number to another: what it can be, told by a line and by bounds.

import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import { between, isBandComparison, rangeOf, UNKNOWN, type Band, type BandComparison, type BandValue } from "../program/domains/band.ts";
import { everything, exactly, type Interval } from "../program/domains/interval.ts";
import { isFloat, type Scalar } from "../program/scalar.ts";

/** Bounds are asked for through so many operations at the most: sums have thousands, and of those lines tell more. */
const DEEPEST = 64;

export class Enclosed {
  readonly scalar: Scalar;
  private readonly told: BandValue | undefined;
  private readonly boundsOf: () => Interval;
  private known: Interval | undefined;
  /** Operations that bounds may be asked for through. */
  private readonly depth: number;
  /** The float whose bits an integer is, where it is one's. */
  readonly float: Enclosed | undefined;

  /**
   * @param told the line near which a number is, or the sign that decides a truth value; undefined where there is none.
   * @param operands what it is computed of.
   * @param boundsOf what is known beside a line. Where there is one it is asked when bounds are, which is seldom: a network's numbers are
   * known best by lines.
   * @param float whose bits it is.
   */
  constructor(scalar: Scalar, told: BandValue | undefined, operands: readonly Enclosed[], boundsOf: () => Interval, float?: Enclosed) {
    [this.scalar, this.told, this.boundsOf] = [scalar, told, boundsOf];
    this.float = float;
    let depth = 0;
    for (const operand of operands) depth = Math.max(depth, operand.depth + 1);
    if (told === undefined) this.known = boundsOf();
    this.depth = told === undefined ? 0 : depth;
  }

  /** Whether it is one whole number, which is known without asking much. */
  get isPoint(): boolean {
    if (isFloat(this.scalar) || this.told !== undefined) return false;
    return this.interval.low === this.interval.high;
  }

  /** What both say. */
  get interval(): Interval {
    this.known ??= this.both();
    return this.known;
  }

  /** Of a truth value that is known, or that no sign decides, there is none. */
  get band(): BandValue | undefined {
    if (this.told !== undefined) return this.told;
    return this.scalar === "bool" ? undefined : bandOfInterval(this.interval);
  }

  private both(): Interval {
    if (this.told === undefined) return this.boundsOf();
    if (isBandComparison(this.told)) return signOf(this.told) ?? { low: 0, high: 1, nan: false };
    const { low, high } = rangeOf(this.told);
    const isKnown = high - low < Infinity;
    if (isKnown && this.depth > DEEPEST) return { low, high, nan: false };
    const bounds = this.depth > DEEPEST ? everything(this.scalar) : this.boundsOf();
    if (!isKnown) return bounds;
    const [from, to] = this.scalar === "f32" ? [leastFloat32From(low), greatestFloat32To(high)] : [low, high];
    return { low: Math.max(bounds.low, from), high: Math.min(bounds.high, to), nan: false };
  }
}

function signOf({ difference, holds }: BandComparison): Interval | undefined {
  const { low, high } = rangeOf(difference);
  if (low === 0 && high === 0) return exactly(Number(holds(0)));
  if (low > 0) return exactly(Number(holds(1)));
  return high < 0 ? exactly(Number(holds(-1))) : undefined;
}

function bandOfInterval({ low, high, nan }: Interval): Band {
  return nan ? UNKNOWN : between(low, high);
}
