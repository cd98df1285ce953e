// The words and lines that say how far a training is. Knows no clock and writes nothing.

import { showCount, showError } from "../../numeric/shown-number.ts";
import type { SeenError } from "../../run/worst-error-gauge.ts";
import type { DrawnLine, Glyphs, Span } from "./drawing.ts";
import { sketchLogarithmic } from "./sketch.ts";

/** What is known of a training at a moment. */
export interface Standing {
  readonly stage: "gradient" | "refinement";
  /** Which training of a search it is; empty for the only one. */
  readonly attempt: string;
  readonly iteration: number;
  readonly iterations: number;
  readonly loss: number | undefined;
  readonly worstError: SeenError | undefined;
  /** Iterations per second. */
  readonly rate: number | undefined;
  /** What is drawn as a curve: losses, of a refinement the largest errors seen. */
  readonly curve: readonly number[];
}

export interface Room {
  readonly columns: number;
  readonly rows: number;
  readonly glyphs: Glyphs;
}

/** Of the bar, on a terminal of 100 columns or more and on others. */
export const [WIDE_BAR, BAR] = [24, 12];
export const WIDE_COLUMNS = 100;
const LABEL_COLUMNS = 9;
const GAP = "  ";

/** A part of the line; those of the lowest rank are left out first where there is no room for all. */
interface Part extends Span {
  readonly rank: number;
}

/** The same in words, for a log. */
export function plainLine(standing: Standing): string {
  return partsOf(standing, "words")
    .map(({ text }) => text)
    .join(GAP);
}

/** A bar, the figures there is room for, and a curve where the terminal is high enough. */
export function drawnLines(standing: Standing, room: Room): readonly DrawnLine[] {
  return [figuresLine(standing, room), ...curveLines(standing, room)];
}

function figuresLine(standing: Standing, { columns, glyphs }: Room): readonly Span[] {
  const share = standing.iterations > 0 ? standing.iteration / standing.iterations : 0;
  const figures = partsOf(standing, "short");
  let parts: readonly Part[] = [{ text: barOf(share, columns >= WIDE_COLUMNS ? WIDE_BAR : BAR, glyphs), style: "accent", rank: 4 }, ...figures];
  const width = (): number => parts.reduce((sum, { text }) => sum + text.length + GAP.length, -GAP.length);
  while (width() > columns - 1 && parts.length > 1) {
    const least = Math.min(...parts.map(({ rank }) => rank));
    parts = parts.filter(({ rank }) => rank !== least);
    // The bar leaves its meaning behind.
    if (least === 4) parts = [{ text: `${Math.floor(share * 100)} %`.padStart(4), rank: 6 }, ...parts];
  }
  return parts.flatMap((part, i) => (i === 0 ? [part] : [{ text: GAP }, part]));
}

function partsOf({ stage, attempt, iteration, iterations, loss, worstError, rate }: Standing, form: "words" | "short"): readonly Part[] {
  const count = showCount(iteration).padStart(showCount(iterations).length);
  const parts: Part[] = [];
  if (attempt !== "") parts.push({ text: attempt, rank: 3 });
  if (stage === "refinement") parts.push({ text: `refinement ${count} of at most ${showCount(iterations)}`, rank: 5 });
  else parts.push({ text: form === "short" ? `${count}/${showCount(iterations)}` : `iteration ${count} of ${showCount(iterations)}`, rank: 5 });
  if (loss !== undefined && stage === "gradient") parts.push({ text: `loss ${showError(loss)}`, rank: 8 });
  if (worstError !== undefined) {
    const { worst, iteration: seenAt } = worstError;
    const when = form === "short" || seenAt === iteration ? "" : ` at iteration ${showCount(seenAt)}`;
    parts.push({ text: `${form === "short" ? "error" : "largest error seen"} ${showError(worst)}${when}`, rank: stage === "gradient" ? 2 : 9 });
  }
  if (rate !== undefined && stage === "gradient") {
    parts.push({ text: `${showRate(rate)}/s`, rank: 1 });
    parts.push({ text: `${showDuration((iterations - iteration) / rate)} left`, rank: 7 });
  }
  return parts;
}

/** A bar of so many columns, a share of which is filled. */
export function barOf(share: number, cells: number, glyphs: Glyphs): string {
  const filled = share * cells;
  if (glyphs === "ascii") return `[${"#".repeat(Math.round(filled)).padEnd(cells, ".")}]`;
  const whole = Math.floor(filled);
  const eighths = Math.floor((filled - whole) * 8);
  // Blocks of one to seven eighths, from U+258F down.
  const rest = eighths === 0 ? "" : String.fromCharCode(0x2590 - eighths);
  return `${"█".repeat(whole)}${rest}`.padEnd(cells, "░");
}

function curveLines({ stage, curve }: Standing, { columns, rows, glyphs }: Room): readonly DrawnLine[] {
  const height = rows >= 20 ? 5 : rows >= 12 ? 3 : rows >= 5 ? 1 : 0;
  const width = columns - 1 - LABEL_COLUMNS;
  if (height === 0 || width < 8) return [];
  const sketch = sketchLogarithmic(curve, width, height, glyphs);
  if (sketch === undefined) return [];
  const name = stage === "gradient" ? "loss" : "error";
  const labels = sketch.rows.map(() => "");
  if (height > 1) [labels[0], labels[height - 1]] = [showError(sketch.high), showError(sketch.low)];
  labels[Math.floor(height / 2)] ||= name;
  return sketch.rows.map((row, i) => [{ text: `${labels[i].padStart(LABEL_COLUMNS - 1)} `, style: "faint" }, { text: row, style: "accent" }]);
}

function showRate(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : showCount(Math.round(rate));
}

/** `12 s`, `3 min 20 s`, `2 h 5 min`: rounded up. */
export function showDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${showCount(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
