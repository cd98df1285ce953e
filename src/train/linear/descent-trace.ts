// Records the steps of the training of a line, y = W·x + b, with everything they computed.

import type { LinearStep } from "./linear-step.ts";
import { linearSteps } from "./linear-step.ts";
import type { LinearProblem } from "./linear-problem.ts";
import { checkLinearProblem } from "./linear-problem.ts";
import type { LinearSamples } from "./line-samples.ts";
import { linearSampler } from "./line-samples.ts";

export interface LinearTraceOptions extends LinearProblem {
  /** Enough for all steps where they are given. */
  readonly samples: LinearSamples;
}

export type LinearTrace = readonly LinearStep[];

/**
 * Trains a line from its start and records every step.
 *
 * @throws DiagnosticError: usage for options out of range and a target that is not finite at a sample; check in the first
 * step whose loss or new parameters are not finite.
 */
export function traceLinear(options: LinearTraceOptions): LinearTrace {
  checkLinearProblem(options);
  const recorded: LinearStep[] = [];
  for (const step of linearSteps(options, linearSampler(options))) {
    recorded.push(step);
    if (recorded.length === options.steps) break;
  }
  return recorded;
}
