// The optimisers. Adding one is a file beside this one and a line here.

import type { ChoiceKind, Chosen } from "../choices.ts";
import { readChoice } from "../choices.ts";
import { adagrad } from "./adagrad.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { levenbergMarquardt } from "./levenberg-marquardt.ts";
import { momentum } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import type { FirstOrderOptimiser, Optimiser } from "./optimiser.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

/** Those with a rule. */
export const FIRST_ORDER_OPTIMISERS: readonly FirstOrderOptimiser[] = Object.freeze([
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam,
  adamw,
]);

export const OPTIMISERS: readonly Optimiser[] = Object.freeze([...FIRST_ORDER_OPTIMISERS, levenbergMarquardt]);

const KIND: ChoiceKind = { one: "optimiser", many: "optimisers" };

/**
 * The optimiser that a text such as `adam` or `momentum:0.8` names.
 *
 * @throws DiagnosticError (usage, at the setting `optimiser`).
 */
export function parseOptimiser(text: string): Chosen<Optimiser> {
  return readChoice(text, OPTIMISERS, KIND);
}

/**
 * The optimiser of a recipe that follows the gradient.
 *
 * @throws DiagnosticError as `parseOptimiser`, which knows others too.
 */
export function parseFirstOrderOptimiser(text: string): Chosen<FirstOrderOptimiser> {
  return readChoice(text, FIRST_ORDER_OPTIMISERS, KIND);
}
