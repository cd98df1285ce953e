// Asks for the slope of an activation on behalf of an initialiser that has no rule for others.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Activation } from "../../network/activation.ts";
import { ACTIVATIONS, rectifierSlope } from "../../network/activation.ts";

/**
 * The slope left of 0 of an activation that is x right of it.
 *
 * @throws DiagnosticError (usage, place `--initialiser`) for other activations.
 */
export function requireRectifierSlope(activation: Activation, initialiser: string): number {
  const slope = rectifierSlope(activation);
  if (slope !== undefined) return slope;
  const rectifiers = ACTIVATIONS.filter((op) => rectifierSlope({ op, attributes: op.attributes }) !== undefined);
  throw new DiagnosticError({
    category: "usage",
    message: `${initialiser} has no rule for the activation ${activation.op.name}`,
    place: "--initialiser",
    note: `it is made for activations that are straight on both sides of 0: ${rectifiers.map(({ name }) => name).join(", ")}`,
    hint: "use lecun-normal or glorot-uniform",
  });
}
