// What the numbers of a table are stored as, by name.

export const NUMBERS = ["float32", "int16"] as const;

/** `float32`: slope and value of each cell; `int16`: the values at the borders of cells as integers, between which lines go. */
export type Numbers = (typeof NUMBERS)[number];

/** Of a function over every float32 of the domain: no larger number has a smaller result, or none a larger one. */
export type Monotony = "non-decreasing" | "non-increasing";
