// Puts the lines of neighbouring cells in order, one after the other: a line that would begin below the end of the one before it begins there and
// is tilted, so that what is beside it stays where it is. Proved of the very arithmetic that is emitted, as in ordered-cells.ts.

import { nextFloat32Down, nextFloat32Up } from "../numeric/float32.ts";
import type { PiecewiseLinear } from "../program/domains/piecewise-linear.ts";
import { compare, difference, exactly, product, sum } from "../program/domains/rational.ts";
import { cellInterval } from "./cell-grid.ts";
import { roundingOf, type FittedCells } from "./fit-cells.ts";
import type { LineOrder } from "./line-order.ts";
import { UP } from "./rounding.ts";
import { verticesOf, type Vertex } from "./vertices.ts";

type Line = readonly [slope: number, value: number];

/** Undefined where float32 has no line that begins where one has to. */
export function tiltedCells(target: PiecewiseLinear, fitted: FittedCells, { grid, monotony, sign, borders }: LineOrder): FittedCells | undefined {
  const lines = Float32Array.from(fitted.lines);
  const deviations = Float64Array.from(fitted.deviations);
  let { rounding } = fitted;
  for (const [place, { before, after }] of borders.entries()) {
    const cell = place + 1;
    const reached = sign * resultAt([lines[2 * place], lines[2 * place + 1]], before);
    if (sign * resultAt([lines[2 * cell], lines[2 * cell + 1]], after) >= reached) continue;
    const { from, to } = cellInterval(grid, cell);
    const vertices = verticesBetween(target, from, to);
    const line = beginningAt(vertices, after, reached, sign);
    if (line === undefined) return undefined;
    lines.set(line, 2 * cell);
    deviations[cell] = distanceOf(line, vertices);
    rounding = Math.max(rounding, roundingOf(line, Math.max(Math.abs(from), Math.abs(to)), from, to));
  }
  return { lines, deviations, deviation: deviations.reduce((worst, one) => Math.max(worst, one), 0), rounding, monotony };
}

/** As the emitted function computes it. */
function resultAt([slope, value]: Line, x: number): number {
  return Math.fround(value + Math.fround(slope * x));
}

function verticesBetween(target: PiecewiseLinear, from: number, to: number): readonly Vertex[] {
  const [begin, end] = [exactly(from), exactly(to)];
  const first = target.breaks.findIndex((place) => compare(place, begin) > 0);
  return verticesOf(target, first < 0 ? target.breaks.length : first, begin, end);
}

/** The line of float32 whose result at `after` is the least that is in order, of the slope that is nearest to the vertices then. */
function beginningAt(vertices: readonly Vertex[], after: number, reached: number, sign: 1 | -1): Line | undefined {
  const slope = Math.fround(nearestSlope(vertices.map(({ x, y }) => ({ along: x.value - after, above: sign * y.value - reached }))));
  const isInOrder = (value: number): boolean => resultAt([slope, value], after) >= reached;
  let value = Math.fround(reached - Math.fround(slope * after));
  for (let steps = 0; !isInOrder(value); steps++) {
    if (steps === MOST_STEPS) return undefined;
    value = nextFloat32Up(value);
  }
  for (let steps = 0; steps < MOST_STEPS && isInOrder(nextFloat32Down(value)); steps++) value = nextFloat32Down(value);
  return [sign * slope + 0, sign * value + 0];
}

/** Rounding a product and a sum moves a result by no more units in the last place of a value that is as large. */
const MOST_STEPS = 64;

/** The slope from 0 on of the line through the origin that is nearest to points: the largest distance falls up to it and rises from it on. */
function nearestSlope(points: readonly { readonly along: number; readonly above: number }[]): number {
  const distance = (slope: number): number => points.reduce((worst, { along, above }) => Math.max(worst, Math.abs(slope * along - above)), 0);
  const slopes = points.flatMap(({ along, above }) => (along === 0 ? [] : [Math.abs(above / along)]));
  let [low, high] = [0, Math.max(0, ...slopes.filter(Number.isFinite))];
  for (let step = 0; step < HALVINGS; step++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (distance(left) <= distance(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

const HALVINGS = 100;

/** The largest |line − function|, rounded up. */
function distanceOf([slope, value]: Line, vertices: readonly Vertex[]): number {
  const [gradient, height] = [exactly(slope), exactly(value)];
  return vertices.reduce((worst, { x, y }) => Math.max(worst, Math.abs(difference(y, sum(product(gradient, x), height)).value) * UP), 0);
}
