// Powers as algebras of forms follow them: those to a constant as functions of one number, others by exponential and logarithm.

import type { FunctionOfTwo } from "../analysis/form-run.ts";
import type { AffineAlgebra } from "../program/domains/affine-algebra.ts";
import { powerBounds, TARGET_FUNCTIONS } from "../train/target/enclosure/smooth-functions.ts";

/** The kernel is off by less at all pairs, which is proved (docs/verification.md#powers). */
export const POWER: FunctionOfTwo = {
  unitsOff: 1.06,
  through<Form extends object>(base: Form, exponent: Form, forms: AffineAlgebra<Form>): Form | undefined {
    const { low, high } = forms.rangeOf(exponent);
    if (low === high) return forms.through(base, powerBounds(low));
    const [exp, log] = ["exp", "log"].map((name) => TARGET_FUNCTIONS.get(name));
    const logarithm = log && forms.through(base, log);
    return logarithm && exp && forms.through(forms.productOf(exponent, logarithm), exp);
  },
};
