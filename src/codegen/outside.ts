// What an emitted function does with arguments outside the domain, by name.

export const OUTSIDE = ["extend", "clamp", "nan"] as const;

/**
 * `extend`: the network is evaluated all the same; `clamp`: arguments are moved to the nearest end of the domain first;
 * `nan`: they count as NaN. */
export type Outside = (typeof OUTSIDE)[number];
