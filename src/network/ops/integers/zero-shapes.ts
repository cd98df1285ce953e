// Which shapes the scales and zero points of quantised layers have.

import type { ShapeProblem } from "../../op.ts";
import { elementCount, showShape, type Shape } from "../../shape.ts";

/** Undefined where each is left out, is one number or a list of as many as are beside it. */
export function problemOfScales(...given: readonly (readonly [Shape | undefined, number | undefined])[]): ShapeProblem | undefined {
  const wrong = given.find(([shape, many]) => shape !== undefined && elementCount(shape) !== 1 && !(shape.length === 1 && shape[0] === many));
  const [shape, many] = wrong ?? [];
  if (shape === undefined) return undefined;
  return { problem: `a scale or zero point of shape ${showShape(shape)} is not one number${many === undefined ? "" : ` or ${many}`}` };
}
