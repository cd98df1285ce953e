// Whether an emitted source tests itself, by name.

export const SELF_TESTS = ["golden", "none"] as const;

/** `golden`: a function calls the emitted one with arguments that were chosen and compares the bits; `none`: there is no such function. */
export type SelfTest = (typeof SELF_TESTS)[number];
