// An axis: where a number lies in the drawing, and which numbers are written beside it. Draws nothing.

import { scaleLinear } from "d3-scale";

export interface Axis {
  readonly label: string;
  readonly position: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

export interface AxisSettings {
  readonly label: string;
  /** The numbers at both ends, the lower one first. */
  readonly domain: readonly [number, number];
  /** Where these lie in the drawing. */
  readonly range: readonly [number, number];
  /** About how many ticks there are. */
  readonly tickCount: number;
  /** Whether the domain is extended to round numbers. */
  readonly roundEnds: boolean;
}

/** An axis with even steps; ticks at 1, 2 or 5 times a power of ten (d3-scale). */
export function linearAxis({ label, domain, range, tickCount, roundEnds }: AxisSettings): Axis {
  const scale = scaleLinear(domain, range);
  if (roundEnds) scale.nice(tickCount);
  const write = scale.tickFormat(tickCount);
  return {
    label,
    position: (value) => scale(value),
    ticks: scale.ticks(tickCount).map((value) => ({ value, text: write(value) })),
  };
}

/** The least and the greatest of the finite numbers, made at least `smallest` apart; [−smallest, smallest]/2 where there is none. */
export function extentOf(values: Iterable<number>, smallest: number): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [-smallest / 2, smallest / 2];
  const missing = Math.max(0, smallest - (high - low)) / 2;
  return [low - missing, high + missing];
}
