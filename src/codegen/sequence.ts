// How many calls of a function that remembers something belong together where it is checked. Calls nothing: what evaluates needs no driver.

/** Records that belong together where a function remembers something: what it remembers is started before each such sequence. */
export const SEQUENCE = 64;
