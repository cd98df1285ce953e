// Marks: how a series is drawn in a plot and, the same, beside its name in the legend.

import { coordinate, element, type SvgElement } from "./svg-element.ts";

/** The classes and sizes are those of the series in the plot. A halo keeps what is drawn on colours apart from them. */
export type Mark =
  | { readonly kind: "line"; readonly className: string; readonly hasHalo?: boolean }
  /** A line with the region between it and 0. */
  | { readonly kind: "line with region"; readonly className: string; readonly region: string }
  /** A line through dots. */
  | { readonly kind: "line with dots"; readonly className: string; readonly dot: string; readonly radius: number }
  /** A filled area. */
  | { readonly kind: "band"; readonly className: string }
  | { readonly kind: "ticks"; readonly className: string }
  | { readonly kind: "circle"; readonly className: string; readonly radius: number }
  /** A circle as part of a path of many. */
  | { readonly kind: "ring"; readonly className: string; readonly radius: number }
  /** A line of no length with round ends. */
  | { readonly kind: "spot"; readonly className: string; readonly width: number }
  | { readonly kind: "cross"; readonly className: string; readonly hasHalo?: boolean };

export const MARK_WIDTH = 30;
const HALO = "halo";

/** In a box of MARK_WIDTH whose left end and whose middle these are. */
export function drawMark(mark: Mark, left: number, middle: number): readonly SvgElement[] {
  const [right, centre] = [left + MARK_WIDTH, left + MARK_WIDTH / 2];
  const line = (y: number, className: string): SvgElement => element("line", { x1: left, y1: y, x2: right, y2: y, class: className });
  switch (mark.kind) {
    case "line":
      return [...(mark.hasHalo === true ? [line(middle, HALO)] : []), line(middle, mark.className)];
    case "line with region":
      return [element("rect", { x: left, y: middle - 3, width: MARK_WIDTH, height: 9, class: mark.region }), line(middle - 3, mark.className)];
    case "line with dots":
      return [line(middle, mark.className), element("circle", { cx: centre, cy: middle, r: mark.radius, class: mark.dot })];
    case "band":
      return [element("rect", { x: left, y: middle - 6, width: MARK_WIDTH, height: 12, class: mark.className })];
    case "ticks":
      return [element("path", { d: [3, 11, 19, 27].map((x) => `M${left + x},${middle - 5}v10`).join(""), class: mark.className })];
    case "circle":
      return [element("circle", { cx: centre, cy: middle, r: mark.radius, class: mark.className })];
    case "ring":
      return [element("path", { d: ring(centre, middle, mark.radius), class: mark.className })];
    case "spot":
      return [spots(`M${centre},${middle}h0`, mark)];
    case "cross":
      return withHalo(crossPath(centre, middle), mark);
  }
}

/** A path and below it, where it is to have one, its halo. */
export function withHalo(d: string, { className, hasHalo = false }: { readonly className: string; readonly hasHalo?: boolean }): readonly SvgElement[] {
  return [...(hasHalo ? [element("path", { d, class: HALO })] : []), element("path", { d, class: className })];
}

/** Spots at the starts of a path's lines of no length. */
export function spots(d: string, { className, width }: Extract<Mark, { kind: "spot" }>): SvgElement {
  return element("path", { d, class: className, style: `stroke-width:${width}` });
}

export function ring(x: number, y: number, radius: number): string {
  return `M${coordinate(x - radius)},${coordinate(y)}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0`;
}

/** An upright cross around a point. */
export function crossPath(x: number, y: number): string {
  return `M${x - 6},${y}h12M${x},${y - 6}v12`;
}
