// What is known of a real number that a program stands for, over a box: where it is, its partial derivatives, how far what is computed is from it, and
// what else it is.

import type { SmoothBounds } from "../../program/domains/affine-algebra.ts";
import type { AffineForm } from "../../program/domains/affine-form/affine-form.ts";
import type { Slopes } from "./slopes.ts";

export interface FollowedForm {
  /** Around the real number. */
  readonly form: AffineForm;
  /** Of the real number by each input, wherever there is a derivative; between these places the number does not jump, unless nothing is known. */
  readonly slopes: Slopes;
  /** No |computed − real| is larger. */
  readonly deviation: number;
  readonly multiples: readonly Multiple[];
  /** The two numbers that it is the difference of, where it is one to compare them. */
  readonly compared: readonly [FollowedForm, FollowedForm] | undefined;
  /** Where it is one of two numbers, by the sign of a difference. */
  readonly choice: Choice<FollowedForm> | undefined;
}

/**
 * What else is known of the real number: `by` · root / over + plus, or by · f(scale · root / over) + plus where there is a function. Without a root it
 * is `plus`.
 */
export interface Multiple {
  readonly of: FollowedForm | undefined;
  readonly by: number;
  readonly over: number;
  readonly plus: number;
  /** Whether it is that number; else products of float64 numbers have lost something of `by`. */
  readonly isExact: boolean;
  readonly through: Through | undefined;
}

/** A smooth function, and what its argument is multiplied by. */
export interface Through {
  readonly boundsOf: SmoothBounds;
  readonly scale: number;
}

export interface Choice<Form> {
  readonly difference: FollowedForm;
  readonly holds: (sign: number) => boolean;
  readonly whenTrue: Form;
  readonly whenFalse: Form;
}
