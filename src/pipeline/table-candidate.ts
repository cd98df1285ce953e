// Tables of either kind as what is chosen among: how near they are, what they take, and the network that each is.

import type { TableLayout } from "../codegen/table-layout.ts";
import type { Network } from "../network/network.ts";
import type { Monotony, Symmetry } from "../network/table-numbers.ts";
import { mirroredNetwork } from "../tables/mirrored-network.ts";
import { segmentedNetwork } from "../tables/segments/segmented-network.ts";
import { tableBytes, wholeBytes, type SegmentTable } from "../tables/segments/tabulate-segments.ts";
import { CELL_CODE_BYTES } from "../tables/segments/finding.ts";
import type { CellTable } from "../tables/numbers/number-kind.ts";
import { tabulatedNetwork } from "../tables/tabulated-network.ts";

export interface Candidate {
  readonly layout: TableLayout;
  /** Of its results over every float32 of the domain, of an even one over those from 0 on; proved of what is stored; undefined where that is not so. */
  readonly monotony: Monotony | undefined;
  /** Of its results for every float32, as they are computed; undefined where there is none, or nobody looked. */
  readonly symmetry?: Symmetry | undefined;
  /** Whether it is read at absolute values. */
  readonly isFolded?: true | undefined;
  /** Of what it holds. */
  readonly bytes: number;
  /** Of what it holds and of the code that reads it, about. */
  readonly wholeBytes: number;
  /** How far it is from the network in real arithmetic: somewhere at least, and at the most with all roundings of the table. */
  readonly least: number;
  readonly greatest: number;
  /** The table in the place of a network. */
  of(network: Network): Network;
}

export function cellCandidate(table: CellTable): Candidate {
  const { grid: { count, width }, stored, operations, monotony, bytes, deviation, rounding } = table;
  return {
    layout: { kind: "cells", cells: count, width, stored, operations },
    monotony,
    bytes,
    wholeBytes: bytes + CELL_CODE_BYTES,
    least: deviation,
    greatest: deviation + rounding,
    of: (network) => tabulatedNetwork(network, table),
  };
}

export function segmentCandidate(table: SegmentTable): Candidate {
  const { fitted: { knots, deviation, error }, finding } = table;
  const { comparisons } = finding;
  const found = finding.kind === "search" ? { comparisons } : { comparisons, grid: { cells: finding.grid.count, width: finding.grid.width } };
  return {
    layout: { kind: "segments", segments: knots.length, found },
    monotony: undefined,
    bytes: tableBytes(table),
    wholeBytes: wholeBytes(table),
    least: deviation,
    greatest: error,
    of: (network) => segmentedNetwork(network, table),
  };
}

/**
 * A table of the arguments from 0 on as one of all.
 *
 * @param distance of the network from what the table is of, which has the symmetry.
 */
export function mirroredCandidate(candidate: Candidate, symmetry: Symmetry, distance: number): Candidate {
  return { ...candidate, symmetry, isFolded: true, greatest: candidate.greatest + distance, of: (network) => mirroredNetwork(candidate.of(network), symmetry) };
}
