// A value of a program while its inputs go from one number to another each: what it can be, told by a form, such as a line, and by bounds.

import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import { isComparison, signBetween, type AffineAlgebra, type Comparison, type FormOrComparison } from "../program/domains/affine-algebra.ts";
import { everything, exactly, type Interval } from "../program/domains/interval.ts";
import type { OperatorName } from "../program/operator-name.ts";
import { isFloat, type Scalar } from "../program/scalar.ts";

/** Bounds are asked for through so many operations at the most: sums have thousands, and of those lines tell more. */
const DEEPEST = 64;

/** A comparison of two numbers, or a selection by one. */
type Decided<Form extends object> =
  | { readonly kind: "comparison"; readonly operator: OperatorName; readonly left: Enclosed<Form>; readonly right: Enclosed<Form> }
  | { readonly kind: "selection"; readonly condition: Enclosed<Form>; readonly whenTrue: Enclosed<Form> };

export class Enclosed<Form extends object> {
  readonly scalar: Scalar;
  private readonly forms: AffineAlgebra<Form>;
  private readonly told: FormOrComparison<Form> | undefined;
  private readonly boundsOf: (() => Interval) | undefined;
  private known: Interval | undefined;
  private made: Form | undefined;
  /** Operations that bounds may be asked for through. */
  private readonly depth: number;
  /** The float whose bits an integer is, where it is one's. */
  readonly float: Enclosed<Form> | undefined;
  /** How it was decided, of what compares or selects. */
  decided: Decided<Form> | undefined;

  /**
   * @param told the form around a number, or the sign that decides a truth value; undefined where there is none.
   * @param operands what it is computed of.
   * @param boundsOf what is known beside a form. Where there is one it is asked when bounds are, which is seldom: a network's numbers are
   * known best by forms. Undefined where a form tells all that is known.
   * @param float whose bits it is.
   */
  constructor(
    scalar: Scalar,
    forms: AffineAlgebra<Form>,
    told: FormOrComparison<Form> | undefined,
    operands: readonly Enclosed<Form>[],
    boundsOf: (() => Interval) | undefined,
    float?: Enclosed<Form>,
  ) {
    this.scalar = scalar;
    this.forms = forms;
    this.told = told;
    this.boundsOf = boundsOf;
    this.float = float;
    let depth = 0;
    for (const operand of operands) depth = Math.max(depth, operand.depth + 1);
    if (told === undefined) this.known = boundsOf?.();
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
  get form(): FormOrComparison<Form> | undefined {
    if (this.told !== undefined) return this.told;
    if (this.scalar === "bool") return undefined;
    this.made ??= this.formOfInterval(this.interval);
    return this.made;
  }

  private formOfInterval({ low, high, nan }: Interval): Form {
    return nan ? this.forms.unknown : this.forms.between(low, high);
  }

  private both(): Interval {
    const { boundsOf } = this;
    if (this.told === undefined) return boundsOf?.() ?? everything(this.scalar);
    if (isComparison(this.told)) return this.truth(this.told);
    const { low, high } = this.forms.rangeOf(this.told);
    const isKnown = high - low < Infinity;
    if (isKnown && (boundsOf === undefined || this.depth > DEEPEST)) return { low, high, nan: false };
    const bounds = boundsOf === undefined || this.depth > DEEPEST ? everything(this.scalar) : boundsOf();
    if (!isKnown) return bounds;
    const [from, to] = this.scalar === "f32" ? [leastFloat32From(low), greatestFloat32To(high)] : [low, high];
    return { low: Math.max(bounds.low, from), high: Math.min(bounds.high, to), nan: false };
  }

  private truth({ difference, holds }: Comparison<Form>): Interval {
    const sign = signBetween(this.forms.rangeOf(difference));
    return sign === undefined ? { low: 0, high: 1, nan: false } : exactly(Number(holds(sign)));
  }
}
