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
import { emitSideBySide, type Accumulators, type ReduceSite, type SideBySide } from "./reduce.ts";
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

/** What is left of reductions that were added up, by an index of the last axis. */
export type AddedUp = ReadonlyMap<ValueId, (last: Index) => Expression>;

interface Site {
  readonly layout: Layout;
  /** The indices along the axes before the last one, of each place. */
  readonly places: readonly (readonly Index[])[];
  readonly stretch: Stretch;
  /** Of the result. */
  readonly scalar: Scalar;
  /** Where the result belongs, for each place, if sums may be kept there. */
  readonly memory: readonly Accumulators[] | undefined;
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

/** Adds up the sums of a stretch; one of the result's type may use its memory. For each place, what is left of them. */
export function addUp(builder: ProgramBuilder, { sideBySide, dotProducts }: AddedFirst, site: Site): readonly AddedUp[] {
  const { layout, places, stretch, scalar, memory, bounds } = site;
  const added = places.map(() => new Map<ValueId, (last: Index) => Expression>());
  const within = (left: (last: Index) => Expression) => (last: Index): Expression => left(addIndex(last, stretch.first, -1));
  for (const { id, site: whole, dependsOnLast } of dotProducts) {
    places.forEach((leading, place) => {
      const accumulators = { buffer: sumsOf(builder, whole.scalar, stretch.count, whole.range && bounds), base: constantIndex(0) };
      const context = { resultsAtOnce: layout.resultsAtOnce, dependsOnLast, accumulators };
      added[place].set(id, within(emitDotProducts(builder, partOf(whole, stretch), leading, context)));
    });
  }
  let free = memory;
  for (const { id, site: whole, dependsOnLast } of sideBySide) {
    const fresh = (): readonly Accumulators[] => {
      const buffer = sumsOf(builder, whole.scalar, places.length * stretch.count, undefined);
      return places.map((_, place) => ({ buffer, base: constantIndex(place * stretch.count) }));
    };
    const shared = whole.scalar === scalar ? free : undefined;
    if (shared !== undefined) free = undefined;
    const left = emitSideBySide(builder, partOf(whole, stretch), places, { ...layout, dependsOnLast, accumulators: shared ?? fresh(), fresh });
    left.forEach((one, place) => added[place].set(id, within(one)));
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
