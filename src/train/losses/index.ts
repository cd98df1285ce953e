// The losses a network may be trained for. Adding one is a file beside this one and a line here.

import type { Chosen } from "../choices.ts";
import { readChoice } from "../choices.ts";
import { huber } from "./huber.ts";
import type { LossFamily } from "./loss.ts";
import { maximum } from "./maximum.ts";
import { meanAbsoluteError } from "./mean-absolute-error.ts";
import { meanSquaredError } from "./mean-squared-error.ts";

export const LOSSES: readonly LossFamily[] = Object.freeze([meanSquaredError, meanAbsoluteError, huber, maximum]);

/**
 * The loss that a text such as `mse` or `huber:0.1` names.
 *
 * @throws DiagnosticError (usage, at the setting `loss`).
 */
export function parseLoss(text: string): Chosen<LossFamily> {
  return readChoice(text, LOSSES, { one: "loss", many: "losses" });
}
