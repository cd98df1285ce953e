// Axes with as many numbers as there is room for: none stands on another or reaches beyond the edge of the drawing. Draws nothing.

import { linearAxis, logarithmicAxis, type Axis, type AxisSettings } from "./axis.ts";
import { textWidth } from "./lettering/set-line.ts";

/** The size of the numbers beside axes. */
export const NUMBER_SIZE = 14;
/** Between the ends of two numbers side by side. */
const GAP_ACROSS = 10;
/** Between the base lines of two numbers, one above the other. */
const LINE_HEIGHT = 15;
/** How far the numbers of a bottom axis may reach beyond its ends. */
const OVERHANG = 18;

/** An axis with even steps and its numbers below it, of which there are about `tickCount`, or fewer. */
export function bottomAxis(settings: AxisSettings): Axis {
  return mostThatFit((tickCount) => linearAxis({ ...settings, tickCount }), settings.tickCount, (axis) => standApart(axis, settings.range));
}

/** The same with its numbers one above the other, beside a panel or a bar. */
export function sideAxis(settings: AxisSettings): Axis {
  return mostThatFit((tickCount) => linearAxis({ ...settings, tickCount }), settings.tickCount, lieApart);
}

/** An axis with equal factors and its numbers one above the other. */
export function logarithmicSideAxis(settings: Omit<AxisSettings, "roundEnds" | "unit">): Axis {
  return mostThatFit((tickCount) => logarithmicAxis({ ...settings, tickCount }), settings.tickCount, lieApart);
}

/** Where the middle of a bottom axis's number is: below its tick, or moved inwards where the number would reach too far beyond an end. */
export function middleOfNumber(position: number, text: string, [left, right]: readonly [number, number]): number {
  const half = textWidth(text, NUMBER_SIZE) / 2;
  return Math.max(left - OVERHANG + half, Math.min(right + OVERHANG - half, position));
}

/** The numbers that `make` gives for the largest count of which all fit; of the last resort every other one, until they do. */
function mostThatFit(make: (tickCount: number) => Axis, most: number, fit: (axis: Axis) => boolean): Axis {
  let axis = make(most);
  for (let count = most - 1; count >= 1 && !fit(axis); count--) {
    const fewer = make(count);
    if (fewer.ticks.length > 0) axis = fewer;
  }
  while (axis.ticks.length > 1 && !fit(axis)) axis = { ...axis, ticks: axis.ticks.filter((_, place) => place % 2 === 0) };
  return axis;
}

/** @param range where the axis's ends are, from left to right. */
function standApart({ ticks, position }: Axis, range: readonly [number, number]): boolean {
  const boxes = ticks.map(({ value, text }) => ({ middle: middleOfNumber(position(value), text, range), half: textWidth(text, NUMBER_SIZE) / 2 }));
  return boxes.every(({ middle, half }, place) => place === 0 || middle - half - (boxes[place - 1].middle + boxes[place - 1].half) >= GAP_ACROSS);
}

function lieApart({ ticks, position }: Axis): boolean {
  return ticks.every(({ value }, place) => place === 0 || Math.abs(position(value) - position(ticks[place - 1].value)) >= LINE_HEIGHT);
}
