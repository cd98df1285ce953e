// The error of a program over evenly spread inputs alone: what the search for the largest error is compared with.

import type { DomainVariable } from "../../src/network/model.ts";
import type { Program } from "../../src/program/program.ts";
import type { Target } from "../../src/train/target/target.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { compareWithTargets, type ErrorReport } from "../../src/verify/compare-with-targets.ts";
import { sweep } from "../../src/verify/points.ts";

/** Inputs of a close look at one variable. */
export const DENSE = 65_537;

export function sweepError(program: Program, targets: readonly Target[], domain: readonly DomainVariable[], samples: number): ErrorReport {
  const points = sweep(domain, samples);
  return compareWithTargets(points, evaluate(program, points), targets);
}
