// The optimisers. Adding one is a file beside this one and a line here.

import type { Chosen } from "../choices.ts";
import { readChoice } from "../choices.ts";
import { adagrad } from "./adagrad.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { momentum } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";
import type { Optimiser } from "./update-rule.ts";

export const OPTIMISERS: readonly Optimiser[] = Object.freeze([sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw]);

/**
 * The optimiser that a text such as `adam` or `momentum:0.8` names.
 *
 * @throws DiagnosticError (usage, place `--optimiser`).
 */
export function parseOptimiser(text: string): Chosen<Optimiser> {
  return readChoice(text, OPTIMISERS, { one: "optimiser", many: "optimisers" });
}
