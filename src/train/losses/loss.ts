// What a loss is: a scalar expression of one output and its target. The losses are beside this file.

import type { ValueBuilder, ValueId } from "../../network/op.ts";
import type { Origin } from "../../network/origin.ts";
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

/** A loss of what a row's outputs say together. */
export interface RowLoss {
  readonly name: string;
  /** The terms, of the outputs' shape, whose mean over all is the loss. */
  terms(builder: ValueBuilder, y: ValueId, t: ValueId, origin: Origin): ValueId;
  /** The derivative of each row's terms together by each output, times `share`, a scalar: that of a term in the mean. */
  derivative(builder: ValueBuilder, y: ValueId, t: ValueId, share: ValueId, origin: Origin): ValueId;
}

/** Losses as they can be chosen: a name, and the loss for the values given behind it. */
export interface LossFamily extends Choice {
  /** @param values one for each of `parameters`. */
  loss(values: readonly number[]): Loss;
}
