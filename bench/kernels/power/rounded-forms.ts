// Follows a kernel's expression operation by operation with Taylor models, what every rounding loses included: of sums and products, and of the
// kernels' ways to lose nothing, which are heads of numbers, exact products of few bits, and sums with their exact rests. Refuses everything else.

import { exponentOf } from "../../../src/numeric/power-of-two.ts";
import { largestOfTaylor, steadyTaylor, type TaylorForm } from "../../../src/program/domains/taylor-form/taylor-form.ts";
import type { TaylorForms } from "../../../src/program/domains/taylor-form/taylor-forms.ts";
import { largestRounding } from "../../../src/program/domains/largest-rounding.ts";
import { countUses } from "../../../src/program/expression.ts";
import type { Expression } from "../../../src/program/program.ts";

/** Around a number, and how many significant bits it has at the most. */
interface Followed {
  readonly form: TaylorForm;
  readonly bits: number;
}

/** Of a float32, and of what `head` leaves of one. */
const [ALL_BITS, HEAD_BITS] = [24, 12];
const HEAD_MASK = 0xfffff000;

export class RoundedForms {
  private readonly forms: TaylorForms;
  private readonly known: Map<Expression, Followed>;
  /** Sums of which the kernel computes what rounding took from them. */
  private readonly split: ReadonlySet<Expression>;

  /**
   * @param given forms around what is computed with: any float32 in them.
   * @param results expressions that forms are asked of.
   */
  constructor(forms: TaylorForms, given: ReadonlyMap<Expression, TaylorForm>, results: readonly Expression[]) {
    this.forms = forms;
    this.known = new Map([...given].map(([expression, form]) => [expression, { form, bits: ALL_BITS }]));
    this.split = new Set([...countUses(results).keys()].flatMap((one) => sumWithRest(one) ?? []));
  }

  /** Around what is computed. @throws RangeError where nothing is known of an operation. */
  formOf(expression: Expression): TaylorForm {
    return this.follow(expression).form;
  }

  /** Around the last sum as if it were not rounded. */
  beforeRounding(sum: Expression): TaylorForm {
    if (sum.kind !== "apply" || sum.operator !== "add") throw new RangeError("the last operation is no sum");
    const [left, right] = sum.operands.map((operand) => this.formOf(operand));
    return this.forms.sumOf(left, right);
  }

  private follow(expression: Expression): Followed {
    const known = this.known.get(expression) ?? this.computed(expression);
    this.known.set(expression, known);
    return known;
  }

  private computed(expression: Expression): Followed {
    if (expression.kind === "constant") return { form: steadyTaylor(expression.value), bits: bitsIn(expression.value) };
    const whole = headOf(expression);
    if (whole !== undefined) return this.head(this.follow(whole).form);
    if (expression.kind !== "apply") throw new RangeError(`nothing is known of ${expression.kind}`);
    const [left, right] = expression.operands;
    if (expression.operator === "multiply") return this.product(left, right);
    if (expression.operator === "add") return this.sum(expression, left, right);
    if (expression.operator !== "subtract") throw new RangeError(`nothing is known of ${expression.operator}`);
    const sum = sumWithRest(expression);
    if (sum !== undefined) return this.restOf(sum);
    const difference = this.forms.sumOf(this.formOf(left), this.forms.negativeOf(this.formOf(right)));
    return headOf(right) === left ? { form: difference, bits: HEAD_BITS } : this.rounded(difference);
  }

  private product(left: Expression, right: Expression): Followed {
    const [one, other] = [this.follow(left), this.follow(right)];
    const [product, bits] = [this.forms.productOf(one.form, other.form), one.bits + other.bits];
    return bits <= ALL_BITS ? { form: product, bits } : this.rounded(product);
  }

  private sum(expression: Expression, left: Expression, right: Expression): Followed {
    const sum = this.forms.sumOf(this.formOf(left), this.formOf(right));
    if (!this.split.has(expression)) return this.rounded(sum);
    // What is lost is known to be the same wherever the sum is read.
    return { form: this.forms.beside(sum, largestRounding("f32", largestOfTaylor(sum))), bits: ALL_BITS };
  }

  /** The last bits are taken off, towards 0: all of them are ones at the most. */
  private head(whole: TaylorForm): Followed {
    const exponent = exponentOf(largestOfTaylor(whole));
    return { form: this.forms.beside(whole, 2 ** (exponent - HEAD_BITS + 1) - 2 ** (exponent - ALL_BITS + 1)), bits: HEAD_BITS };
  }

  /** left + right less their sum as it is rounded: exact, by Dekker's theorem, where |left| ≥ |right|. */
  private restOf(sum: Expression & { readonly kind: "apply" }): Followed {
    const [left, right] = sum.operands.map((operand) => this.formOf(operand));
    if (Math.max(left.low, -left.high) < largestOfTaylor(right)) throw new RangeError("the second of two numbers may be the larger one");
    return { form: this.forms.sumOf(this.forms.sumOf(left, right), this.forms.negativeOf(this.formOf(sum))), bits: ALL_BITS };
  }

  private rounded(form: TaylorForm): Followed {
    return { form: this.forms.rounded(form, "f32"), bits: ALL_BITS };
  }
}

/** What an expression is the head of, as parts/pairs.ts writes it; undefined where it is none. */
function headOf(expression: Expression): Expression | undefined {
  if (expression.kind !== "convert" || expression.how !== "bits" || expression.to !== "f32") return undefined;
  const { operand: masked } = expression;
  if (masked.kind !== "apply" || masked.operator !== "and") return undefined;
  const [bits, mask] = masked.operands;
  const isHead = mask.kind === "constant" && mask.value === HEAD_MASK && bits.kind === "convert" && bits.how === "bits";
  return isHead ? bits.operand : undefined;
}

/** The sum that right − (sum − left) is the rest of; undefined of anything else. */
function sumWithRest(expression: Expression): (Expression & { readonly kind: "apply" }) | undefined {
  if (expression.kind !== "apply" || expression.operator !== "subtract") return undefined;
  const [right, taken] = expression.operands;
  if (taken.kind !== "apply" || taken.operator !== "subtract") return undefined;
  const [sum, left] = taken.operands;
  if (sum.kind !== "apply" || sum.operator !== "add") return undefined;
  return sum.operands[0] === left && sum.operands[1] === right ? sum : undefined;
}

function bitsIn(value: number): number {
  if (value === 0) return 0;
  let [mantissa, bits] = [Math.abs(value) / 2 ** exponentOf(value), 1];
  for (; !Number.isInteger(mantissa); mantissa *= 2) bits++;
  return bits;
}
