// A sensor's curve as a table: what nnc makes of it at every count, beside straight lines and a cubic spline through the same rows. Judges
// nothing.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readModel } from "../../src/formats/index.ts";
import { programOf } from "../../src/run/program-of.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { folder, trainOn } from "./run-nnc.ts";

const [LEAST, MOST] = [200, 3900];
const COUNTS = Array.from({ length: MOST - LEAST + 1 }, (_, i) => LEAST + i);

/** Of a thermistor in a divider of 10 kΩ, read with twelve bits, in °C (Steinhart and Hart's equation). */
function temperature(count: number): number {
  const l = Math.log((10_000 * count) / (4095 - count));
  return 1 / (1.129148e-3 + 2.34125e-4 * l + 8.76741e-8 * l ** 3) - 273.15;
}

interface Table {
  readonly counts: readonly number[];
  readonly temperatures: readonly number[];
}

function tableOf(rows: number): Table {
  const counts = Array.from({ length: rows }, (_, i) => Number((LEAST + ((MOST - LEAST) * i) / (rows - 1)).toFixed(4)));
  return { counts, temperatures: counts.map((count) => Number(temperature(count).toFixed(4))) };
}

function largestError(follow: (count: number) => number): number {
  return Math.max(...COUNTS.map((count) => Math.abs(follow(count) - temperature(count))));
}

function nncRow({ counts, temperatures }: Table, options: readonly string[]): string {
  const text = ["counts,celsius", ...counts.map((count, i) => `${count},${temperatures[i].toFixed(4)}`), ""].join("\n");
  const { seconds } = trainOn({ targets: [], domain: [], csv: { name: "thermistor.csv", text } }, ...options);
  const file = join(folder, "nnc-model.onnx");
  const { network } = readModel(readFileSync(file), file);
  const results = evaluate(programOf(network), { width: 1, count: COUNTS.length, values: Float32Array.from(COUNTS) });
  const error = largestError((count) => results[count - LEAST]);
  return `| ${counts.length} | ${["nnc train --data", ...options].join(" ")} | ${error.toExponential(1)} | ${seconds.toFixed(1)} |`;
}

function intervalOf({ counts }: Table, count: number): number {
  const next = counts.findIndex((one) => one > count);
  return next === -1 ? counts.length - 2 : Math.max(0, next - 1);
}

function straightLines(table: Table): (count: number) => number {
  const { counts, temperatures } = table;
  return (count) => {
    const i = intervalOf(table, count);
    return temperatures[i] + ((temperatures[i + 1] - temperatures[i]) * (count - counts[i])) / (counts[i + 1] - counts[i]);
  };
}

/** Whose third derivative does not jump at the second row and at the last but one ("not a knot"); by elimination of a full matrix. */
function cubicSpline(table: Table): (count: number) => number {
  const { counts, temperatures } = table;
  const last = counts.length - 1;
  const width = (i: number): number => counts[i + 1] - counts[i];
  const slope = (i: number): number => (temperatures[i + 1] - temperatures[i]) / width(i);
  const equations = counts.map((_, i) => {
    const row = new Array<number>(counts.length + 1).fill(0);
    const middle = Math.min(Math.max(i, 1), last - 1);
    const [before, after] = [width(middle - 1), width(middle)];
    if (i === middle) row.splice(middle - 1, 3, before, 2 * (before + after), after);
    else row.splice(middle - 1, 3, after, -before - after, before);
    row[counts.length] = i === middle ? 6 * (slope(middle) - slope(middle - 1)) : 0;
    return row;
  });
  const bends = solved(equations);
  return (count) => {
    const i = intervalOf(table, count);
    const [h, after] = [width(i), (count - counts[i]) / width(i)];
    const before = 1 - after;
    const bend = (before ** 3 - before) * bends[i] + (after ** 3 - after) * bends[i + 1];
    return before * temperatures[i] + after * temperatures[i + 1] + (bend * h * h) / 6;
  };
}

/** Gauss and Jordan, with the largest pivot of each column. */
function solved(equations: number[][]): readonly number[] {
  equations.forEach((_, column) => {
    let pivot = column;
    for (let i = column; i < equations.length; i++) if (Math.abs(equations[i][column]) > Math.abs(equations[pivot][column])) pivot = i;
    [equations[column], equations[pivot]] = [equations[pivot], equations[column]];
    equations.forEach((row, i) => {
      if (i === column) return;
      const factor = row[column] / equations[column][column];
      equations[column].forEach((value, j) => (row[j] -= factor * value));
    });
  });
  return equations.map((row, i) => row[equations.length] / row[i]);
}

export function printTables(): void {
  const [sparse, dense] = [tableOf(40), tableOf(COUNTS.length)];
  console.log("Thermistor, largest error at every count in °C\n");
  console.log("| rows | how | largest error | process s |\n| --- | --- | ---: | ---: |");
  console.log(nncRow(sparse, []));
  console.log(`| 40 | cubic spline, not-a-knot | ${largestError(cubicSpline(sparse)).toExponential(1)} | |`);
  console.log(`| 40 | straight lines | ${largestError(straightLines(sparse)).toExponential(1)} | |`);
  console.log(nncRow(dense, []));
  console.log(nncRow(dense, ["--max-error", "0.01", "--smallest"]));
}
