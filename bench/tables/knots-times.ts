// Times in C how the line of a number is found: cells of equal width, a grid and comparisons with knots after it, and a search; beside expf,
// called from another file. The lines are as good as any: what they say costs nothing.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lower } from "../../src/codegen/lower/lower.ts";
import { emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { runPasses } from "../../src/passes/index.ts";
import { gridOfPowerOfTwo } from "../../src/tables/cell-grid.ts";
import { tableOfLines } from "../../src/tables/numbers/float32-lines.ts";
import type { Finding } from "../../src/tables/segments/finding.ts";
import { segmentGrid } from "../../src/tables/segments/segment-grid.ts";
import { segmentedNetwork } from "../../src/tables/segments/segmented-network.ts";
import { tabulatedNetwork } from "../../src/tables/tabulated-network.ts";
import { digits, table } from "../markdown.ts";
import { runProgram } from "../builds.ts";
import { timed, type Measured } from "./c-times.ts";

const [LOW, HIGH] = [0, 1];
const COUNTS = [2, 4, 8, 16, 64, 256, 1024];
const COMPARISONS = [1, 2, 4, 8];
/** Rounds through all of them; the least of each one's medians, for others on the machine only ever add time, some seconds of it. */
const ROUNDS = 7;

interface Way {
  readonly count: number;
  readonly how: string;
  /** Of C. */
  readonly source: string;
}

export function measureKnots(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const ways = COUNTS.flatMap((count) => [
    way(count, "cells of equal width", cells(count)),
    ...COMPARISONS.filter((comparisons) => 4 * comparisons <= count).map((comparisons) =>
      way(count, `a grid and ${comparisons} ${comparisons === 1 ? "comparison" : "comparisons"}`, segments(grouped(count, comparisons), comparisons))),
    way(count, "a search", segments(grouped(count, 1), undefined)),
  ]);
  const rounds = Array.from({ length: ROUNDS }, () => ways.map(({ source }) => measured(source, folder)));
  const rows = ways.map(({ count, how }, place) => {
    const { independent, chained } = leastOf(rounds.map((round) => round[place]));
    return [String(count), how, ...[independent, chained].flatMap(({ table: own, formula }) => [digits(own), digits(own / formula)]), rounds[0][place].code];
  });
  return `## Finding a line, gcc -O2\n\n${table(["lines", "found by"], ["from another file", "÷ expf", "each waits for the last", "÷ expf", "bytes of code"], rows)}`;
}

function way(count: number, how: string, network: Network): Way {
  const passed = runPasses(network);
  const request = { model: { network, record: undefined }, network: passed, program: lower(passed), name: "table", version: "0", modelSha256: "", command: "" };
  return { count, how, source: [...emitSource(c, request).values()].map(wholeText).join("") };
}

function measured(source: string, folder: string): Measured & { readonly code: string } {
  writeFileSync(join(folder, "table.c"), source);
  const times = timed({ low: LOW, high: HIGH, float: "expf(x)" }, folder, ["gcc", "-O2"], false);
  return { ...times, code: bytesOfCode(join(folder, "0.o")) };
}

function leastOf(measured: readonly Measured[]): Measured {
  const least = (which: keyof Measured) => {
    const all = measured.map((one) => one[which]);
    return { table: Math.min(...all.map((one) => one.table)), formula: Math.min(...all.map((one) => one.formula)) };
  };
  return { independent: least("independent"), chained: least("chained") };
}

function bytesOfCode(object: string): string {
  return /^\.text\s+(\d+)/m.exec(runProgram(["size", "-A", object]).toString())?.[1] ?? "";
}

/** Knots of which so many lie within one cell of a grid, the cells in between without any. */
function grouped(count: number, together: number): Float32Array {
  const groups = count / together;
  return Float32Array.from({ length: count }, (_, place) => {
    return place === 0 ? LOW : (Math.floor(place / together) + 0.13 + (0.3 * (place % together)) / together) / groups;
  });
}

/** @param comparisons after a grid; undefined for a search. */
function segments(knots: Float32Array, comparisons: number | undefined): Network {
  const fitted = { knots, outputs: [linesOf(knots.length)], deviation: 0, error: 0 };
  return segmentedNetwork(one(), { fitted, finding: comparisons === undefined ? { kind: "search", comparisons: 0 } : gridLeaving(knots, comparisons) });
}

function gridLeaving(knots: Float32Array, comparisons: number): Finding {
  for (let exponent = 0; ; exponent--) {
    const grid = gridOfPowerOfTwo(LOW, HIGH, exponent);
    if (grid === undefined) throw new Error(`no grid leaves ${comparisons} comparisons`);
    const found = segmentGrid(knots, grid);
    if (found.comparisons === comparisons) return { kind: "grid", ...found };
  }
}

function cells(count: number): Network {
  const grid = gridOfPowerOfTwo(LOW, HIGH, -Math.log2(count));
  if (grid === undefined) throw new Error(`no ${count} cells`);
  return tabulatedNetwork(one(), tableOfLines(grid, [{ lines: linesOf(grid.count), deviations: new Float64Array(grid.count), deviation: 0, rounding: 0 }]));
}

function linesOf(count: number): Float32Array {
  return Float32Array.from({ length: 2 * count }, (_, place) => Math.sin(place));
}

/** A network of one number and one result, for their names. */
function one(): Network {
  const builder = new NetworkBuilder();
  return builder.finish([{ name: "y", value: builder.input("x", [], { file: "bench", place: "x" }) }]);
}
