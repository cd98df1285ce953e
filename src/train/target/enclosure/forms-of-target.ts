// What the parts of a target make of forms, such as affine ones: by the rules that hold of all of them.

import type { AffineAlgebra } from "../../../program/domains/affine-algebra.ts";
import { NotDefined } from "./jet.ts";
import { outward, type Range } from "./outward.ts";
import type { TargetDomain } from "./run-of-target.ts";
import { powerBounds, TARGET_FUNCTIONS } from "./smooth-functions.ts";

/** Whole powers up to it are products. */
const LARGEST_PRODUCT = 8;

export class FormsOfTarget<Form extends object> implements TargetDomain<Form> {
  private readonly forms: AffineAlgebra<Form>;

  constructor(forms: AffineAlgebra<Form>) {
    this.forms = forms;
  }

  readonly constant = (value: number): Form => this.forms.steady(value);
  readonly negative = (of: Form): Form => this.forms.negativeOf(of);
  readonly rangeOf = (of: Form): Range => this.forms.rangeOf(of);

  readonly ofTwo: TargetDomain<Form>["ofTwo"] = {
    add: (one, other) => this.forms.sumOf(one, other),
    subtract: (one, other) => this.difference(one, other),
    multiply: (one, other) => this.forms.productOf(one, other),
    divide: (one, other) => this.quotient(one, other),
    pow: (base, exponent) => this.power(base, exponent),
    atan2: (y, x) => this.angle(y, x),
    hypot: (one, other) => this.called("sqrt", this.forms.sumOf(this.called("square", one), this.called("square", other))),
    log: (of, base) => this.quotient(this.called("log", of), this.called("log", base)),
  };

  /** @throws NotDefined where the argument may be none of the function's. */
  called(name: string, of: Form): Form {
    const bounds = TARGET_FUNCTIONS.get(name);
    if (bounds === undefined) throw new RangeError(`nothing is known of ${name}`);
    return defined(this.forms.through(of, bounds));
  }

  extreme(one: Form, other: Form, larger: boolean): Form {
    const comparison = { difference: this.forms.differenceToCompare(one, other), holds: (sign: number) => (larger ? sign > 0 : sign < 0) };
    return this.forms.chosen(comparison, one, other);
  }

  /** Where they meet is not known, and at a jump no form goes from one to the other: bounds tell as much. */
  either(): Form {
    return this.forms.unknown;
  }

  private difference(one: Form, other: Form): Form {
    return this.forms.sumOf(one, this.forms.negativeOf(other));
  }

  private quotient(dividend: Form, divisor: Form): Form {
    return defined(this.forms.quotientOf(dividend, divisor));
  }

  private power(base: Form, exponent: Form): Form {
    const { low: power, high } = this.forms.rangeOf(exponent);
    if (power !== high) return this.called("exp", this.forms.productOf(exponent, this.called("log", base)));
    const size = Math.abs(power);
    if (!Number.isInteger(power) || size > LARGEST_PRODUCT) return defined(this.forms.through(base, powerBounds(power)));
    let product = this.forms.steady(1);
    for (let factor = 0; factor < size; factor++) product = this.forms.productOf(product, base);
    return power < 0 ? this.quotient(this.forms.steady(1), product) : product;
  }

  /** The angle of a point; undefined near the negative x axis, where it jumps, and at the origin. */
  private angle(y: Form, x: Form): Form {
    const [{ low: below, high: above }, { low: left }] = [this.forms.rangeOf(y), this.forms.rangeOf(x)];
    if (left > 0) return this.called("atan", this.quotient(y, x));
    if (below <= 0 && above >= 0) throw new NotDefined();
    const quarter = outward(Math.PI / 2, Math.PI / 2);
    const turned = this.forms.between(below > 0 ? quarter.low : -quarter.high, below > 0 ? quarter.high : -quarter.low);
    return this.difference(turned, this.called("atan", this.quotient(x, y)));
  }
}

function defined<Form>(form: Form | undefined): Form {
  if (form === undefined) throw new NotDefined();
  return form;
}
