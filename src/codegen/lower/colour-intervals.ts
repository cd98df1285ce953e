// Lays intervals of different sizes over each other so that little room is needed: the colours are places, and no two intervals
// of a colour overlap. Knows nothing of programs.

export interface Interval {
  /** Both ends belong to it. */
  readonly first: number;
  readonly last: number;
  readonly size: number;
}

/**
 * The colour of each interval, from 0 on. The room of a colour is that of its largest interval; the sum of all rooms is the
 * least there can be where all sizes are equal (first fit by their starts: Golumbic, "Algorithmic Graph Theory and Perfect
 * Graphs", 1980, chapter 8), and nearly so otherwise, where finding the least is NP-hard (Pemmaraju, Raman and Varadarajan,
 * "Max-coloring and online coloring with bandwidths on interval graphs", 2011).
 */
export function colourIntervals(intervals: readonly Interval[]): readonly number[] {
  const bySize = firstFit(intervals, (a, b) => b.size - a.size || a.first - b.first);
  const byStart = firstFit(intervals, (a, b) => a.first - b.first || b.size - a.size);
  return roomOf(intervals, byStart) < roomOf(intervals, bySize) ? byStart : bySize;
}

/** What all colours take together. */
export function roomOf(intervals: readonly Interval[], colours: readonly number[]): number {
  const rooms = new Map<number, number>();
  intervals.forEach(({ size }, position) => rooms.set(colours[position], Math.max(size, rooms.get(colours[position]) ?? 0)));
  return [...rooms.values()].reduce((sum, room) => sum + room, 0);
}

/** In that order, each gets the first colour that is free for it. */
function firstFit(intervals: readonly Interval[], order: (a: Interval, b: Interval) => number): readonly number[] {
  const colours: number[] = intervals.map(() => 0);
  const members: Interval[][] = [];
  const positions = intervals.map((_, position) => position).sort((a, b) => order(intervals[a], intervals[b]));
  for (const position of positions) {
    const interval = intervals[position];
    const free = members.findIndex((others) => !others.some((other) => overlap(other, interval)));
    const colour = free < 0 ? members.length : free;
    (members[colour] ??= []).push(interval);
    colours[position] = colour;
  }
  return colours;
}

function overlap(a: Interval, b: Interval): boolean {
  return a.first <= b.last && b.first <= a.last;
}
