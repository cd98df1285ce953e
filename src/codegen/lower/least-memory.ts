// Chooses which parts of a network are computed row by row, so that it needs the least working memory: tries those that promise most. Emits nothing itself.

import { isFailure } from "../../diagnostics/diagnostic.ts";
import { computeByRows, type ByRows } from "../../network/by-rows/compute-by-rows.ts";
import { regionsFrom, type Region } from "../../network/by-rows/region.ts";
import { valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";
import type { Program } from "../../program/program.ts";
import { workingBytes } from "../../program/working-memory.ts";
import { liveBytes } from "./live-bytes.ts";

/** Ways that are lowered, of all that are estimated. */
const TRIED = 3;

/** Parts one after the other that are computed by rows. */
const MOST_PARTS = 3;

/** The part of the memory that must be saved where another part is computed by rows: steps take time and code. */
const WORTHWHILE = 1 / 32;

/** Elements of an array from which on rows are worth a thought. */
const MANY = 64;

/** @param lowered the program of a network, computed value by value. */
export function leastMemory(network: Network, lowered: (network: Network) => Program): Program {
  let best: { readonly program: Program; readonly network: Network } = { program: lowered(network), network };
  let arrays: readonly ValueId[] = network.inputs.map(({ value }) => value).filter((id) => elementCount(valueOf(network, id).shape) >= MANY);
  for (let part = 0; part < MOST_PARTS; part++) {
    const found = waysOf(best.network, arrays).map((way) => ({ ...way, program: lowered(way.network) }));
    const [least] = found.toSorted((one, other) => workingBytes(one.program) - workingBytes(other.program));
    if (least === undefined || workingBytes(least.program) > (1 - WORTHWHILE) * workingBytes(best.program)) break;
    best = least;
    arrays = [least.result];
  }
  return best.program;
}

/** The networks some part of which is computed by rows of an array that seem to need least. */
function waysOf(network: Network, arrays: readonly ValueId[]): readonly ByRows[] {
  const ways = arrays.flatMap((from) => regionsFrom(network, from)).flatMap((region) => byRowsIfAny(network, region));
  const seen = new Set<number>();
  const estimated = ways.map((way) => ({ way, bytes: liveBytes(way.network) })).sort((one, other) => one.bytes - other.bytes);
  const apart = estimated.filter(({ bytes }) => !seen.has(bytes) && seen.add(bytes));
  return apart.slice(0, TRIED).map(({ way }) => way);
}

function byRowsIfAny(network: Network, region: Region): readonly ByRows[] {
  try {
    return [computeByRows(network, region)];
  } catch (failure) {
    if (isFailure(failure, "stream-unavailable")) return [];
    throw failure;
  }
}
