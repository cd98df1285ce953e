// What an emitted function gives of what its network computes, by name.

export const RESULTS = ["values", "class"] as const;

/** `values`: all outputs; `class`: the number of the largest of them. */
export type Result = (typeof RESULTS)[number];
