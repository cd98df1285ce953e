// Looks for the largest error of a program against its targets over a domain: evenly spread inputs, those where something
// happens, then closer and closer around the worst. It sees single inputs: what lies between them it does not know.

import type { DomainVariable, MeasuredError } from "../../network/model.ts";
import type { Program } from "../../program/program.ts";
import type { Pausing } from "../../train/pausing.ts";
import type { Target } from "../../train/target/target.ts";
import { toEnd } from "../../train/to-end.ts";
import { joined } from "../points.ts";
import type { Effort } from "./effort.ts";
import type { Tried } from "./evaluations.ts";
import { Evaluations, type Reference } from "./evaluations.ts";
import { referenceOfTargets } from "./references.ts";
import { seekInBox } from "./seek-in-box.ts";
import { seekOnLine } from "./seek-on-line.ts";

export interface Sought {
  /** The largest error of all inputs that were evaluated; the root mean square is that of the spread ones. */
  readonly error: MeasuredError;
  /** The spread inputs, then some where something happens, last the worst one. */
  readonly inputs: Float32Array;
  /** How many of them are spread ones. */
  readonly spread: number;
}

/** The same inputs for the same program; a result that is no number has an infinite error. */
export function seekLargestError(program: Program, targets: readonly Target[], domain: readonly DomainVariable[], effort: Effort): Sought {
  return toEnd(seekLargestErrorPausing(program, targets, domain, effort));
}

/** As `seekLargestError`, in parts. */
export function* seekLargestErrorPausing(program: Program, targets: readonly Target[], domain: readonly DomainVariable[], effort: Effort): Pausing<Sought> {
  return yield* seek(program, referenceOfTargets(targets), domain, effort);
}

/** The same of the distance from anything else that can be evaluated. */
export function seekLargestDistance(program: Program, reference: Reference, domain: readonly DomainVariable[], effort: Effort): Sought {
  return toEnd(seek(program, reference, domain, effort));
}

function* seek(program: Program, reference: Reference, domain: readonly DomainVariable[], effort: Effort): Pausing<Sought> {
  const evaluations = new Evaluations(program, reference, domain.length);
  const search = domain.length === 1 ? seekOnLine(evaluations, program, reference, domain[0], effort) : seekInBox(evaluations, domain, effort);
  const { spread, notable } = yield* search;
  const { largest: maximum, at, count: samples, byOutput } = evaluations;
  const sum = (of: (tried: Tried) => number): number => spread.reduce((total, tried) => total + of(tried), 0);
  const rootMeanSquare = Math.sqrt(sum(({ squares }) => squares) / sum(({ wanted }) => wanted.length));
  return {
    error: { maximum, at: [...at], rootMeanSquare, samples, ...(reference.outputs > 1 ? { byOutput } : {}) },
    inputs: joined([...[...spread, ...notable].map(({ values }) => values), at]),
    spread: sum(({ count }) => count),
  };
}
