// Whether a network computes elementary functions.

import type { Network } from "../../src/network/network.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { valuesOf, type Statement } from "../../src/program/program.ts";
import { visitExpression } from "../../src/program/expression.ts";
import { KERNELS } from "../../src/program/kernels/index.ts";

export const KERNEL_NAMES: readonly string[] = Object.keys(KERNELS);

export function usesKernel(network: Network): boolean {
  let found = false;
  const visit = (statement: Statement): void => {
    if (statement.kind === "for") statement.body.forEach(visit);
    else {
      for (const value of valuesOf(statement)) {
        visitExpression(value, (expression) => {
          found ||= expression.kind === "apply" && KERNEL_NAMES.includes(expression.operator);
        });
      }
    }
  };
  lower(expandComposites(network)).body.forEach(visit);
  return found;
}
