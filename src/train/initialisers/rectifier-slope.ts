// Asks for the slope of an activation on behalf of an initialiser that has no rule for others.

import type { Activation } from "../../network/activation.ts";
import { ACTIVATIONS, rectifierSlope } from "../../network/activation.ts";
import { notApplicable } from "./not-applicable.ts";

/**
 * The slope left of 0 of an activation that is x right of it.
 *
 * @throws DiagnosticError (usage, at the setting `initialiser`) for other activations.
 */
export function requireRectifierSlope(activation: Activation, initialiser: string): number {
  const slope = rectifierSlope(activation);
  if (slope !== undefined) return slope;
  const rectifiers = ACTIVATIONS.filter((op) => rectifierSlope({ op, attributes: op.attributes }) !== undefined);
  throw notApplicable(
    `${initialiser} has no rule for the activation ${activation.op.name}`,
    `it is made for activations that are straight on both sides of 0: ${rectifiers.map(({ name }) => name).join(", ")}`,
    "use lecun-normal or glorot-uniform",
  );
}
