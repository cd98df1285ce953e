// What a loss is: a scalar expression of one output and its target. The losses are beside this file.

import type { Expression } from "../../program/program.ts";

export interface Loss {
  /** The name in recipes and messages: kebab-case. */
  readonly name: string;
  /** The term of one output y and its target t; the loss is the mean of all terms. */
  value(y: Expression, t: Expression): Expression;
  /** The derivative of the term by y. */
  derivative(y: Expression, t: Expression): Expression;
}
