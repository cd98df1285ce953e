// Adds up, in working memory, the reductions that results side by side need before they are computed: a stretch of results at a time, so that the sums
// of a long row need no memory for all of it. Emits no result.

import type { OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { depthOf, type Factor } from "../../network/reduction.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { addIndex, constantIndex } from "../../program/expression.ts";
import type { Bounds, BufferId, Expression, Index } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { emitDotProducts } from "./dot-products.ts";
import type { Layout } from "./layout.ts";
import type { Places } from "./places.ts";
import type { ReduceSite } from "./reduce.ts";
import { emitSideBySide, type Accumulators, type SideBySide } from "./side-by-side.ts";
import type { Room } from "./storage.ts";

/** Results of a row whose sums are in working memory at once. */
const SUMS_AT_ONCE = 128;

/** Factors in a table up to which stretches are worth it: those of larger ones are read faster in whole rows, and memory counts for little beside them. */
const MOST_FACTORS = 1 << 17;

/** A reduction in whose place, or in that of a value that is computed from it, something is emitted. */
export interface FoundReduction extends Pick<SideBySide, "dependsOnLast"> {
  readonly id: ValueId;
  readonly value: OperationValue;
  readonly site: ReduceSite;
}

/** Those whose results are added up side by side, and those that are sums of integer products, for several results at once. */
export interface AddedFirst {
  readonly sideBySide: readonly FoundReduction[];
  readonly dotProducts: readonly FoundReduction[];
}

/** Results side by side, from one on. */
export interface Stretch {
  readonly first: Index;
  readonly count: number;
}

/** What is left of reductions that were added up, by a place and an index of the last axis. */
export type AddedUp = ReadonlyMap<ValueId, (place: Index, last: Index) => Expression>;

interface Site {
  readonly layout: Layout;
  readonly places: Places;
  readonly stretch: Stretch;
  /** Of the result. */
  readonly scalar: Scalar;
  /** Where the result belongs, if sums may be kept there. */
  readonly memory: Accumulators | undefined;
  /** Of all sums of integers. */
  readonly bounds: Bounds | undefined;
}

/** Emits the results of a row in stretches: short ones where their sums need memory beside that of the result. */
export function forEachStretch(
  builder: ProgramBuilder,
  { first, count }: { readonly first: number; readonly count: number },
  reductions: AddedFirst,
  { isReadable }: Room,
  emit: (stretch: Stretch) => void,
): void {
  const atOnce = isInStretches(reductions, isReadable, count) ? SUMS_AT_ONCE : count;
  if (count <= atOnce) {
    emit({ first: constantIndex(first), count });
    return;
  }
  const whole = count - (count % atOnce);
  builder.for("first", whole, (from) => emit({ first: addIndex(constantIndex(first), from), count: atOnce }), atOnce);
  if (whole < count) emit({ first: constantIndex(first + whole), count: count - whole });
}

function isInStretches({ sideBySide, dotProducts }: AddedFirst, isReadable: boolean, count: number): boolean {
  if (dotProducts.length > 0) return true;
  const reductions = sideBySide.map(({ site }) => site.reduction);
  const isBesideResult = !isReadable || reductions.length > 1 || reductions.some((one) => depthOf(one) > (one.block ?? Infinity));
  return isBesideResult && reductions.length > 0 && reductions.every((one) => depthOf(one) * count <= MOST_FACTORS);
}

/** Adds up the sums of a stretch; one of the result's type may use its memory. What is left of them. */
export function addUp(builder: ProgramBuilder, { sideBySide, dotProducts }: AddedFirst, site: Site): AddedUp {
  const { layout, places, stretch, scalar, memory, bounds } = site;
  const added = new Map<ValueId, (place: Index, last: Index) => Expression>();
  const within = (last: Index): Index => addIndex(last, stretch.first, -1);
  for (const { id, site: whole, dependsOnLast } of dotProducts) {
    const buffer = sumsOf(builder, whole.scalar, places.count * stretch.count, whole.range && bounds);
    const context = { resultsAtOnce: layout.resultsAtOnce, dependsOnLast, accumulators: { buffer, base: constantIndex(0), distance: stretch.count } };
    const left = emitDotProducts(builder, partOf(whole, stretch), places, context);
    added.set(id, (place, last) => left(place, within(last)));
  }
  let free = memory;
  for (const { id, site: whole, dependsOnLast } of sideBySide) {
    const fresh = (): Accumulators => {
      const buffer = sumsOf(builder, whole.scalar, places.count * stretch.count, undefined);
      return { buffer, base: constantIndex(0), distance: stretch.count };
    };
    const shared = whole.scalar === scalar ? free : undefined;
    if (shared !== undefined) free = undefined;
    const left = emitSideBySide(builder, partOf(whole, stretch), places, { ...layout, dependsOnLast, accumulators: shared ?? fresh(), fresh });
    added.set(id, (place, last) => left(place, within(last)));
  }
  return added;
}

function sumsOf(builder: ProgramBuilder, scalar: Scalar, size: number, bounds: Bounds | undefined): BufferId {
  return builder.buffer({ role: "scratch", name: "sums", scalar, size, ...(bounds === undefined ? {} : { bounds }) });
}

/** The reduction for the results of a stretch, whose indices along the last axis count from its first one. */
function partOf(site: ReduceSite, { first, count }: Stretch): ReduceSite {
  const { shape, reduction, beyond } = site;
  if (shape.length === 0) return site;
  const moved = ({ argument, at }: Factor): Factor => ({
    argument,
    at: (indices, reduced) => at([...indices.slice(0, -1), addIndex(indices[indices.length - 1], first)], reduced),
  });
  const start = reduction.start && { ...reduction.start, read: moved(reduction.start.read) };
  const blocks = beyond?.blocks.map((block) => ({ ...block, factors: block.factors.map(moved) }));
  return {
    ...site,
    shape: [...shape.slice(0, -1), count],
    reduction: { ...reduction, factors: reduction.factors.map(moved), start },
    beyond: beyond && blocks && { ...beyond, blocks },
  };
}
