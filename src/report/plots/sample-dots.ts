// Samples as dots over a plot: filled ones that were trained on, hollow ones that were held out. Knows nothing of files.

import type { LegendEntry } from "../card-header.ts";
import { ring, spots } from "../mark.ts";
import { round, type Rectangle } from "../plot-panel.ts";
import type { PanelPlace } from "../stack.ts";
import { element, type SvgElement } from "../svg-element.ts";

export interface SampleDots {
  /** Inputs; one for each sample. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Positions of the samples that were held out. */
  readonly heldOut: ReadonlySet<number>;
  /** What is to be read beside them: the largest error and where it is. */
  readonly note: string;
}

interface Look {
  readonly spot: number;
  readonly ring: number;
  /** Dots in the same cell of so many units are drawn once. */
  readonly cell: number;
}

const CLASS = "curve second";
const FEW: Look = { spot: 5.5, ring: 3, cell: 0.5 };
const MANY: Look = { spot: 3, ring: 2, cell: 3 };
const MOST_OF_FEW = 500;
/** Dots on an edge of the panel are in it, whatever was rounded. */
const EDGE = 0.5;

/** Dots that would lie on one another are drawn once; those without a place in the panel are left out. Hollow ones lie on top. */
export function drawDots({ x: xs, y: ys, heldOut }: SampleDots, { x, y, rectangle }: PanelPlace): readonly SvgElement[] {
  const look = lookOf(xs.length);
  const drawn = [new Set<string>(), new Set<string>()];
  const paths = ["", ""];
  for (let i = 0; i < xs.length; i++) {
    const [left, top] = [x.position(xs[i]), y.position(ys[i])];
    if (!isWithin(left, top, rectangle)) continue;
    const kind = heldOut.has(i) ? 1 : 0;
    const cell = `${Math.round(left / look.cell)},${Math.round(top / look.cell)}`;
    if (drawn[kind].has(cell)) continue;
    drawn[kind].add(cell);
    paths[kind] += kind === 0 ? `M${round(left)},${round(top)}h0` : ring(left, top, look.ring);
  }
  return [
    ...(paths[0] === "" ? [] : [spots(paths[0], { kind: "spot", className: CLASS, width: look.spot })]),
    ...(paths[1] === "" ? [] : [element("path", { d: paths[1], class: CLASS })]),
  ];
}

/** False for what is no number. */
function isWithin(x: number, y: number, { left, top, width, height }: Rectangle): boolean {
  return x >= left - EDGE && x <= left + width + EDGE && y >= top - EDGE && y <= top + height + EDGE;
}

function lookOf(count: number): Look {
  return count > MOST_OF_FEW ? MANY : FEW;
}

/** What the dots mean; of several panels with the dots of the one that has the most. */
export function dotsLegend(dots: readonly SampleDots[]): readonly LegendEntry[] {
  const { spot, ring: radius } = lookOf(Math.max(...dots.map(({ x }) => x.length)));
  const hasHeldOut = dots.some(({ heldOut }) => heldOut.size > 0);
  return [
    { mark: { kind: "spot", className: CLASS, width: spot }, text: hasHeldOut ? "samples trained on" : "samples" },
    ...(hasHeldOut ? [{ mark: { kind: "ring", className: CLASS, radius } as const, text: "samples held out" }] : []),
  ];
}
