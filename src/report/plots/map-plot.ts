// Draws functions of two variables as maps in colours: the target, the network and the error, or some of them.

import { finiteExtent, roomyExtent, type Axis, type AxisSettings } from "../axis.ts";
import type { Card } from "../card.ts";
import { CARD_CONTENTS_TOP, CARD_MARGIN } from "../card-header.ts";
import { BAR_WIDTH, barGradient, barLabelWidth, gradientBar } from "../colour-bar.ts";
import { DIVERGING, SEQUENTIAL, type Ramp } from "../colour.ts";
import { bottomAxis, sideAxis } from "../fitted-axis.ts";
import { gridImage, type Grid, type GridVariable } from "../grid.ts";
import { label } from "../label.ts";
import type { Mark } from "../mark.ts";
import { drawPanel, LABEL_SIZE, X_AXIS_HEIGHT, yAxisWidth, type Rectangle } from "../plot-panel.ts";
import { showCount, showNumber, showScientific } from "../scientific.ts";
import { element, type SvgElement } from "../svg-element.ts";

export interface MapData {
  readonly heading: string;
  /** The part of the heading that is shortened where all of it has no room. */
  readonly subject: string;
  /** The network in a line. */
  readonly network: string;
  readonly variables: readonly [GridVariable, GridVariable];
  readonly columns: number;
  readonly rows: number;
  readonly results: readonly ResultMap[];
}

export interface ResultMap {
  /** The target as a reader writes it, or the name of the output where there is no target. */
  readonly name: string;
  readonly unit?: string | undefined;
  /** By rows, see Grid. */
  readonly expected?: ArrayLike<number>;
  readonly computed: ArrayLike<number>;
  /** The largest error of a finer sweep than the map's, and where it is. */
  readonly worst?: { readonly error: number; readonly at: readonly [number, number]; readonly of: number };
}

/** One map: what it shows and how. */
interface MapPanel {
  readonly title: string;
  readonly values: ArrayLike<number>;
  readonly scale: Scale;
  readonly mark?: readonly [number, number];
}

/** Maps with the same scale stand side by side before their bar. */
interface Scale {
  readonly label: string;
  readonly unit: string | undefined;
  readonly ramp: Ramp;
  readonly gradient: string;
  readonly domain: readonly [number, number];
}

const WIDTH_OF_THREE = 1000;
const WIDTH_OF_ONE = 620;
const BAR_GAP = 12;
const MAP_GAP = 40;
/** After the numbers of a bar, before the next map. */
const GROUP_GAP = 30;
const ROW_HEAD = 34;
/** Maps are larger than this, and have room for the numbers that a side of this length has. */
const LEAST_SIZE = 160;
const WORST = { kind: "circle", className: "ring", radius: 5 } as const satisfies Mark;

/** `difference`: `expected` is what another network computes. */
type Shows = "all" | "error" | "difference";

/**
 * A row of maps for each result: the target, the network and the error (`shows` "all"), or the error or difference alone. Results
 * without a target show the network alone.
 *
 * @throws RangeError where there are no results, or where "error" is asked for and there is no target.
 */
export function mapPlot(data: MapData, shows: Shows): Card {
  const rows = data.results.map((result, place) => mapsOf(result, shows, place));
  const most = Math.max(...rows.map(({ length }) => length));
  if (!(most > 0)) throw new RangeError("a plot of no maps");
  const width = most === 1 ? WIDTH_OF_ONE : WIDTH_OF_THREE;
  const yTicks = sideAxis({ ...axisOf(data.variables[1]), range: [LEAST_SIZE, 0], tickCount: 5 });
  const left = CARD_MARGIN - 6 + yAxisWidth(yTicks);
  const size = mapSize(rows[0], width - CARD_MARGIN - left);
  const contents: SvgElement[] = [];
  const summaries: string[] = [];
  let top = CARD_CONTENTS_TOP - 8;
  rows.forEach((maps, place) => {
    contents.push(...drawRow(data, maps, { left, top: top + ROW_HEAD, width: size, height: size }));
    summaries.push(summaryOf(data, data.results[place], shows));
    top += ROW_HEAD + size + X_AXIS_HEIGHT + 8;
  });
  return {
    width,
    height: top + CARD_MARGIN - 14,
    heading: data.heading,
    subject: data.subject,
    subheading: [data.network, ...(summaries.length === 1 ? summaries : [])].filter((part) => part !== "").join("; "),
    description: `Maps over ${data.variables.map(({ name, low, high }) => `${name} from ${showNumber(low)} to ${showNumber(high)}`).join(" and ")}. ${summaries.join(" ")}`.trim(),
    legend: rows.flat().some(({ mark }) => mark !== undefined) ? [{ mark: WORST, text: "largest error seen" }] : [],
    contents,
    definitions: [...new Map(rows.flat().map(({ scale }) => [scale.gradient, scale.ramp] as const))].map(([id, ramp]) => barGradient(id, ramp)),
  };
}

function mapsOf({ name, unit, expected, computed, worst }: ResultMap, shows: Shows, place: number): readonly MapPanel[] {
  const values: Scale = { label: "value", unit, ramp: SEQUENTIAL, gradient: "values", domain: roomyExtent([...Array.from(expected ?? []), ...Array.from(computed)], 0) };
  if (expected === undefined) {
    if (shows !== "all") throw new RangeError(`a map of errors without a target for result ${place}`);
    return [{ title: name, values: computed, scale: values }];
  }
  const errors = Array.from(computed, (value, cell) => value - expected[cell]);
  const [low, high] = finiteExtent(errors) ?? [0, 0];
  const largest = Math.max(-low, high, Math.abs(worst?.error ?? 0)) || 1;
  const scale: Scale = { label: shows === "difference" ? shows : "error", unit, ramp: DIVERGING, gradient: "errors", domain: [-largest, largest] };
  const error: MapPanel = { title: shows !== "all" ? name : "network − target", values: errors, scale, ...(worst === undefined ? {} : { mark: worst.at }) };
  return shows !== "all" ? [error] : [{ title: name, values: expected, scale: values }, { title: "network", values: computed, scale: values }, error];
}

function summaryOf({ variables: [one, other] }: MapData, { worst }: ResultMap, shows: Shows): string {
  if (worst === undefined) return "";
  return `largest ${shows === "difference" ? shows : "error"} seen in ${showCount(worst.of)} inputs: ${showScientific(worst.error)} at ${one.name} = ${showNumber(worst.at[0])}, ${other.name} = ${showNumber(worst.at[1])}`;
}

function axisOf({ name, unit, low, high }: GridVariable): Omit<AxisSettings, "range" | "tickCount"> {
  return { label: name, unit, domain: [low, high], roundEnds: false };
}

/** Square maps as large as the width allows. */
function mapSize(maps: readonly MapPanel[], width: number): number {
  const bars = groupsOf(maps).map(([first]) => BAR_GAP + BAR_WIDTH + barLabelWidth(barAxis(first.scale, [LEAST_SIZE, 0])));
  const gaps = (maps.length - bars.length) * MAP_GAP + (bars.length - 1) * GROUP_GAP;
  return Math.floor((width - gaps - bars.reduce((sum, bar) => sum + bar, 0)) / maps.length);
}

function groupsOf(maps: readonly MapPanel[]): readonly (readonly [MapPanel, ...MapPanel[]])[] {
  const groups: [MapPanel, ...MapPanel[]][] = [];
  for (const map of maps) {
    const last = groups.at(-1);
    if (last?.[0].scale === map.scale) last.push(map);
    else groups.push([map]);
  }
  return groups;
}

function barAxis({ label: text, unit, domain }: Scale, range: readonly [number, number]): Axis {
  return sideAxis({ label: text, unit, domain, range, tickCount: 6, roundEnds: false });
}

/** `first` is where the leftmost map stands. */
function drawRow(data: MapData, maps: readonly MapPanel[], first: Rectangle): readonly SvgElement[] {
  const drawn: SvgElement[] = [];
  let left = first.left;
  groupsOf(maps).forEach((group) => {
    group.forEach((map) => {
      drawn.push(...drawMap(data, map, { ...first, left }, left === first.left));
      left += first.width + MAP_GAP;
    });
    left += BAR_GAP - MAP_GAP;
    const axis = barAxis(group[0].scale, [first.top + first.height, first.top]);
    drawn.push(...gradientBar(group[0].scale.gradient, { ...first, left, width: BAR_WIDTH }, axis));
    left += BAR_WIDTH + barLabelWidth(axis) + GROUP_GAP;
  });
  return drawn;
}

function drawMap(
  { variables: [horizontal, vertical], columns, rows }: MapData,
  { title, values, scale, mark }: MapPanel,
  rectangle: Rectangle,
  showsY: boolean,
): readonly SvgElement[] {
  const { left, top, width, height } = rectangle;
  const x = bottomAxis({ ...axisOf(horizontal), range: [left, left + width], tickCount: 5 });
  const y = sideAxis({ ...axisOf(vertical), range: [top + height, top], tickCount: 5 });
  const grid: Grid = { columns, rows, values };
  const [low, high] = scale.domain;
  const image = gridImage(grid, rectangle, (value) => (value - low) / (high - low), scale.ramp);
  const dot = mark === undefined ? [] : [element("circle", { cx: x.position(mark[0]), cy: y.position(mark[1]), r: WORST.radius, class: WORST.className })];
  return [
    drawPanel({ rectangle, x, y, showsX: true, showsY, contents: [image], marks: dot }),
    label({ text: title, x: left, y: top - 10, size: LABEL_SIZE, weight: "semibold", className: "ink", maxWidth: width }),
  ];
}
