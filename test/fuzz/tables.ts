// Tables of a network of one number that is made of lines: cells of one kind of numbers, and segments. Measures nothing.

import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import { NUMBER_KINDS } from "../../src/tables/numbers/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import type { Program } from "../../src/program/program.ts";
import { continuousOutputs } from "../../src/tables/continuous-outputs.ts";
import { tabulate } from "../../src/tables/tabulate.ts";
import { tabulatedNetwork } from "../../src/tables/tabulated-network.ts";
import { segmentedNetwork } from "../../src/tables/segments/segmented-network.ts";
import { tabulateSegments } from "../../src/tables/segments/tabulate-segments.ts";

export interface TabularForm {
  readonly name: string;
  readonly program: Program;
  readonly near: Near;
}

/** How far a table is from its network in real arithmetic at the most, within its domain. */
export interface Near {
  readonly low: number;
  readonly high: number;
  readonly distance: number;
}

/** Bytes that a table of segments may take. */
const MOST_BYTES = 2048;
const DOMAINS = [[-1, 1], [-4, 4], [0, 1], [-1.5, Math.fround(0.7)], [1e-3, 1e3]].map((ends) => ends.map(Math.fround));

/** None where the network is not made of lines that meet, or its lines are too large for a table. */
export function tabularForms(network: Network, program: Program, seed: number): readonly TabularForm[] {
  const random = new RandomGenerator(seed);
  const below = (count: number): number => random.nextUint32() % count;
  const [low, high] = DOMAINS[below(DOMAINS.length)];
  const lines = continuousOutputs(program, low, high);
  if (lines.kind === "no lines") return [];
  const numbers = (["float32", "int16", "int8", "float16"] as const).filter((kind) => kind in NUMBER_KINDS)[below(4)];
  const least = 1 + below(40);
  const widths = below(2) === 0 ? "any" : "powers of two";
  const cells = tabulate(lines.outputs, low, high, { widths, numbers }, (table) => (table.grid.count >= least ? table : undefined));
  const thrift = below(2) === 0 ? "bytes" : "time";
  const size = Math.max(...lines.outputs.flatMap(({ pieces }) => pieces.map(({ slope }) => Math.abs(Number(slope.mantissa) * 2 ** slope.exponent))));
  const wanted = { thrift, mostBytes: MOST_BYTES, errors: [0.1, 0.01].map((share) => share * size * (high - low)) } as const;
  const segments = Number.isFinite(size) && size > 0 ? tabulateSegments(lines.outputs, low, high, wanted, (table) => ({ table })) : undefined;
  const form = (name: string, table: Network, distance: number): TabularForm => ({ name, program: lower(runPasses(table)), near: { low, high, distance } });
  return [
    ...(cells.kind === "table" ? [form(`table of ${numbers}`, tabulatedNetwork(network, cells.suited), cells.suited.deviation + cells.suited.rounding)] : []),
    ...(segments === undefined ? [] : [form("segments", segmentedNetwork(network, segments.table), segments.table.fitted.error)]),
  ];
}
