// What a loss is: a scalar expression of one output and its target. The losses are beside this file.

import type { Expression } from "../../program/program.ts";
import type { Choice } from "../choices.ts";

export interface Loss {
  /** The name in messages: kebab-case. */
  readonly name: string;
  /** The term of one output y and its target t; the loss is the mean of all terms. NaN where y is NaN. */
  value(y: Expression, t: Expression): Expression;
  /** The derivative of the term by y; where there is none, a number between the derivatives to the left and right. */
  derivative(y: Expression, t: Expression): Expression;
}

/** Losses as they can be chosen: a name, and the loss for the values given behind it. */
export interface LossFamily extends Choice {
  /** @param values one for each of `parameters`. */
  loss(values: readonly number[]): Loss;
}
