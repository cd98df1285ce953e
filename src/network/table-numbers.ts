// What the numbers of a table are stored as, by name, and what is proved of the results.

export const NUMBERS = ["float32", "int16", "float16", "int8"] as const;

export type Numbers = (typeof NUMBERS)[number];

/** What is stored of each kind, for those who choose one. */
export const STORED_NUMBERS: Readonly<Record<Numbers, string>> = {
  float32: "slope and value of each cell",
  int16: "the values at the borders as integers, a quarter of the bytes",
  float16: "the values at the borders as halves, for small values beside large ones",
  int8: "how far the values at the borders are from lines over blocks of cells, about a sixth of the bytes",
};

/** Of a function over every float32 of the domain: no larger number has a smaller result, or none a larger one. */
export type Monotony = "non-decreasing" | "non-increasing";

/** Of a function: f(−x) is f(x), or −f(x), for every float32 x. */
export type Symmetry = "even" | "odd";
