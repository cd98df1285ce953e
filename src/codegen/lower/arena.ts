// Places arrays of different lifetimes and sizes in one: side by side where they are in use together, one over the other where they are not, and one
// partly over the other where its first elements are needed no more when those of the other come. Knows nothing of programs.

export interface Placed {
  /** Both ends belong to it. */
  readonly first: number;
  readonly last: number;
  readonly size: number;
}

/** By how many elements the second array has to begin before the first one, at the least, where they may lie partly over each other. */
export type LeastDistance = (early: number, late: number) => number | undefined;

export interface Arena {
  /** Of each array, from 0 on. */
  readonly offsets: readonly number[];
  readonly size: number;
}

/** Whichever order needs less: that of their lifetimes, in which each lies partly over the one before, or the largest first. */
export function placeInArena(arrays: readonly Placed[], distance: LeastDistance): Arena {
  const byStart = placedInOrder(arrays, distance, (a, b) => a.first - b.first || b.size - a.size);
  const bySize = placedInOrder(arrays, distance, (a, b) => b.size - a.size || a.first - b.first);
  return bySize.size < byStart.size ? bySize : byStart;
}

function placedInOrder(arrays: readonly Placed[], distance: LeastDistance, order: (a: Placed, b: Placed) => number): Arena {
  const offsets = new Map<number, number>();
  let [low, high] = [0, 0];
  for (const one of arrays.map((_, id) => id).sort((a, b) => order(arrays[a], arrays[b]))) {
    const beside = [...offsets].filter(([other]) => together(arrays[one], arrays[other]));
    const forbidden = beside.map(([other, offset]) => forbiddenOffsets(arrays, one, other, offset, distance));
    const { size } = arrays[one];
    const isFree = (offset: number): boolean => forbidden.every(({ above, below }) => offset >= above || offset <= below);
    const growth = (offset: number): number => Math.max(0, low - offset) + Math.max(0, offset + size - high);
    const ends = [low, high - size, ...forbidden.flatMap(({ above, below }) => [above, below])];
    const candidates = ends.filter((offset) => Number.isFinite(offset) && isFree(offset));
    const [best] = offsets.size === 0 ? [0] : candidates.toSorted((a, b) => growth(a) - growth(b) || a - b);
    offsets.set(one, best);
    low = offsets.size === 1 ? best : Math.min(low, best);
    high = offsets.size === 1 ? best + size : Math.max(high, best + size);
  }
  return { offsets: arrays.map((_, id) => (offsets.get(id) ?? 0) - low), size: high - low };
}

function together(a: Placed, b: Placed): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** An array may begin at `above` and behind it, or at `below` and before it. */
function forbiddenOffsets(
  arrays: readonly Placed[],
  one: number,
  other: number,
  offset: number,
  distance: LeastDistance,
): { readonly above: number; readonly below: number } {
  const isLater = arrays[one].first > arrays[other].first;
  const least = (isLater ? distance(other, one) : distance(one, other)) ?? Infinity;
  const [above, below] = [offset + arrays[other].size, offset - arrays[one].size];
  return isLater ? { above, below: Math.max(below, offset - least) } : { above: Math.min(above, offset + least), below };
}
