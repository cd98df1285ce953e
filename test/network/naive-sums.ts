// The orders of sums that the ops document, by loops over lists: along one axis in chains, along several axes axis by axis. Nothing of them is
// shared with the computations of the ops.

/** Adds two numbers as the type of the sum does. */
type Add = (one: number, other: number) => number;

/** Chains of a sum along one axis of so many elements and more. */
const [CHAINS, LONG] = [8, 64];
/** Elements along several axes that are added up at once. */
const MOST_AT_ONCE = 256;

/**
 * One element after the other, from 0; of 64 and more along one axis eight sums, of every eighth element each, added in pairs.
 *
 * @param extents of the axes that the elements lie along, in row-major order.
 */
export function sumAtOnce(list: readonly number[], extents: readonly number[], add: Add): number {
  const chain = (of: readonly number[]): number => of.reduce(add, 0);
  if (list.length < LONG || longerThan1(extents).length > 1) return chain(list);
  const sums = Array.from({ length: CHAINS }, (_, first) => chain(list.filter((_x, step) => step % CHAINS === first)));
  const [a, b, c, d] = [0, 2, 4, 6].map((at) => add(sums[at], sums[at + 1]));
  return add(add(a, b), add(c, d));
}

/** The same; of more than 256 elements along several axes the sum of the sums along the last axis, and so on. */
export function sumAxisByAxis(list: readonly number[], extents: readonly number[], add: Add): number {
  const axes = longerThan1(extents);
  if (list.length <= MOST_AT_ONCE || axes.length < 2) return sumAtOnce(list, extents, add);
  return axes.reduceRight((sums, extent) => inRows(sums, extent).map((row) => sumAtOnce(row, [extent], add)), list)[0];
}

function longerThan1(extents: readonly number[]): readonly number[] {
  return extents.filter((extent) => extent > 1);
}

function inRows(list: readonly number[], length: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, row) => list.slice(row * length, (row + 1) * length));
}
