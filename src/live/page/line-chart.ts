// A chart of uPlot in the colours and the width of the page. Knows nothing of trainings.

import uPlot from "uplot";
import { colour } from "./elements.ts";
import { showNumber, showPower, showTick } from "./numbers.ts";

const HEIGHT = 270;
const SCALE_WIDTH = 66;

export interface Trace {
  readonly label: string;
  /** A name of page.css. */
  readonly colour: string;
  readonly style: "line" | "dashes" | "points" | "edge";
}

export interface ChartDescription {
  readonly across: string;
  readonly up: string;
  /** Whether the upward axis is logarithmic. */
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
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(parent);
  }

  /** @param values per trace. */
  draw(across: readonly number[], values: readonly (readonly (number | null)[])[]): void {
    this.data = [[...across], ...values.map((column) => [...column])];
    this.chart.setData(this.data);
  }

  /** After a change of colours. */
  repaint(): void {
    this.chart.destroy();
    this.chart = this.build();
    this.chart.setData(this.data);
  }

  remove(): void {
    this.observer.disconnect();
    this.chart.destroy();
  }

  private fit(): void {
    const width = this.parent.clientWidth;
    if (width > 0 && width !== this.chart.width) this.chart.setSize({ width, height: HEIGHT });
  }

  private build(): uPlot {
    const { across, up, isLogarithmic, traces, band } = this.description;
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("grid"), width: 1 }, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif" };
    return new uPlot(
      {
        width: Math.max(200, this.parent.clientWidth),
        height: HEIGHT,
        scales: { x: { time: false }, y: isLogarithmic ? { distr: 3, log: 10 } : {} },
        axes: [
          { ...axis, label: across, labelSize: 20, size: 34, space: 70, values: (_, splits) => splits.map(showTick) },
          {
            ...axis,
            label: up,
            labelSize: 20,
            size: SCALE_WIDTH,
            space: isLogarithmic ? 24 : 34,
            values: (_, splits) => splits.map(isLogarithmic ? showPower : showTick),
          },
        ],
        series: [{ label: across, value: (_, value) => showNumber(value) }, ...traces.map(seriesOf)],
        ...(band === undefined ? {} : { bands: [{ series: [band[0] + 1, band[1] + 1], fill: colour("band") }] }),
        cursor: { drag: { x: false, y: false } },
        padding: [10, 12, 0, 0],
      },
      this.data,
      this.parent,
    );
  }
}

function seriesOf({ label, colour: name, style }: Trace): uPlot.Series {
  const stroke = colour(name);
  const common: uPlot.Series = { label, value: (_, value) => showNumber(value), stroke, points: { show: false } };
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
