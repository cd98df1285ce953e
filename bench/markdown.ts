// Markdown tables of measured figures, for the benchmarks. Measures nothing.

import { median } from "./peers/median.ts";

/** Texts to the left, the rest, figures, to the right. */
export function table(texts: readonly string[], figures: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line([...texts, ...figures]), line([...texts.map(() => "---"), ...figures.map(() => "---:")]), ...rows.map(line)].join("\n");
}

/** Three digits. */
export function digits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}

/** The median of the ratios of every round, then the ratio of the least times, of which other programs change less. */
export function ratio(times: readonly number[], to: readonly number[]): string {
  const ofRounds = times.map((time, round) => time / to[round]);
  return `${digits(median(ofRounds))} / ${digits(Math.min(...times) / Math.min(...to))}`;
}

/** The median, then the least. */
export function spread(times: readonly number[]): string {
  return `${digits(median(times))} / ${digits(Math.min(...times))}`;
}
