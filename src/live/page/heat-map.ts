// A map of values over two inputs, with its axes and the scale of its colours. Knows nothing of trainings.

import { chartColours } from "./map-colours.ts";
import { make } from "./page-elements.ts";
import { showNumber, showTick } from "./show-numbers.ts";

export interface Side {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

export class HeatMap {
  readonly element: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly least = make("span", "");
  private readonly greatest = make("span", "");
  private readonly palette: (share: number) => readonly [number, number, number];

  constructor(name: string, kind: "values" | "differences", columns: number, rows: number, across: Side, up: Side) {
    this.palette = chartColours(kind);
    this.canvas = make("canvas", "field");
    this.canvas.width = columns;
    this.canvas.height = rows;
    const bar = make("span", "bar");
    const stops = Array.from({ length: 9 }, (_, i) => `rgb(${this.palette(i / 8).join(" ")})`);
    bar.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
    this.element = make(
      "div",
      "map",
      make("div", "name", name),
      make("div", "up", make("span", "", showTick(up.high)), make("span", "", up.name), make("span", "", showTick(up.low))),
      this.canvas,
      make("div", "across", make("span", "", showTick(across.low)), make("span", "", across.name), make("span", "", showTick(across.high))),
      make("div", "scale", this.least, bar, this.greatest),
    );
  }

  /** @param values row after row, the lowest first; those that are null stay empty. */
  draw(values: readonly (number | null)[], low: number, high: number): void {
    const { width, height } = this.canvas;
    const image = new ImageData(width, height);
    values.forEach((value, i) => {
      if (value === null) return;
      const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
      // The first row is at the bottom.
      const at = 4 * ((height - 1 - Math.floor(i / width)) * width + (i % width));
      image.data.set([...this.palette(share), 255], at);
    });
    this.canvas.getContext("2d")?.putImageData(image, 0, 0);
    this.least.textContent = showNumber(low);
    this.greatest.textContent = showNumber(high);
  }
}
