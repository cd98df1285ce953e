// How many nodes a graph may have, those of its functions included. Counts none.

/** More than any source file could hold. */
export const MAXIMUM_NODES = 10_000;
