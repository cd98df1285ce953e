// The loss of y = W·x + b as a surface over W and b, where it is least, and the way of gradient descent across it.
// Numbers only; drawing them is for others.

import type { DomainVariable } from "../../network/model.ts";
import { requireFinite } from "../target/check-domain.ts";
import { leastSquaresLine } from "./least-squares.ts";
import type { LinearParameters } from "./linear-step.ts";
import { linearSteps } from "./linear-step.ts";
import type { LinearProblem } from "./linear-problem.ts";
import { ARTICLE_LINE, checkLinearProblem } from "./linear-problem.ts";
import { linearSampler } from "./line-samples.ts";

export interface LossSurfaceOptions extends LinearProblem {
  /** Of the samples of the path. */
  readonly seed: number;
  /** Every so many steps are a point of the path. */
  readonly stride: number;
  /** Two or more points of the domain, over which the loss is summed: evenly spaced, both ends among them. */
  readonly points: number;
  /** Points of the surface along each of its axes, two or more. */
  readonly grid: number;
}

/** The article's: a thousand steps of 20 samples, every tenth shown, over the loss of ten points on a grid of 40 × 40. */
export const ARTICLE_SURFACE = Object.freeze({ ...ARTICLE_LINE, steps: 1000, batch: 20, stride: 10, points: 10, grid: 40 });

export interface LossSurface {
  /** The x at which the line is compared with the target. */
  readonly x: readonly number[];
  /** The W of the columns, ascending and evenly spaced. */
  readonly W: readonly number[];
  /** The b of the rows: the same numbers. */
  readonly b: readonly number[];
  /** The sums over x of (W·x + b − t)², row by row: the loss at W[i] and b[j] is `loss[j * W.length + i]`. */
  readonly loss: readonly number[];
  /** Where the loss is least of all W and b, and what it is there. */
  readonly minimum: LinearParameters & { readonly loss: number };
  /** W and b before steps 0, stride, 2·stride, …, float32. */
  readonly path: readonly (LinearParameters & { readonly step: number })[];
  /** W and b after the last step, float32. */
  readonly end: LinearParameters;
}

/**
 * The surface, in float64. Its square has round ends and holds the start and the minimum with half the distance between them
 * on every side: [−1, 3]² for the article's line.
 *
 * @throws DiagnosticError: usage for options out of range and a target that is not finite on the domain; check where the
 * training diverges. RangeError for a stride, points or a grid that are none.
 */
export function lossSurface(options: LossSurfaceOptions): LossSurface {
  const { target, domain, points, grid, start } = options;
  checkLinearProblem(options);
  const x = evenlySpaced(domain, points);
  const t = x.map((one) => requireFinite(target, [one]));
  const lossAt = (W: number, b: number): number => x.reduce((sum, one, i) => sum + (W * one + b - t[i]) ** 2, 0);
  const minimum = leastSquaresLine(x, t);
  const axis = evenlySpaced(squareAround([start.W, start.b, minimum.W, minimum.b]), grid);
  return {
    x,
    W: axis,
    b: axis,
    loss: axis.flatMap((b) => axis.map((W) => lossAt(W, b))),
    minimum: { ...minimum, loss: lossAt(minimum.W, minimum.b) },
    ...descend(options),
  };
}

/** The path of gradient descent. */
function descend(options: LossSurfaceOptions): Pick<LossSurface, "path" | "end"> {
  const { seed, steps, stride } = options;
  if (!(Number.isInteger(stride) && stride >= 1)) throw new RangeError(`a stride of ${stride} steps`);
  const path: (LinearParameters & { readonly step: number })[] = [];
  for (const { step, parameters, updated } of linearSteps(options, linearSampler({ ...options, samples: { kind: "drawn", seed } }))) {
    if (step % stride === 0) path.push({ step, ...parameters });
    if (step === steps - 1) return { path, end: updated };
  }
  throw new RangeError("the steps have no end");
}

/** As numpy.linspace: low + i·(high − low)/(count − 1), the last one exactly high. */
function evenlySpaced({ low, high }: Omit<DomainVariable, "name">, count: number): readonly number[] {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`${count} evenly spaced numbers`);
  const step = (high - low) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + i * step));
}

/** An interval with half the extent of the values on either side of them, its ends multiples of the extent's power of ten. */
function squareAround(values: readonly number[]): Omit<DomainVariable, "name"> {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // One number alone has no extent: an interval of its own size, or of 1 about 0.
  const extent = high - low || Math.abs(high) || 1;
  const unit = 10 ** Math.floor(Math.log10(extent));
  return { low: Math.floor((low - extent / 2) / unit) * unit, high: Math.ceil((high + extent / 2) / unit) * unit };
}
