// A chart of uPlot in the colours and the width of the page. Knows nothing of trainings.

import uPlot from "uplot";
import { powerOfTen } from "../../report/scientific.ts";
import { colour } from "./page-elements.ts";
import { showCount, showNumber, showTick } from "./show-numbers.ts";

/** For the labels of the upward axis, the longest of which are like −1.25 × 10⁻³. */
const LINEAR_WIDTH = 98;
const LOGARITHMIC_WIDTH = 46;
/** Right of the last label across, half of which may stand out: those of counts are like 1,000,000. */
const COUNTS_MARGIN = 32;
const NUMBERS_MARGIN = 12;
/** The page's typeface; a canvas does not take it from its element. */
export const CHART_FONT = '13px "nnc Source Sans 3", system-ui, sans-serif';
const LEAST_HEIGHT = 150;
/** A logarithmic axis spans at least so many powers of ten. */
const LEAST_DECADES = 1;
/** Labels a logarithmic axis has room for. */
const MOST_POWERS = 8;

/** Between labels of counts. */
const WHOLE_STEPS = Array.from({ length: 30 }, (_, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3));

export interface Trace {
  readonly label: string;
  /** A name of page.css. */
  readonly colour: string;
  readonly style: "line" | "dashes" | "points" | "edge";
}

export interface ChartDescription {
  readonly across: string;
  readonly up: string;
  /** Whether the values across are counts. */
  readonly counts: boolean;
  /** Whether the upward axis is logarithmic: the chart is then drawn of the logarithms. */
  readonly isLogarithmic: boolean;
  readonly traces: readonly Trace[];
  /** Two traces, from 0, the area between which is filled. */
  readonly band?: readonly [number, number];
}

export class LineChart {
  private readonly parent: HTMLElement;
  private readonly description: ChartDescription;
  private chart: uPlot;
  private readonly observer: ResizeObserver;
  private data: uPlot.AlignedData;

  constructor(parent: HTMLElement, description: ChartDescription) {
    this.parent = parent;
    this.description = description;
    this.data = [[], ...description.traces.map(() => [])];
    this.chart = this.build();
    this.fit();
    this.observer = new ResizeObserver(() => this.fit());
    this.watch();
  }

  /** @param values per trace. */
  draw(across: readonly number[], values: readonly (readonly (number | null)[])[]): void {
    const { isLogarithmic } = this.description;
    this.data = [[...across], ...values.map((column) => (isLogarithmic ? column.map(logarithm) : [...column]))];
    this.chart.setData(this.data);
  }

  /** After a change of colours. */
  repaint(): void {
    this.chart.destroy();
    this.chart = this.build();
    this.fit();
    this.watch();
    this.chart.setData(this.data);
  }

  remove(): void {
    this.observer.disconnect();
    this.chart.destroy();
  }

  private fit(): void {
    const { width, height } = this.room();
    if (width > 0 && (width !== this.chart.width || height !== this.chart.height)) this.chart.setSize({ width, height });
  }

  /** The legend of a narrow chart has more lines, which uPlot lays out only after it was given its width. */
  private watch(): void {
    this.observer.observe(this.parent);
    const legend = this.parent.querySelector(".u-legend");
    if (legend !== null) this.observer.observe(legend);
  }

  /** What the legend leaves of the card. */
  private room(): { readonly width: number; readonly height: number } {
    const legend = this.parent.querySelector(".u-legend");
    const taken = legend instanceof HTMLElement ? legend.offsetHeight : 0;
    return { width: this.parent.clientWidth, height: Math.max(LEAST_HEIGHT, this.parent.clientHeight - taken) };
  }

  private build(): uPlot {
    const { across, up, counts, isLogarithmic, traces, band } = this.description;
    const showAcross = counts ? showCount : showTick;
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("grid"), width: 1 }, font: CHART_FONT, labelFont: CHART_FONT };
    return new uPlot(
      {
        ...this.room(),
        scales: { x: { time: false }, y: isLogarithmic ? { range: (_, low, high) => logarithmicRange(low, high) } : {} },
        axes: [
          {
            ...axis,
            label: across,
            labelSize: 20,
            size: 34,
            space: 70,
            ...(counts ? { incrs: WHOLE_STEPS } : {}),
            values: (_, splits) => splits.map(showAcross),
          },
          {
            ...axis,
            label: up,
            labelSize: 20,
            size: isLogarithmic ? LOGARITHMIC_WIDTH : LINEAR_WIDTH,
            ...(isLogarithmic
              ? { splits: (_, __, low, high) => powersWithin(low, high), values: (_, splits) => splits.map(powerOfTen) }
              : { space: 34, values: (_, splits) => splits.map(showTick) }),
          },
        ],
        series: [
          { label: across, value: (_, value) => (counts && value !== null ? showCount(value) : showNumber(value)) },
          ...traces.map((trace) => seriesOf(trace, isLogarithmic)),
        ],
        ...(band === undefined ? {} : { bands: [{ series: [band[0] + 1, band[1] + 1], fill: colour("band") }] }),
        cursor: { drag: { x: false, y: false } },
        legend: { markers: markersOf(traces) },
        padding: [10, counts ? COUNTS_MARGIN : NUMBERS_MARGIN, 0, 0],
      },
      this.data,
      this.parent,
    );
  }
}

/** There is none of 0. */
function logarithm(value: number | null): number | null {
  return value !== null && value > 0 ? Math.log10(value) : null;
}

function logarithmicRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [-1, 0];
  const widen = Math.max(0.1, (LEAST_DECADES - (high - low)) / 2);
  return [low - widen, high + widen];
}

/** Exponents. */
function powersWithin(low: number, high: number): number[] {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  const step = Math.max(1, Math.ceil((last - first + 1) / MOST_POWERS));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/** The x axis is series 0. */
function markersOf(traces: readonly Trace[]): uPlot.Legend.Markers {
  const of = (series: number): Trace | undefined => traces[series - 1];
  return {
    width: 2,
    stroke: (_, series) => colour(of(series)?.colour ?? "network"),
    fill: (_, series) => colour(of(series)?.style === "edge" ? "band" : (of(series)?.colour ?? "network")),
    dash: (_, series) => (of(series)?.style === "dashes" ? "dashed" : "solid"),
  };
}

function seriesOf({ label, colour: name, style }: Trace, isLogarithmic: boolean): uPlot.Series {
  const stroke = colour(name);
  const show = (value: number | null): string => showNumber(isLogarithmic && value !== null ? 10 ** value : value);
  // Its marker in the legend is drawn as the series is, by page.css.
  const common: uPlot.Series = { label, class: `is-${style}`, value: (_, value) => show(value), stroke, points: { show: false } };
  switch (style) {
    case "line":
      return { ...common, width: 2 };
    case "dashes":
      return { ...common, width: 2, dash: [7, 5] };
    case "edge":
      return { ...common, width: 0, stroke: colour("band") };
    case "points":
      return { ...common, width: 0, paths: () => null, points: { show: true, size: 5, fill: stroke, stroke } };
  }
}
